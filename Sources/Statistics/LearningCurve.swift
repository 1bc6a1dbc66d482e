package import Figures
import NumericCore

/// A score by the number of examples trained on, continued a little beyond the largest.
///
/// First the order is tested: a curve that gets worse with more data by more than its variances
/// explain is ill-behaved, as some 15 % of curves are (Mohr, Viering, Loog & van Rijn 2022, "LCDB
/// 1.0"), and is not continued. Then a power law with offset, MMF and the last point each predict the
/// largest size from those below; what errs least is used, and where neither family beats it, the
/// last point. Beyond a stated multiple of the largest size the curve has no value.
package struct LearningCurve: Sendable {
  /// What was measured at one size.
  package struct Point: Sendable, Hashable {
    package let size: Int
    package let score: Double
    /// The variance of the score; 0 where it is not known.
    package let variance: Double

    package init(size: Int, score: Double, variance: Double) {
      self.size = size
      self.score = score
      self.variance = variance
    }
  }

  /// Sizes that a curve takes; of exactly as many the last point is used, as a fit takes one more.
  package static let leastSizes = 4
  /// The multiple of the largest size up to which a curve is continued unless told otherwise.
  package static let usualMultiple = 2.0

  package let points: [Point]
  package let monotonicity: MonotonicityTest
  /// The largest size at which the curve has a value.
  package let furthest: Double
  /// How far each prediction of the largest size from those below missed it, in standard errors of
  /// its score, or in the score's unit where no variance is known; empty where none was made.
  package let backtest: [CurveFamily: Double]
  let model: CurveModel
  let settings: Settings

  /// The family that the curve follows.
  package var family: CurveFamily { model.family }

  /// The curve's shape; nil where it follows the last point.
  package var shape: CurveShape? { model.fit?.shape }

  /// What the score tends to; nil where the curve follows the last point.
  package var limit: Double? { model.fit.map { settings.sign * $0.limit } }

  /// Fits the points.
  ///
  /// - Parameters:
  ///   - points: Ascending by size; where only some variances are 0 the least of the others counts.
  ///   - direction: Which way is better.
  ///   - range: What the score can be; the limit stays within.
  ///   - degreesOfFreedom: Those of each variance; infinite where it is known.
  ///   - multiple: How far beyond the largest size the curve has values; at least 1.
  ///   - starts: Random starts of every search.
  ///   - seed: Where the starts come from.
  /// - Throws: ``StatisticsError`` where sizes are fewer than ``leastSizes``, not positive or not
  ///   ascending, all scores are equal, or a number is not finite or out of its range.
  package init(
    _ points: [Point], direction: Direction, range: ClosedRange<Double>? = nil,
    degreesOfFreedom: Double = .infinity, multiple: Double = Self.usualMultiple,
    starts: Int = 24, seed: UInt64
  ) throws(StatisticsError) {
    try Self.check(points, multiple: multiple, degreesOfFreedom: degreesOfFreedom)
    let settings = Settings(points, direction: direction, range: range)
    let scores = points.map { settings.sign * $0.score }
    let test = MonotonicityTest(
      scores, variances: settings.variances, degreesOfFreedom: degreesOfFreedom, seed: seed)
    var generator = SeededGenerator(seed: seed, "curve starts")
    model = CurveModel(
      sizes: settings.sizes, scores: scores, weights: settings.weights, ceiling: settings.ceiling,
      starts: starts, warm: test.isIllBehaved ? nil : [], &generator)
    self.points = points
    self.settings = settings
    monotonicity = test
    furthest = settings.sizes[points.count - 1] * (test.isIllBehaved ? 1 : multiple)
    let variance = settings.variances[points.count - 1]
    let unit = variance > 0 ? variance.squareRoot() : 1
    backtest = model.errors.mapValues { $0 / unit }
  }

  /// The score at a size; nil below the smallest measured and beyond ``furthest``.
  package func value(at size: Double) -> Double? {
    guard size >= settings.sizes[0], size <= furthest else { return nil }
    return settings.sign * model.value(at: size)
  }

  private static func check(
    _ points: [Point], multiple: Double, degreesOfFreedom: Double
  ) throws(StatisticsError) {
    guard points.count >= leastSizes else {
      throw StatisticsError(
        code: .tooFew, message: "a curve takes at least \(leastSizes) sizes, not \(points.count)")
    }
    for point in points {
      guard point.size > 0, point.score.isFinite, point.variance >= 0, point.variance.isFinite
      else {
        throw StatisticsError(
          code: .outOfRange,
          message: """
            a curve's point has a positive size, a finite score and a variance of at least 0, not \
            \(point.size), \(point.score) and \(point.variance)
            """)
      }
    }
    for (one, next) in zip(points, points.dropFirst()) where one.size >= next.size {
      throw StatisticsError(
        code: .outOfRange,
        message: "a curve's sizes ascend, so \(next.size) cannot follow \(one.size)")
    }
    guard points.contains(where: { $0.score != points[0].score }) else {
      throw StatisticsError(
        code: .constant, message: "every size has the score \(points[0].score): no curve to fit")
    }
    guard multiple >= 1, multiple.isFinite, degreesOfFreedom > 0 else {
      throw StatisticsError(
        code: .outOfRange,
        message: """
          a curve is continued to a multiple of at least 1 on positive degrees of freedom, not \
          \(multiple) and \(degreesOfFreedom)
          """)
    }
  }

  /// The points as the fit takes them: ascending is better.
  struct Settings: Sendable {
    let sign: Double
    let sizes: [Double]
    let variances: [Double]
    let weights: [Double]
    let ceiling: Double

    /// The largest measured size.
    var largest: Double { sizes[sizes.count - 1] }

    init(_ points: [Point], direction: Direction, range: ClosedRange<Double>?) {
      sign = direction == .higherIsBetter ? 1 : -1
      sizes = points.map { Double($0.size) }
      let least = points.map(\.variance).filter { $0 > 0 }.min() ?? 0
      variances = points.map { $0.variance > 0 ? $0.variance : least }
      weights = variances.map { $0 > 0 ? 1 / $0 : 1 }
      ceiling =
        direction == .higherIsBetter
        ? range?.upperBound ?? .infinity : range.map { -$0.lowerBound } ?? .infinity
    }
  }
}
