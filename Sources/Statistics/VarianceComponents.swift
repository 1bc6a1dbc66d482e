package import Figures

/// What seeds, items and both together contribute to the variance of a score.
///
/// The terms are those of ``CrossedDesign``: each the mean square divided by seeds × items.
package struct VarianceComponents: Codable, Sendable, Hashable {
  package let seeds: Int
  /// The items of each stratum.
  package let items: [Int]
  /// The seeds' term; nil of one seed, which says nothing about others.
  package let seed: Double?
  /// The items' term of each stratum.
  package let item: [Double]
  /// The rest's term of each stratum; 0 of one seed, where it cannot be told from the items'.
  package let rest: [Double]

  package init(seeds: Int, items: [Int], seed: Double?, item: [Double], rest: [Double]) {
    self.seeds = seeds
    self.items = items
    self.seed = seed
    self.item = item
    self.rest = rest
  }

  /// The variance of the score over new seeds and new items.
  package var variance: Double {
    let itemTerm = item.reduce(0, +)
    guard let seed else { return itemTerm }
    return max(seed + itemTerm - rest.reduce(0, +), max(seed, itemTerm))
  }

  /// The share of the variance, in 0…1, that more seeds would lower; 0 of one seed.
  package var seedShare: Double {
    let parts = pure
    let total = parts.seed + parts.item + parts.rest
    return total > 0 ? parts.seed / total : 0
  }

  /// The share of the variance, in 0…1, that more items would lower.
  package var itemShare: Double {
    let parts = pure
    let total = parts.seed + parts.item + parts.rest
    return total > 0 ? parts.item / total : 0
  }

  /// Satterthwaite's degrees of freedom of ``variance``.
  package var degreesOfFreedom: Double {
    var spread = 0.0
    for (index, count) in items.enumerated() {
      let freedom = Double(count - 1)
      spread += item[index] * item[index] / freedom
      if seeds > 1 {
        spread += rest[index] * rest[index] / (freedom * Double(seeds - 1))
      }
    }
    if let seed { spread += seed * seed / Double(seeds - 1) }
    let fewest = (items.min() ?? 2) - 1
    let least = Double(seed == nil ? fewest : min(fewest, seeds - 1))
    // Where nothing varies the interval is a point, whatever stands here.
    guard spread > 0 else { return least }
    return max(least, variance * variance / spread)
  }

  /// A value with the t-interval that these components give it.
  package func estimate(_ value: Double, level: Double, method: String) -> Estimate {
    let error = variance.squareRoot()
    return Estimate(
      value: value,
      interval: TInterval.interval(
        mean: value, standardError: error, degreesOfFreedom: degreesOfFreedom, level: level),
      standardError: error, degreesOfFreedom: degreesOfFreedom, method: method)
  }

  /// How large a fresh run must be for the expected half width to fall to a margin.
  package struct FreshRun: Codable, Sendable, Hashable {
    /// Seeds at the present items; nil where no number of seeds is enough, or seeds were not varied.
    package let seeds: Int?
    /// Items, of all strata together, at the present seeds; nil where no number is enough.
    package let items: Int?
  }

  /// The size of a fresh run whose interval is expected to reach `margin` to either side.
  ///
  /// A run of S′ seeds and r times the items, in the present proportion of strata, has expected
  /// v_seed = σₐ²/S′ + rest′, v_item = σ_b²/(r·I) + rest′ and rest′ = σₑ²/(S′·r·I); the half width is
  /// t·√V with the degrees of freedom these give. Fresh means all of it: adding to this run until it
  /// pleases spends alpha. Of one seed only items are sized, for that trained model.
  ///
  /// - Throws: ``StatisticsError`` where the margin is not positive or the level not within 0…1.
  package func freshRunNeeded(
    margin: Double, level: Double = 0.95
  ) throws(StatisticsError) -> FreshRun {
    guard margin > 0, 0 < level, level < 1 else {
      throw StatisticsError(
        code: .outOfRange,
        message: "a margin is positive and a level within 0…1, not \(margin) and \(level)")
    }
    let present = items.reduce(0, +)
    let neededSeeds =
      seed == nil
      ? nil
      : Self.least(from: 2, to: 100_000) {
        expected(seeds: $0, scale: 1).halfWidth(level) <= margin
      }
    let neededItems = Self.least(from: 2 * items.count, to: 1_000_000_000) {
      expected(seeds: seeds, scale: Double($0) / Double(present)).halfWidth(level) <= margin
    }
    return FreshRun(seeds: neededSeeds, items: neededItems)
  }

  private func halfWidth(_ level: Double) -> Double {
    let error = variance.squareRoot()
    return error == 0 ? 0 : error * TInterval.multiplier(degreesOfFreedom, level: level)
  }

  /// The components as variances of the score: σₐ²/S, Σ σ_b²/n_k and Σ σₑ²/(S·n_k), none negative.
  private var pure: (seed: Double, item: Double, rest: Double) {
    let restTerm = rest.reduce(0, +)
    let itemTerm = zip(item, rest).reduce(0) { $0 + max(0, $1.0 - $1.1) }
    return (max(0, (seed ?? restTerm) - restTerm), itemTerm, restTerm)
  }

  /// The components that a run of another size is expected to have.
  private func expected(seeds others: Int, scale: Double) -> VarianceComponents {
    let fewer = Double(seeds) / Double(others)
    let newRest = rest.map { $0 * fewer / scale }
    return VarianceComponents(
      seeds: others, items: items.map { max(2, Int((Double($0) * scale).rounded())) },
      seed: seed == nil ? nil : pure.seed * fewer + newRest.reduce(0, +),
      item: zip(zip(item, rest), newRest).map { max(0, $0.0 - $0.1) / scale + $1 },
      rest: newRest)
  }

  /// The least number of a range for which a predicate that stays true holds; nil where none.
  private static func least(
    from first: Int, to last: Int, where predicate: (Int) -> Bool
  ) -> Int? {
    let index = Quantiles.firstIndex(below: last - first + 1) { predicate(first + $0) }
    return index > last - first ? nil : first + index
  }
}
