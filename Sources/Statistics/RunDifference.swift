package import Figures
import NumericCore

/// The mean difference between two sets of runs.
package enum RunDifference {
  /// First less second, of runs that measured the same units, such as the same trained models served.
  ///
  /// With y[r, u] = μ[u] + ε, every run r of a set has one value of each unit u in the same order. The
  /// difference is δ = mean over u of d[u], where d[u] is the mean of the first set's runs less that of
  /// the second's. What a unit does to both cancels. With R and S runs of U units,
  /// Var δ = σ² (1/R + 1/S) / U, and σ² comes of all that is left: runs about their unit's mean, in
  /// both sets, and d[u] about δ, on U (R − 1) + U (S − 1) + U − 1 degrees of freedom. Of R = S = 1 that
  /// is the paired t-interval. It takes the runs of a set for exchangeable: what slows a whole run
  /// down, and not its reference loop, is not in the interval.
  ///
  /// Nil where there is nothing to compare, or units are not the same number everywhere.
  package static func paired(
    _ first: [[Double]], _ second: [[Double]], level: Double = 0.95
  ) -> Estimate? {
    guard let units = first.first?.count, units > 0, !second.isEmpty,
      (first + second).allSatisfy({ $0.count == units && $0.allSatisfy(\.isFinite) })
    else { return nil }
    let (one, other) = (means(first, units), means(second, units))
    let differences = zip(one, other).map { $0 - $1 }
    let value = differences.reduce(0, +) / Double(units)
    let method =
      first.count + second.count == 2
      ? "\(units) pairs, t" : "\(first.count) against \(second.count) runs of \(units) units, t"
    guard first.count + second.count > 2 || units > 1 else {
      return Estimate(value: value, method: "one pair, no interval")
    }
    let shares = 1 / Double(first.count) + 1 / Double(second.count)
    let between = differences.reduce(0) { $0 + ($1 - value) * ($1 - value) } / shares
    let within = squares(first, about: one) + squares(second, about: other)
    let freedom = Double(units * (first.count + second.count - 1) - 1)
    let variance = (between + within) / freedom * shares / Double(units)
    return estimate(value, variance, freedom, method, level)
  }

  /// First less second of two independent samples, with unequal variances (Welch 1947).
  ///
  /// Nil where a sample has fewer than two values, or one that is not finite.
  package static func welch(
    _ first: [Double], _ second: [Double], level: Double = 0.95
  ) -> Estimate? {
    guard first.count > 1, second.count > 1, (first + second).allSatisfy(\.isFinite) else {
      return nil
    }
    let (one, other) = (Moments(first), Moments(second))
    let parts = (one.variance / Double(one.count), other.variance / Double(other.count))
    let variance = parts.0 + parts.1
    let freedom =
      variance * variance
      / (parts.0 * parts.0 / Double(one.count - 1) + parts.1 * parts.1 / Double(other.count - 1))
    return estimate(
      one.mean - other.mean, variance, variance > 0 ? freedom : 1,
      "\(one.count) against \(other.count) replications, Welch", level)
  }

  private static func estimate(
    _ value: Double, _ variance: Double, _ freedom: Double, _ method: String, _ level: Double
  ) -> Estimate {
    let error = variance.squareRoot()
    return Estimate(
      value: value,
      interval: TInterval.interval(
        mean: value, standardError: error, degreesOfFreedom: freedom, level: level),
      standardError: error, degreesOfFreedom: freedom, method: method)
  }

  private static func means(_ runs: [[Double]], _ units: Int) -> [Double] {
    (0..<units).map { unit in runs.reduce(0) { $0 + $1[unit] } / Double(runs.count) }
  }

  private static func squares(_ runs: [[Double]], about means: [Double]) -> Double {
    var sum = 0.0
    for run in runs {
      for (value, mean) in zip(run, means) { sum += (value - mean) * (value - mean) }
    }
    return sum
  }
}
