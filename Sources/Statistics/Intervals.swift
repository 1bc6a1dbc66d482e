package import Figures
import NumericCore

/// Intervals from Student's t distribution.
package enum TInterval {
  /// mean ± t·standardError, two-sided at `level` in 0…1.
  ///
  /// A standard error of 0 gives the mean itself whatever its degrees of freedom.
  package static func interval(
    mean: Double, standardError: Double, degreesOfFreedom: Double, level: Double
  ) -> Interval {
    let half =
      standardError == 0 ? 0 : standardError * multiplier(degreesOfFreedom, level: level)
    return Interval(lower: mean - half, upper: mean + half, level: level)
  }

  /// The t that a two-sided interval multiplies the standard error with.
  package static func multiplier(_ degreesOfFreedom: Double, level: Double) -> Double {
    StudentT.quantile((1 + level) / 2, degreesOfFreedom: degreesOfFreedom)
  }
}

/// Intervals over independent replications: runs that share no item, queue or warm-up.
package enum Replications {
  /// The mean of the replications and its t-interval.
  ///
  /// One replication gives the value without an interval.
  ///
  /// - Throws: ``StatisticsError`` where there is none or a value is not finite.
  package static func mean(
    _ values: [Double], level: Double = 0.95
  ) throws(StatisticsError) -> Estimate {
    guard !values.isEmpty else {
      throw StatisticsError(code: .tooFew, message: "there are no replications")
    }
    if let wrong = values.first(where: { !$0.isFinite }) {
      throw StatisticsError(code: .outOfRange, message: "a replication is finite, not \(wrong)")
    }
    guard values.count > 1 else {
      return Estimate(value: values[0], method: "one replication")
    }
    let moments = Moments(values)
    let error = (moments.variance / Double(values.count)).squareRoot()
    let freedom = Double(values.count - 1)
    return Estimate(
      value: moments.mean,
      interval: TInterval.interval(
        mean: moments.mean, standardError: error, degreesOfFreedom: freedom, level: level),
      standardError: error, degreesOfFreedom: freedom,
      method: "\(values.count) replications, t")
  }

  /// The ratio of two figures measured in the same replications, and its interval.
  ///
  /// The mean and t-interval are of ln(numerator / denominator), replication by replication, and are
  /// carried back: what a replication does to both cancels, and the ratio of A to B is one over that
  /// of B to A. The standard error is by the delta method, ratio · SE(ln ratio).
  ///
  /// - Throws: ``StatisticsError`` where there is none, counts differ, or a value is not positive.
  package static func ratio(
    _ numerators: [Double], to denominators: [Double], level: Double = 0.95
  ) throws(StatisticsError) -> Estimate {
    guard numerators.count == denominators.count else {
      throw StatisticsError(
        code: .lengthMismatch,
        message:
          "\(numerators.count) numerators do not pair with \(denominators.count) denominators")
    }
    if let wrong = (numerators + denominators).first(where: { !($0 > 0 && $0.isFinite) }) {
      throw StatisticsError(
        code: .outOfRange, message: "a ratio's parts are positive and finite, not \(wrong)")
    }
    let logs = try mean(
      zip(numerators, denominators).map { Double.log($0 / $1) }, level: level)
    return LogRatio.exponentiate(logs, method: logs.method + " on the log ratio")
  }
}

/// Ratios estimated on the log scale, where they are symmetric.
package enum LogRatio {
  /// Carries an estimate of ln r back to r.
  package static func exponentiate(_ estimate: Estimate, method: String) -> Estimate {
    let ratio = Double.exp(estimate.value)
    return Estimate(
      value: ratio,
      interval: estimate.interval.map {
        Interval(lower: Double.exp($0.lower), upper: Double.exp($0.upper), level: $0.level)
      },
      standardError: estimate.standardError.map { ratio * $0 },
      degreesOfFreedom: estimate.degreesOfFreedom, method: method)
  }

  /// The ratio of two independent proportions, such as selection rates.
  ///
  /// After Katz, Baptista, Azen & Pike 1978, Var(ln r) = 1/x₁ − 1/n₁ + 1/x₂ − 1/n₂. Nil where a proportion is 0 or counts are impossible: the
  /// log scale has no place for it.
  package static func ofProportions(
    _ successes: Int, of trials: Int, to otherSuccesses: Int, of otherTrials: Int,
    level: Double = 0.95
  ) -> Estimate? {
    guard successes > 0, otherSuccesses > 0, successes <= trials, otherSuccesses <= otherTrials
    else { return nil }
    let x = (Double(successes), Double(otherSuccesses))
    let n = (Double(trials), Double(otherTrials))
    let logarithm = Double.log(x.0 / n.0 / (x.1 / n.1))
    let error = (1 / x.0 - 1 / n.0 + 1 / x.1 - 1 / n.1).squareRoot()
    let logs = Estimate(
      value: logarithm,
      interval: TInterval.interval(
        mean: logarithm, standardError: error, degreesOfFreedom: .infinity, level: level),
      standardError: error, method: "")
    return exponentiate(logs, method: "ratio of proportions, log scale (Katz)")
  }
}

/// Intervals of a share on the scale of its log-odds, where they are symmetric and never leave 0…1.
package enum LogitScale {
  /// The estimate with its interval carried over: logit p ± h/(p(1 − p)) by the delta method, and back.
  ///
  /// h is half the width of the symmetric interval. For AUC this covers better than the symmetric one
  /// where a class has few items (Pepe 2003, §5.2). The standard error stays that of the share. At 0 and
  /// 1, which have no log-odds, the estimate stays as it is.
  package static func carry(_ estimate: Estimate) -> Estimate {
    let share = estimate.value
    guard share > 0, share < 1, let interval = estimate.interval else { return estimate }
    let half = (interval.upper - interval.lower) / 2 / (share * (1 - share))
    let centre = Double.log(share / (1 - share))
    return Estimate(
      value: share,
      interval: Interval(
        lower: Double.logistic(centre - half), upper: Double.logistic(centre + half),
        level: interval.level),
      standardError: estimate.standardError, degreesOfFreedom: estimate.degreesOfFreedom,
      method: estimate.method + " on the logit scale")
  }
}

/// Intervals of a proportion.
package enum Proportion {
  /// The proportion and its score interval (Wilson 1927), which stays within 0…1.
  ///
  /// Nil where counts are impossible.
  package static func wilson(
    _ successes: Int, of trials: Int, level: Double = 0.95
  ) -> Estimate? {
    guard trials > 0, (0...trials).contains(successes) else { return nil }
    let n = Double(trials)
    let p = Double(successes) / n
    let z = NormalDistribution.quantile((1 + level) / 2)
    let shrink = 1 + z * z / n
    let centre = (p + z * z / (2 * n)) / shrink
    let half = z / shrink * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    // At 0 and n a bound is the proportion itself, which rounding must not miss.
    return Estimate(
      value: p,
      interval: Interval(
        lower: successes == 0 ? 0 : centre - half, upper: successes == trials ? 1 : centre + half,
        level: level),
      standardError: (p * (1 - p) / n).squareRoot(), method: "Wilson score")
  }
}

/// The mean and variance of a sample.
package struct Moments: Sendable, Hashable {
  package let count: Int
  package let mean: Double
  /// The unbiased variance; NaN of fewer than two values.
  package let variance: Double

  /// Two passes, so that a large mean costs the variance no digits.
  package init(_ values: some Collection<Double>) {
    count = values.count
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    variance =
      values.count < 2
      ? .nan
      : values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
