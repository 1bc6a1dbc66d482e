import Figures
import NumericCore
import Statistics
import Testing

@Suite struct CrossedDesigns {
  @Test("Two seeds and three items agree with the analysis of variance by hand")
  func byHand() throws {
    // Seed means 3 and 4, item means 2, 3 and 5.5, grand mean 3.5. MS_seed = 3·(¼ + ¼)/1 = 1.5,
    // MS_item = 2·(2.25 + 0.25 + 4)/2 = 6.5, residuals ±(½, ½, −1): MS_rest = 3/2 = 1.5. Hence
    // V = (1.5 + 6.5 − 1.5)/6, of which 1.5/6 has the t of one degree of freedom and the rest that of
    // two: half width, degrees of freedom and p value by Tests/References/comparisons.py.
    let design = try CrossedDesign(values: [[1, 2, 6], [3, 4, 5]])
    #expect(design.value == 3.5)
    expect(design.components.seed, 1.5 / 6)
    expect(design.components.item.first, 6.5 / 6)
    expect(design.components.rest.first, 1.5 / 6)
    expect(design.components.variance, 6.5 / 6)
    #expect(abs(design.components.degreesOfFreedom() - 1.335083925636059) < 1e-6)
    #expect(abs(design.components.twoSidedP(3.5) - 0.12199406799997504) < 1e-6)
    let estimate = design.estimate()
    expect(estimate.interval?.lower, 3.5 - 7.469220851383863)
    expect(estimate.interval?.upper, 3.5 + 7.469220851383863)
    #expect(estimate.method == "crossed seed × item, t")
  }

  @Test("The variance never falls below what seeds or items show alone")
  func floor() throws {
    // Means of seeds and items all 0: all is rest, V would be −MS_rest/(S·I).
    let rest = try CrossedDesign(values: [[1, -1], [-1, 1]])
    #expect(rest.components.variance == 0)
    #expect(rest.estimate().interval == Interval(lower: 0, upper: 0, level: 0.95))
    // Items alike but for the rest: MS_seed = 4, MS_item = 1, MS_rest = 1 by hand; then with the item
    // means pulled together MS_item = 0 and V stays at MS_seed/(S·I).
    let seeds = try CrossedDesign(values: [[2, 0], [-2, 0], [-1, 1], [1, -1]])
    expect(seeds.components.variance, max(seeds.components.seed ?? 0, seeds.components.item[0]))
  }

  @Test("One seed speaks for that trained model only, by its items")
  func oneSeed() throws {
    let estimate = try CrossedDesign(values: [[1, 2, 3, 4]]).estimate()
    expect(estimate.standardError, (5.0 / 3 / 4).squareRoot())
    #expect(estimate.degreesOfFreedom == 3)
    #expect(estimate.method == "one trained model only; items, t")
  }

  @Test("Two strata add their items' variances and share their seeds'")
  func strata() throws {
    // Each stratum's seed means are 1 and 2, so v_seed = ½/2. Item means (1, 2) and (0.5, 2.5):
    // variances ½ and 2, over 2 items; residuals 0 and ±½: MS_rest of the second is 4·¼/1.
    let design = try CrossedDesign(strata: [
      [[0.5, 1.5], [1.5, 2.5]], [[0.5, 1.5], [0.5, 3.5]],
    ])
    expect(design.components.seed, 0.25)
    #expect(design.components.item == [0.25, 1])
    #expect(design.components.rest == [0, 0.25])
    expect(design.components.variance, 0.25 + 1.25 - 0.25)
  }

  @Test("Differences of two candidates cancel what their items share")
  func paired() throws {
    let easy = [[0.1, 0.5, 0.9], [0.2, 0.6, 1.0]]
    let shifted = easy.map { $0.map { $0 + 0.05 } }
    let differences = zip(shifted, easy).map { zip($0, $1).map(-) }
    let estimate = try CrossedDesign(values: differences).estimate()
    expect(estimate.value, 0.05)
    #expect((estimate.standardError ?? 1) < 1e-15)
  }

