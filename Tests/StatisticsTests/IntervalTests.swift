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

  private func expect(_ interval: Interval?, _ lower: Double, _ upper: Double) {
    #expect(abs((interval?.lower ?? .nan) - lower) < 1e-12)
    #expect(abs((interval?.upper ?? .nan) - upper) < 1e-12)
  }
}
