import Figures
import NumericCore
import Statistics
import Testing

/// Expected values: `Tests/References/intervals.py` (NumPy, SciPy), unless said otherwise.
@Suite struct QuantileEstimates {
  @Test(
    "Quantiles interpolate as NumPy's do",
    arguments: [(0, 1.0), (0.1, 1.25), (0.5, 2.8), (0.77, 3.85), (1, 9.0)])
  func type7(p: Double, expected: Double) throws {
    let value = try #require(Quantiles.type7([1, 1.5, 2.6, 3, 4, 9], p))
    #expect(abs(value - expected) < 1e-14)
  }

  @Test("No values have no quantile")
  func empty() {
    #expect(Quantiles.type7([], 0.5) == nil)
    #expect(Quantiles.estimate([], 0.5) == nil)
  }

  @Test(
    "The ranks around a quantile are the binomial's",
    arguments: [(100, 0.5, 40, 61), (1000, 0.9, 881, 919), (1000, 0.99, 983, 997)])
  func ranks(count: Int, p: Double, lower: Int, upper: Int) throws {
    let ranks = try #require(Quantiles.ranks(count: count, p, level: 0.95))
    #expect(ranks == (lower, upper))
  }

  @Test("Too few values have a quantile without an interval")
  func noInterval() {
    // 300 values do not reach past the 99th percentile: its upper rank would be 301.
    #expect(Quantiles.ranks(count: 300, 0.99, level: 0.95) == nil)
    let estimate = Quantiles.estimate((0..<300).map(Double.init), 0.99)
    #expect(estimate?.interval == nil)
    #expect(abs((estimate?.value ?? 0) - 296.01) < 1e-9)
  }

  @Test("Intervals of a skewed distribution's 90th percentile cover it as often as they say")
  func coverage() {
    var generator = SeededGenerator(seed: 7, "quantile coverage")
    let truth = Double.log(10)
    var covered = 0
    for _ in 0..<1000 {
      let sample = (0..<200).map { _ in generator.exponential(rate: 1) }.sorted()
      let interval = Quantiles.estimate(sample, 0.9)?.interval
      if interval?.contains(truth) == true { covered += 1 }
    }
    // At least 95 % by construction; three standard errors of 1000 draws below it is 929.
    #expect(covered >= 929)
    #expect(covered <= 990)
  }
}

@Suite struct EarlyStops {
  @Test(
    "The least queries are LoadGen's published table, and SciPy's beyond it",
    arguments: [
      (0.9, 0, 44), (0.9, 1, 64), (0.9, 5, 127), (0.95, 0, 90), (0.95, 1, 130), (0.95, 5, 259),
      (0.99, 0, 459), (0.99, 1, 662), (0.99, 5, 1307), (0.999, 0, 4603), (0.999, 1, 6636),
      (0.999, 5, 13105),
    ])
  func leastQueries(quantile: Double, overlooking: Int, expected: Int) {
    #expect(EarlyStopping.leastQueries(quantile: quantile, overlooking: overlooking) == expected)
    #expect(EarlyStopping.overlooked(queries: expected, quantile: quantile) == overlooking)
    let before = EarlyStopping.overlooked(queries: expected - 1, quantile: quantile)
    #expect(before == (overlooking == 0 ? nil : overlooking - 1))
  }

  @Test("The bound is the value that the overlooked ones leave on top")
  func bound() {
    let bound = EarlyStopping.bound((1...64).map(Double.init), quantile: 0.9)
    #expect(
      bound
        == EarlyStopping.Bound(
          quantile: 0.9, value: 63, overlooked: 1, count: 64, confidence: 0.99))
    #expect(EarlyStopping.bound((1...43).map(Double.init), quantile: 0.9) == nil)
    #expect(EarlyStopping.bound([], quantile: 0.9) == nil)
  }

  @Test("The bound is below the true quantile no more often than one time in a hundred")
  func confidence() {
    var generator = SeededGenerator(seed: 7, "early stopping")
    let truth = Double.log(10)
    var below = 0
    for _ in 0..<2000 {
      let sample = (0..<150).map { _ in generator.exponential(rate: 1) }.sorted()
      if let bound = EarlyStopping.bound(sample, quantile: 0.9), bound.value < truth { below += 1 }
    }
    // Twenty expected at most; three standard errors more are 33.
    #expect(below <= 33)
  }
}
