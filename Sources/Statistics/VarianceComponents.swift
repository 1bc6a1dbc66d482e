package import Figures
import NumericCore

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

  /// Degrees of freedom that give a t-interval on ``variance`` the half width at a level.
  ///
  /// The half width h is that of ``halfWidth(level:)``; these are the f for which √V times the t of f
  /// degrees is h. They lie between those of the seeds and those of the items.
  package func degreesOfFreedom(level: Double = 0.95) -> Double {
    guard let seed, seeds > 1, variance > 0 else { return seed == nil ? itemFreedom : least }
    let target = halfWidth(level: level) / variance.squareRoot()
    let tail = (1 - level) / 2
    // On 1/f, since the t of f degrees moves evenly with it.
    var (low, high) = (1 / itemFreedom, 1 / least)
    guard seed < variance, low < high else { return least }
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if StudentT.cumulative(-target, degreesOfFreedom: 1 / middle) > tail {
        high = middle
      } else {
        low = middle
      }
    }
    return 2 / (low + high)
  }

  /// Half the width of the interval at a level.
  ///
  /// The score is a seed part and an item part, of variances `v_seed` and V − `v_seed`, each with a
  /// t-interval of its own half width; of their sum the half width is the root of both squares (Howe
  /// 1974; MOVER, Zou & Donner 2008). Satterthwaite's single t takes the degrees of freedom from the
  /// estimates themselves and is too narrow where a few seeds happen to agree: of 2, 3 and 5 seeds it
  /// covered 88, 92 and 94 in 100 at the worst at a level of 0.95, this 95 everywhere.
  package func halfWidth(level: Double) -> Double {
    let whole = variance
    guard whole > 0 else { return 0 }
    let items = TInterval.multiplier(itemFreedom, level: level)
    guard let seed, seeds > 1 else { return items * whole.squareRoot() }
    let seeds = TInterval.multiplier(Double(seeds - 1), level: level)
    return (seeds * seeds * seed + items * items * (whole - seed)).squareRoot()
  }

  /// The probability of a score at least as far from zero, to both sides, where the true one is zero.
  ///
  /// That p at which the interval at level 1 − p ends at zero; found by halving to about 1e−6 of it.
  package func twoSidedP(_ value: Double) -> Double {
    guard value != 0 else { return 1 }
    guard variance > 0 else { return 0 }
    // On ln p, since p of a clear difference is small; 1e−12 stands for all that is smaller.
    var (low, high) = (Double.log(1e-12), 0.0)
    while high - low > 1e-6 {
      let middle = (low + high) / 2
      if halfWidth(level: 1 - Double.exp(middle)) < value.magnitude {
        high = middle
      } else {
        low = middle
      }
    }
    return Double.exp((low + high) / 2)
  }

  /// Satterthwaite's degrees of freedom of the items' term, over strata.
  private var itemFreedom: Double {
    let whole = item.reduce(0, +)
    var spread = 0.0
    for (term, count) in zip(item, items) { spread += term * term / Double(count - 1) }
    let fewest = Double((items.min() ?? 2) - 1)
    return spread > 0 ? max(fewest, whole * whole / spread) : fewest
  }

  /// The degrees of freedom of the seeds or of the smallest stratum, whichever are fewer.
  private var least: Double {
    let fewest = (items.min() ?? 2) - 1
    return Double(seed == nil ? fewest : min(fewest, seeds - 1))
  }

  /// A value with the interval that these components give it.
  package func estimate(_ value: Double, level: Double, method: String) -> Estimate {
    let half = halfWidth(level: level)
    return Estimate(
      value: value, interval: Interval(lower: value - half, upper: value + half, level: level),
      standardError: variance.squareRoot(), degreesOfFreedom: degreesOfFreedom(level: level),
      method: method)
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
  /// what these give. Fresh means all of it: adding to this run until it
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
        expected(seeds: $0, scale: 1).halfWidth(level: level) <= margin
      }
    let neededItems = Self.least(from: 2 * items.count, to: 1_000_000_000) {
      expected(seeds: seeds, scale: Double($0) / Double(present)).halfWidth(level: level) <= margin
    }
    return FreshRun(seeds: neededSeeds, items: neededItems)
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
