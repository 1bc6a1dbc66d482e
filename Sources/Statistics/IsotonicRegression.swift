import NumericCore

/// The ascending sequence that is nearest to given values.
package enum IsotonicRegression {
  /// Minimises Σ wᵢ·(yᵢ − mᵢ)² over ascending m, by pooling adjacent violators.
  ///
  /// Ayer, Brunk, Ewing, Reid & Silverman 1955. `weights` are positive and as many as `values`.
  package static func ascending(_ values: [Double], weights: [Double]) -> [Double] {
    var blocks: [(mean: Double, weight: Double, count: Int)] = []
    for (value, weight) in zip(values, weights) {
      blocks.append((value, weight, 1))
      while blocks.count > 1, blocks[blocks.count - 2].mean > blocks[blocks.count - 1].mean {
        let last = blocks.removeLast()
        let before = blocks.removeLast()
        let weight = before.weight + last.weight
        let sum = before.mean * before.weight + last.mean * last.weight
        blocks.append((sum / weight, weight, before.count + last.count))
      }
    }
    return blocks.flatMap { Array(repeating: $0.mean, count: $0.count) }
  }
}

/// Whether values that should ascend depart from that by more than their variances explain.
package struct MonotonicityTest: Sendable, Hashable {
  /// The level below which a curve counts as ill-behaved.
  package static let level = 0.05
  static let draws = 2000

  /// Σ (yᵢ − mᵢ)² / vᵢ with m the isotonic regression.
  package let statistic: Double
  /// How often the statistic is at least as large where all true values are equal.
  package let pValue: Double

  /// Whether the values dip by more than chance.
  package var isIllBehaved: Bool { pValue < Self.level }

  /// Tests the order against any other values (Robertson, Wright & Dykstra 1988, §2.3).
  ///
  /// Under the hypothesis the statistic is largest where all true values are equal; there its
  /// distribution is a mixture of χ², drawn here 2000 times. Variances estimated on `degreesOfFreedom`
  /// are drawn along, each by its own χ². Without any variance every dip beyond rounding counts.
  init(_ values: [Double], variances: [Double], degreesOfFreedom: Double, seed: UInt64) {
    guard variances.allSatisfy({ $0 > 0 }) else {
      let weights = Array(repeating: 1.0, count: values.count)
      let squares = Self.departure(values, weights)
      let scale = values.reduce(0) { $0 + $1 * $1 }
      statistic = squares
      pValue = squares > 1e-24 * scale ? 0 : 1
      return
    }
    let weights = variances.map { 1 / $0 }
    let observed = Self.departure(values, weights)
    var generator = SeededGenerator(seed: seed, "monotonicity")
    var exceeded = 0
    for _ in 0..<Self.draws {
      let drawn = variances.map { $0.squareRoot() * generator.normal() }
      let estimated =
        degreesOfFreedom == .infinity
        ? weights
        : weights.map {
          $0 * degreesOfFreedom / (2 * generator.gamma(shape: degreesOfFreedom / 2))
        }
      if Self.departure(drawn, estimated) >= observed { exceeded += 1 }
    }
    statistic = observed
    pValue = Double(exceeded + 1) / Double(Self.draws + 1)
  }

  private static func departure(_ values: [Double], _ weights: [Double]) -> Double {
    let ascending = IsotonicRegression.ascending(values, weights: weights)
    var sum = 0.0
    for index in values.indices {
      let gap = values[index] - ascending[index]
      sum += weights[index] * gap * gap
    }
    return sum
  }
}
