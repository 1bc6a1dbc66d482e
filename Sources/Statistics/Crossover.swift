package import Figures
import NumericCore

/// The number of examples at which one of two learning curves overtakes the other.
///
/// The interval is by a bootstrap over seeds that keeps a seed's scores together, at all sizes and of
/// both architectures: what they share stays shared. A handful of seeds drawn with replacement would
/// vary too little, so each draw adds the seeds' residuals about the mean, each with a normal
/// multiplier, in all scaled to the variance of the mean and by √(f / χ²_f) with f = seeds − 1. Of
/// anything linear in the scores that is the t-interval over seeds. Both curves are fitted anew to
/// each draw, family included; so what is uncertain about the family is in the interval. A family that
/// fits all sizes may still miss a few in their midst: where the curves cross among the measured sizes
/// the interval is the hull with that of the same draws joined by straight lines, size to size, after
/// isotonic regression.
package struct Crossover: Sendable {
  /// Which curve is better.
  package enum Leader: String, Codable, Sendable, Hashable {
    case first
    case second
    /// The curves are the same.
    case neither
  }

  package enum Outcome: Sendable, Hashable {
    /// The curves cross once more, for the last time, at this size.
    case crossing(at: Double, Interval)
    /// One curve leads at every size up to ``Crossover/upTo``.
    case none
    /// The draws do not agree; `at` is where the curves as measured cross, if they do.
    case undetermined(at: Double?)
  }

  /// The confidence level of the interval; each side may hold half of what is left.
  package static let level = 0.9

  package let outcome: Outcome
  /// Who leads at the smallest measured size, or before the last crossing.
  package let before: Leader
  /// Who leads at ``upTo``.
  package let after: Leader
  /// The size up to which a crossing was sought; nothing is known beyond.
  package let upTo: Double
  /// The share of the draws whose curves cross.
  package let share: Double
  package let first: LearningCurve
  package let second: LearningCurve

  /// Fits both curves and looks for where they cross last.
  ///
  /// - Parameters:
  ///   - sizes: Training sizes, ascending.
  ///   - first: The score of every seed at every size, seed by seed.
  ///   - second: The other architecture's, of the same seeds in the same order.
  ///   - direction: Which way is better.
  ///   - range: What the score can be.
  ///   - multiple: How far beyond the largest size a crossing is sought.
  ///   - draws: Draws of the bootstrap.
  ///   - seed: Where draws and starts come from.
  /// - Throws: ``StatisticsError`` where seeds are fewer than two, scores and sizes do not fit each
  ///   other, or a curve cannot be fitted.
  package init(
    sizes: [Int], first: [[Double]], second: [[Double]], direction: Direction,
    range: ClosedRange<Double>? = nil, multiple: Double = LearningCurve.usualMultiple,
    draws: Int = 400, seed: UInt64
  ) throws(StatisticsError) {
    guard draws > 1 else {
      throw StatisticsError(code: .tooFew, message: "\(draws) draws have no quantiles")
    }
    let one = try SeedScores(sizes: sizes, first)
    let other = try SeedScores(sizes: sizes, second)
    guard one.seeds == other.seeds else {
      throw StatisticsError(
        code: .lengthMismatch,
        message: "\(one.seeds) seeds do not pair with \(other.seeds) seeds")
    }
    func curve(_ scores: SeedScores) throws(StatisticsError) -> LearningCurve {
      try LearningCurve(
        scores.points, direction: direction, range: range,
        degreesOfFreedom: scores.degreesOfFreedom, multiple: multiple, seed: seed)
    }
    self.first = try curve(one)
    self.second = try curve(other)
    upTo = min(self.first.furthest, self.second.furthest)
    let search = CrossingSearch(from: Double(sizes[0]), to: upTo)
    let measured = search.course(self.first.model, self.second.model)
    let draw = Self.courses(
      (self.first, one), (self.second, other), search: search, draws: draws, seed: seed)
    let drawn = draw.fitted
    before = Self.leader(measured.before)
    after = Self.leader(measured.after)
    share = Double(drawn.count { $0.crossing != nil }) / Double(draws)
    let fitted = Self.outcome(measured, drawn, search: search)
    outcome = Self.hull(fitted, draw.joined, last: Double(sizes[sizes.count - 1]), measured)
  }

  private static func leader(_ sign: Int) -> Leader {
    sign > 0 ? .first : sign < 0 ? .second : .neither
  }

  private static func courses(
    _ first: (LearningCurve, SeedScores), _ second: (LearningCurve, SeedScores),
    search: CrossingSearch, draws: Int, seed: UInt64
  ) -> (fitted: [CrossingSearch.Course], joined: [CrossingSearch.Course]) {
    var multipliers = SeededGenerator(seed: seed, "crossover multipliers")
    var starts = SeededGenerator(seed: seed, "crossover starts")
    let seeds = first.1.seeds
    let freedom = Double(seeds - 1)
    let among = CrossingSearch(from: search.from, to: first.0.settings.largest)
    var found: (fitted: [CrossingSearch.Course], joined: [CrossingSearch.Course]) = ([], [])
    for _ in 0..<draws {
      let chi = 2 * multipliers.gamma(shape: freedom / 2)
      let scale = (freedom / chi / Double(seeds * (seeds - 1))).squareRoot()
      let factors = (0..<seeds).map { _ in scale * multipliers.normal() }
      let scores = (first.1.means(shiftedBy: factors), second.1.means(shiftedBy: factors))
      found.fitted.append(
        search.course(
          first.0.redrawn(scores.0, &starts), second.0.redrawn(scores.1, &starts)))
      found.joined.append(among.course(first.0.joined(scores.0), second.0.joined(scores.1)))
    }
    return found
  }

  /// The interval of a crossing among the measured sizes, widened to what lines from size to size say.
  ///
  /// A draw whose lines do not cross towards the same leader counts as an end of the sizes.
  private static func hull(
    _ outcome: Outcome, _ joined: [CrossingSearch.Course], last: Double,
    _ measured: CrossingSearch.Course
  ) -> Outcome {
    guard case .crossing(let size, let interval) = outcome, size < last else { return outcome }
    let tail = (1 - level) / 2
    let sorted = joined.map { course in
      course.after == measured.after ? course.crossing ?? size : last
    }.sorted()
    guard let lower = Quantiles.type7(sorted, tail), let upper = Quantiles.type7(sorted, 1 - tail)
    else { return outcome }
    return .crossing(
      at: size,
      Interval(
        lower: min(interval.lower, lower), upper: max(interval.upper, upper), level: level))
  }

  /// A crossing needs that at most half of 1 − level of the draws lie beyond either end of the search;
  /// none, that at most as many leave the leader.
  private static func outcome(
    _ measured: CrossingSearch.Course, _ drawn: [CrossingSearch.Course], search: CrossingSearch
  ) -> Outcome {
    let tail = (1 - level) / 2
    let allowed = tail * Double(drawn.count)
    guard let size = measured.crossing else {
      let steady = drawn.count { $0.crossing == nil && $0.after == measured.after }
      let isSettled = measured.after != 0 && Double(drawn.count - steady) <= allowed
      return isSettled ? .none : .undetermined(at: nil)
    }
    let later = drawn.count { $0.after != measured.after }
    let earlier = drawn.count { $0.after == measured.after && $0.crossing == nil }
    let sorted = drawn.map { course in
      course.after == measured.after ? course.crossing ?? search.from : search.to
    }.sorted()
    guard Double(later) <= allowed, Double(earlier) <= allowed,
      let lower = Quantiles.type7(sorted, tail), let upper = Quantiles.type7(sorted, 1 - tail)
    else { return .undetermined(at: size) }
    return .crossing(at: size, Interval(lower: lower, upper: upper, level: level))
  }
}

extension LearningCurve {
  /// Other scores at the same sizes, made to ascend and joined by straight lines over log size.
  fileprivate func joined(_ scores: [Double]) -> CurveModel {
    CurveModel(
      joining: settings.sizes, scores: scores.map { settings.sign * $0 },
      weights: settings.weights)
  }

  /// The same curve through other scores, with the family chosen anew.
  fileprivate func redrawn(_ scores: [Double], _ starts: inout SeededGenerator) -> CurveModel {
    CurveModel(
      sizes: settings.sizes, scores: scores.map { settings.sign * $0 }, weights: settings.weights,
      ceiling: settings.ceiling, starts: 2,
      warm: monotonicity.isIllBehaved ? nil : model.shapes, &starts)
  }
}
