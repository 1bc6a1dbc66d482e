import Figures
import NumericCore
import Records
import Statistics

/// How many paired examples each architecture needs to the same quality, from its measured curve.
///
/// The common quality is the lower of both last points, so neither curve is extrapolated. Between
/// measured sizes the curve is linear in the logarithm of the size; a curve that dips is first
/// made monotone by pooling adjacent violators (Ayer et al. 1955).
package enum LabelNeed {
  /// The examples that each architecture needs.
  ///
  /// - Parameters:
  ///   - sizes: Training sizes, ascending; at least one.
  ///   - endToEnd: End-to-end's score at each size, higher is better.
  ///   - hybrid: The hybrid's score at each size, higher is better.
  /// - Returns: The examples that each needs to the lower of both last scores.
  package static func examples(sizes: [Int], endToEnd: [Double], hybrid: [Double]) -> Pair {
    let equal = Array(repeating: 1.0, count: sizes.count)
    let one = IsotonicRegression.ascending(endToEnd, weights: equal)
    let other = IsotonicRegression.ascending(hybrid, weights: equal)
    let common = min(one.last ?? 0, other.last ?? 0)
    return Pair(
      endToEnd: first(sizes, one, reaching: common), hybrid: first(sizes, other, reaching: common))
  }

  private static func first(_ sizes: [Int], _ curve: [Double], reaching quality: Double) -> Double {
    guard let index = curve.firstIndex(where: { $0 >= quality }) else {
      return Double(sizes.last ?? 0)
    }
    guard index > 0 else { return Double(sizes[0]) }
    let share = (quality - curve[index - 1]) / (curve[index] - curve[index - 1])
    let from = Double.log(Double(sizes[index - 1]))
    return Double.exp(from + share * (Double.log(Double(sizes[index])) - from))
  }

  /// The need in every draw, and the sizes between which it was sought.
  struct Drawn {
    /// A need of the smallest is a bound, as less was not tried; of the largest, it is by construction.
    let sizes: ClosedRange<Int>
    let needs: [Pair]
    let curve: DrawnCurve

    /// Nil without sizes.
    init?(_ curve: DrawnCurve) {
      guard let least = curve.sizes.first, let most = curve.sizes.last else { return nil }
      self.curve = curve
      sizes = least...most
      needs = (0..<(curve.scores.first?.count ?? 0)).map { draw in
        examples(
          sizes: curve.sizes, endToEnd: curve.scores.map { $0[draw].endToEnd },
          hybrid: curve.scores.map { $0[draw].hybrid })
      }
    }

    /// The need where there are no more examples than `size`.
    func upTo(_ size: Int) -> Drawn {
      size < sizes.upperBound ? Drawn(curve.upTo(size)) ?? self : self
    }
  }

  /// Draws of the need from a measured curve; nil where fewer than two sizes have both estimates.
  ///
  /// - Parameters:
  ///   - curve: The score by size, ascending.
  ///   - kind: The score.
  ///   - drawn: Draws already made of the score at a size, so that what is one figure stays one.
  ///   - count: How many draws.
  ///   - generator: Where the others come from.
  /// - Returns: The need of each draw, with the range of sizes.
  static func draws(
    _ curve: [CurvePoint], kind: FigureKind, drawn: [Int: [Pair]], count: Int,
    _ generator: inout SeededGenerator
  ) -> Drawn? {
    var sizes: [Int] = []
    var scores: [[Pair]] = []
    for point in curve {
      let figure = ComparedFigure(kind: kind, estimates: point.estimates, contrast: point.contrast)
      guard let pairs = drawn[point.size] ?? figure.draws(count, &generator) else { continue }
      sizes.append(point.size)
      scores.append(pairs)
    }
    guard sizes.count >= 2 else { return nil }
    let sign = kind.direction == .higherIsBetter ? 1.0 : -1.0
    return Drawn(
      DrawnCurve(sizes: sizes, scores: scores.map { $0.map { pair in pair.map { sign * $0 } } }))
  }
}
