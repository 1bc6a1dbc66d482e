import Figures
import NumericCore
import Statistics
import Testing

@Suite struct CrossedBootstraps {
  static let values: [[Double]] = {
    var generator = SeededGenerator(seed: 7, "bootstrap sample")
    let itemEffects = (0..<200).map { _ in generator.normal() }
    return (0..<3).map { _ in
      let seedEffect = 0.1 * generator.normal()
      return itemEffects.map { $0 + seedEffect + generator.normal() }
    }
  }()

  static func mean(_ seed: Int, _ rows: [Int]) -> Double {
    rows.reduce(0) { $0 + values[seed][$1] } / Double(rows.count)
  }

  @Test("Of a mean it finds the components that the crossed design computes")
  func agreesWithDesign() throws {
    let bootstrap = try CrossedBootstrap(
      seeds: 3, items: 200, draws: 4000, seed: 1, statistic: Self.mean)
    let design = try CrossedDesign(values: Self.values)
    #expect(abs(bootstrap.value - design.value) < 1e-12)
    // A variance from 4000 draws has a relative standard error of √(2/4000) = 2.2 %.
    let pairs = [
      (bootstrap.components.seed ?? 0, design.components.seed ?? 1),
      (bootstrap.components.item[0], design.components.item[0]),
      (bootstrap.components.rest[0], design.components.rest[0]),
      (bootstrap.components.variance, design.components.variance),
    ]
    for (resampled, computed) in pairs { #expect(abs(resampled / computed - 1) < 0.07) }
    #expect(bootstrap.estimate().method == "crossed seed × item, items bootstrapped, t")
  }

  @Test("The same seed gives the same interval, another seed another")
  func reproducible() throws {
    func interval(_ seed: UInt64) throws -> Interval? {
      try CrossedBootstrap(seeds: 1, items: 200, draws: 200, seed: seed, statistic: Self.mean)
        .estimate().interval
    }
    #expect(try interval(1) == interval(1))
    #expect(try interval(1) != interval(2))
  }

  @Test("One seed has a percentile interval about that trained model")
  func oneSeed() throws {
    let bootstrap = try CrossedBootstrap(
      seeds: 1, items: 200, draws: 4000, seed: 1, statistic: Self.mean)
    let estimate = bootstrap.estimate()
    #expect(estimate.method == "one trained model only; items bootstrapped, percentile")
    let classical = try #require(try CrossedDesign(values: [Self.values[0]]).estimate().interval)
    let interval = try #require(estimate.interval)
    let width = classical.upper - classical.lower
    #expect(abs(interval.lower - classical.lower) < 0.05 * width)
    #expect(abs(interval.upper - classical.upper) < 0.05 * width)
  }

  @Test("Resamples without a value are passed over and counted, and too many are refused")
  func undefined() throws {
    func draw(leastDistinct: Int) throws -> CrossedBootstrap {
      try CrossedBootstrap(seeds: 1, items: 10, draws: 500, seed: 1) { seed, rows in
        Set(rows).count < leastDistinct ? nil : Self.mean(seed, rows)
      }
    }
    // Ten draws of ten have 6.5 distinct rows on average; four or fewer are 2 % of the cases.
    let few = try draw(leastDistinct: 5)
    #expect((1...40).contains(few.undefinedDraws))
    #expect(throws: StatisticsError.self) { try draw(leastDistinct: 7) }
    #expect(
      throws: StatisticsError(
        code: .undefinedStatistic, message: "the score has a value for 0 of 1 seeds only")
    ) { try draw(leastDistinct: 11) }
  }
}
