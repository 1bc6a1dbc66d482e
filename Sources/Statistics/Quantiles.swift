package import Figures
import NumericCore

/// Quantiles of a sample, and distribution-free intervals for those of its population.
package enum Quantiles {
  /// The `p`-quantile by linear interpolation between order statistics, Hyndman & Fan's type 7.
  ///
  /// What R and NumPy call the default: position (n − 1)·p from 0. `sorted` is ascending; nil where it
  /// is empty or `p` is outside 0…1.
  package static func type7(_ sorted: [Double], _ p: Double) -> Double? {
    guard !sorted.isEmpty, (0...1).contains(p) else { return nil }
    let position = Double(sorted.count - 1) * p
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }

  /// The `p`-quantile with an interval between two order statistics, whatever the distribution.
  ///
  /// With B the number of n independent values below the true quantile, binomial(n, p), the r-th
  /// smallest value lies above the quantile exactly where B ≤ r − 1. So the lower bound is the largest
  /// r with P(B ≤ r − 1) ≤ α/2, and the upper the smallest r with P(B ≥ r) ≤ α/2 (David & Nagaraja
  /// 2003, §7.1). The value is type 7. The interval is nil where the sample is too small to have both
  /// bounds; the estimate where it is empty. Values must be independent: queued latencies are not.
  package static func estimate(
    _ sorted: [Double], _ p: Double, level: Double = 0.95
  ) -> Estimate? {
    guard let value = type7(sorted, p) else { return nil }
    let interval = ranks(count: sorted.count, p, level: level).map {
      Interval(lower: sorted[$0.lower - 1], upper: sorted[$0.upper - 1], level: level)
    }
    return Estimate(value: value, interval: interval, method: "order statistics, binomial")
  }

  /// The same for values that are worth fewer independent ones, such as those of a queue.
  ///
  /// The ranks are those of `worth` independent values, carried over as shares of the sample: of n values
  /// the r-th of m becomes the ⌊r·n/m⌋-th below and the ⌈r·n/m⌉-th above.
  package static func estimate(
    _ sorted: [Double], _ p: Double, worth: Int, level: Double = 0.95
  ) -> Estimate? {
    guard worth < sorted.count else { return estimate(sorted, p, level: level) }
    guard let value = type7(sorted, p) else { return nil }
    let interval = ranks(count: worth, p, level: level).map { ranks in
      let scale = Double(sorted.count) / Double(worth)
      let lower = max(1, Int(Double(ranks.lower) * scale))
      let upper = min(sorted.count, Int((Double(ranks.upper) * scale).rounded(.up)))
      return Interval(lower: sorted[lower - 1], upper: sorted[upper - 1], level: level)
    }
    return Estimate(
      value: value, interval: interval,
      method: "order statistics, binomial, worth \(worth) independent values")
  }

  /// The ranks, from 1, of the order statistics that bound the `p`-quantile; nil where n is too small.
  package static func ranks(
    count: Int, _ p: Double, level: Double
  ) -> (lower: Int, upper: Int)? {
    let alpha = (1 - level) / 2
    // P(B ≤ k) rises with k, so both ranks are found by halving.
    let lower = firstIndex(below: count + 1) { k in
      BinomialDistribution.cumulative(k, trials: count, probability: p) > alpha
    }
    let upper = firstIndex(below: count + 1) { k in
      BinomialDistribution.cumulative(
        count - k, trials: count, probability: 1 - p) <= alpha
    }
    guard lower >= 1, upper <= count else { return nil }
    return (lower, upper)
  }

  /// The first of 0 ..< `bound` for which a predicate that stays true holds; `bound` where none.
  static func firstIndex(below bound: Int, where predicate: (Int) -> Bool) -> Int {
    var low = 0
    var high = bound
    while low < high {
      let middle = low + (high - low) / 2
      if predicate(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
