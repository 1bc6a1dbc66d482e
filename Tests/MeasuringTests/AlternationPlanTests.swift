import Measuring
import Testing

struct AlternationPlanTests {
  @Test(
    "Every candidate gets the same number of blocks, each pair of rounds mirrored",
    arguments: [1, 2, 3, 5], [0, 1, 2, 6, 7])
  func mirrored(candidates: Int, blocks: Int) {
    let plan = AlternationPlan(candidates: candidates, blocks: blocks, seed: 3)
    #expect(plan.rounds.count == (blocks + 1) / 2 * 2)
    for round in plan.rounds { #expect(round.sorted() == Array(0..<candidates)) }
    for pair in stride(from: 0, to: plan.rounds.count, by: 2) {
      #expect(plan.rounds[pair + 1] == plan.rounds[pair].reversed())
    }
    #expect(plan.turns.count == candidates * plan.rounds.count)
  }

  @Test("The order is the seed's, and both ABBA and BAAB occur")
  func seeded() {
    let plan = AlternationPlan(candidates: 2, blocks: 40, seed: 1)
    #expect(plan == AlternationPlan(candidates: 2, blocks: 40, seed: 1))
    #expect(plan != AlternationPlan(candidates: 2, blocks: 40, seed: 2))
    #expect(Set(plan.rounds) == [[0, 1], [1, 0]])
    let first = stride(from: 0, to: 40, by: 2).map { plan.rounds[$0] }
    #expect(Set(first).count == 2)
  }
}
