import Figures
import NumericCore
import Statistics
import Testing

/// Expected values: `Tests/References/intervals.py` (SciPy).
@Suite struct Intervals {
  static let values = [1.2, 0.9, 1.5, 1.1, 1.3]

  @Test("The mean over replications has Student's interval")
  func mean() throws {
    let estimate = try Replications.mean(Self.values)
    #expect(abs(estimate.value - 1.2) < 1e-15)
    #expect(abs((estimate.standardError ?? 0) - 0.1) < 1e-15)
    #expect(estimate.degreesOfFreedom == 4)
    #expect(estimate.method == "5 replications, t")
    expect(estimate.interval, 0.9223554894802206, 1.4776445105197793)
  }

  @Test("One replication has a value and no interval; none has neither")
  func fewReplications() throws {
    #expect(try Replications.mean([3]) == Estimate(value: 3, method: "one replication"))
    #expect(throws: StatisticsError(code: .tooFew, message: "there are no replications")) {
      try Replications.mean([])
    }
  }

  @Test(
    "A ratio over replications is paired on the log scale, and its inverse is the inverse ratio")
  func ratio() throws {
    let others = [0.8, 0.7, 0.9, 0.9, 0.8]
    let ratio = try Replications.ratio(Self.values, to: others)
    #expect(abs(ratio.value - 1.448830579699124) < 1e-13)
    expect(ratio.interval, 1.2192954886497764, 1.721576162801859)
    #expect(ratio.method == "5 replications, t on the log ratio")
    let inverse = try Replications.ratio(others, to: Self.values)
    expect(inverse.interval, 1 / 1.721576162801859, 1 / 1.2192954886497764)
    #expect(
      throws: StatisticsError(
        code: .outOfRange, message: "a ratio's parts are positive and finite, not 0.0")
    ) { try Replications.ratio([1, 0], to: [1, 1]) }
  }

  @Test(
    "Wilson's interval agrees with SciPy",
    arguments: [
      (0, 10, 0.95, 0.0, 0.27753279986288926),
      (7, 10, 0.95, 0.39677814746114526, 0.892208732593699),
      (480, 500, 0.99, 0.9307556402490643, 0.9771960288643512),
      (20, 20, 0.9, 0.8808421626390355, 1.0),
    ])
  func wilson(successes: Int, trials: Int, level: Double, lower: Double, upper: Double) {
    expect(Proportion.wilson(successes, of: trials, level: level)?.interval, lower, upper)
  }

  @Test("The ratio of two proportions agrees with SciPy's relative risk")
  func katz() {
    let estimate = LogRatio.ofProportions(40, of: 100, to: 60, of: 110)
    #expect(abs((estimate?.value ?? 0) - 0.7333333333333334) < 1e-15)
    expect(estimate?.interval, 0.546268836174036, 0.9844562643263197)
    #expect(LogRatio.ofProportions(0, of: 100, to: 60, of: 110) == nil)
  }

  @Test("An interval on the logit scale stays within 0…1, and one about 1 stays as it is")
  func logit() {
    // logit 0.9 = ln 9 and h/(p(1 − p)) = 0.2/0.09: 1/(1 + e^∓…/9), by hand.
    let estimate = LogitScale.carry(
      Estimate(value: 0.9, interval: Interval(lower: 0.7, upper: 1.1, level: 0.95), method: "t"))
    let reach = Double.exp(0.2 / 0.09)
    expect(estimate.interval, 9 / reach / (1 + 9 / reach), 9 * reach / (1 + 9 * reach))
    #expect(estimate.method == "t on the logit scale")
    let certain = Estimate(
      value: 1, interval: Interval(lower: 1, upper: 1, level: 0.95), method: "t")
    #expect(LogitScale.carry(certain) == certain)
  }

  @Test("Queries of a queue are worth as few independent ones as its load leaves")
  func dependence() {
    // ((1 − ρ)/(1 + ρ))²: 1, (1/3)² and (0.2/1.8)².
    #expect(QueueDependence.effectiveCount(900, load: 0) == 900)
    #expect(QueueDependence.effectiveCount(900, load: 0.5) == 100)
    #expect(QueueDependence.effectiveCount(8100, load: 0.8) == 99)
    #expect(QueueDependence.effectiveCount(900, load: 1.5) == 0)
    // 50 a second at 4 ms alone are a load of 0.2; a mean of 20 ms in all means 1/(1 + 1).
    #expect(QueueDependence.load(rate: 50, service: 0.004, sojourn: 0.004) == 0.2)
    #expect(QueueDependence.load(rate: 50, service: 0.004, sojourn: 0.02) == 0.5)
  }

  @Test("Values that are worth fewer have the ranks of as many independent ones, as shares")
  func worth() throws {
    // Ten times the ranks of 1000 independent values, which QuantileTests checks, bound 10,000 that are
    // worth as many.
    let ranks = try #require(Quantiles.ranks(count: 1000, 0.9, level: 0.95))
    let sample = (1...10_000).map(Double.init)
    let interval = try #require(Quantiles.estimate(sample, 0.9, worth: 1000)?.interval)
    #expect(interval.lower == Double(10 * ranks.lower))
    #expect(interval.upper == Double(10 * ranks.upper))
    #expect(Quantiles.estimate(sample, 0.99, worth: 100)?.interval == nil)
    #expect(Quantiles.estimate(sample, 0.9, worth: 20_000) == Quantiles.estimate(sample, 0.9))
  }

  private func expect(_ interval: Interval?, _ lower: Double, _ upper: Double) {
    #expect(abs((interval?.lower ?? .nan) - lower) < 1e-12)
    #expect(abs((interval?.upper ?? .nan) - upper) < 1e-12)
  }
}