  @Test("A design that is not crossed is refused")
  func refusals() {
    #expect(
      throws: StatisticsError(
        code: .lengthMismatch, message: "stratum 0 is not the same items for each of 2 seeds")
    ) { try CrossedDesign(values: [[1, 2], [1]]) }
    #expect(
      throws: StatisticsError(
        code: .tooFew, message: "stratum 0 has 1 items; a variance needs two")
    ) { try CrossedDesign(values: [[1], [2]]) }
    #expect(
      throws: StatisticsError(
        code: .outOfRange, message: "stratum 0 holds a value that is not finite")
    ) { try CrossedDesign(values: [[1, .nan]]) }
  }

  @Test(
    "Intervals cover the truth about as often as they say, whichever factor dominates",
    arguments: [(3, 1.0, 0.1), (3, 0.3, 1.0), (3, 0.0, 1.0), (5, 0.1, 1.0), (5, 1.0, 1.0)])
  func coverage(seeds: Int, seedDeviation: Double, itemDeviation: Double) throws {
    var generator = SeededGenerator(seed: 7, "coverage", seeds, seedDeviation, itemDeviation)
    let items = 40
    var covered = 0
    for _ in 0..<1000 {
      let itemEffects = (0..<items).map { _ in itemDeviation * generator.normal() }
      let values = (0..<seeds).map { _ in
        let seedEffect = seedDeviation * 0.15 * generator.normal()
        return itemEffects.map { $0 + seedEffect + generator.normal() }
      }
      let interval = try CrossedDesign(values: values).estimate().interval
      if interval?.contains(0) == true { covered += 1 }
    }
    // At least 950 but for chance: 1.5 standard errors are 10. Where nothing but the rest varies, seeds
    // and items cannot be told from it and the interval is wider than it need be.
    #expect(covered >= 940, "covered \(covered) of 1000")
  }

  private func expect(_ value: Double?, _ expected: Double) {
    #expect(abs((value ?? .nan) - expected) < 1e-12)
  }
}

@Suite struct FreshRuns {
  @Test("A fresh run of the size named has the half width asked for, and one smaller has not")
  func sizes() throws {
    var generator = SeededGenerator(seed: 7, "fresh run")
    let itemEffects = (0..<100).map { _ in generator.normal() }
    let values = (0..<4).map { _ in
      let seedEffect = 0.05 * generator.normal()
      return itemEffects.map { $0 + seedEffect + 0.5 * generator.normal() }
    }
    let design = try CrossedDesign(values: values)
    let half = try #require(design.estimate().interval).upper - design.value
    let needed = try design.components.freshRunNeeded(margin: half / 2)
    // Items dominate: no number of seeds is enough, and items grow about fourfold.
    #expect(needed.seeds == nil)
    let items = try #require(needed.items)
    #expect((300...520).contains(items), "\(items) items")
    // The margin that the run has already asks for hardly more than it has: its seeds agree a little
    // better than the rest explains, which a fresh run is not expected to do.
    let same = try design.components.freshRunNeeded(margin: half * 1.0001)
    #expect((same.items ?? .max) <= 115)
  }

  @Test("Where seeds dominate no number of items is enough")
  func seedsDominate() throws {
    let components = VarianceComponents(
      seeds: 3, items: [1000], seed: 0.01, item: [0.0001], rest: [0.00001])
    let needed = try components.freshRunNeeded(margin: 0.1)
    #expect(needed.items == nil)
    // V ≈ 0.03/S′ + 0.0001 and t at about S′ − 1 degrees: S′ = 14 gives 2.16·0.0474 = 0.1023, and
    // S′ = 15 gives 2.14·0.0458 = 0.0982.
    #expect(needed.seeds == 15)
    expectShares(components)
  }

  @Test("One seed sizes items alone")
  func oneSeed() throws {
    let components = try CrossedDesign(values: [[1, 2, 3, 4]]).components
    let needed = try components.freshRunNeeded(margin: 0.1)
    #expect(needed.seeds == nil)
    // (1.96·√(5/3)/0.1)² = 640, and t for z adds two.
    #expect((640...644).contains(needed.items ?? 0))
  }

  @Test("A margin that is not positive is refused")
  func refusal() {
    let components = VarianceComponents(seeds: 1, items: [10], seed: nil, item: [1], rest: [0])
    #expect(
      throws: StatisticsError(
        code: .outOfRange,
        message: "a margin is positive and a level within 0…1, not 0.0 and 0.95")
    ) { try components.freshRunNeeded(margin: 0) }
  }

  private func expectShares(_ components: VarianceComponents) {
    let total = (0.01 - 0.00001) + (0.0001 - 0.00001) + 0.00001
    #expect(abs(components.seedShare - (0.01 - 0.00001) / total) < 1e-12)
    #expect(abs(components.itemShare - (0.0001 - 0.00001) / total) < 1e-12)
  }
}
