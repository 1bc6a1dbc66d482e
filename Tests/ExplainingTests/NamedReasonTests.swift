import Explaining
import Testing

struct NamedReasonTests {
  private func reason(_ text: String, _ units: [Int]) -> NamedReason {
    NamedReason(text: text, units: units, weight: 1)
  }

  @Test(
    "Reasons are taken in order while their units fit the budget, the first one always",
    arguments: [(1, ["a"]), (2, ["a"]), (3, ["a", "b", "c"]), (4, ["a", "b", "c", "d"])])
  func prefix(budget: Int, texts: [String]) {
    // b shares a unit with a, and c names nothing new.
    let explanation = Explanation(
      reasons: [reason("a", [4, 2]), reason("b", [2, 7]), reason("c", [7]), reason("d", [0])])
    #expect(explanation.prefix(units: budget).map(\.text) == texts)
  }

  @Test(
    "A reason that does not fit is passed over for the next that does",
    arguments: [(3, ["a", "d"]), (4, ["a", "c"]), (5, ["a", "b"]), (6, ["a", "b", "d"])])
  func passedOver(budget: Int, texts: [String]) {
    // Ratios of two inputs first: b adds three inputs to a's two, c adds two, d one.
    let explanation = Explanation(
      reasons: [
        reason("a", [0, 1]), reason("b", [2, 3, 4]), reason("c", [5, 6]), reason("d", [7]),
      ])
    #expect(explanation.prefix(units: budget).map(\.text) == texts)
  }

  @Test("The first reason is taken even where it names more than the budget, and then it alone")
  func firstBeyondBudget() {
    let explanation = Explanation(reasons: [reason("a", [0, 1, 2]), reason("b", [0])])
    #expect(explanation.prefix(units: 2).map(\.text) == ["a"])
  }

  @Test("Units are listed once, in the order in which reasons name them")
  func units() {
    #expect(Explanation.units(of: [reason("a", [4, 2]), reason("b", [2, 7])]) == [4, 2, 7])
  }

  @Test("Contributions that speak for the decision become reasons, the largest first")
  func contributions() {
    let explanation = Explanation(
      contributions: [0.1, -0.3, 0.4, 0.1, 0], names: ["a", "b", "c", "d", "e"])
    #expect(
      explanation
        == Explanation(reasons: [
          NamedReason(text: "c", units: [2], weight: 0.4),
          NamedReason(text: "a", units: [0], weight: 0.1),
          NamedReason(text: "d", units: [3], weight: 0.1),
        ]))
  }

  @Test("Where nothing speaks for the decision, the least contrary unit is named")
  func nothingSpeaks() {
    let explanation = Explanation(contributions: [-0.2, -0.1], names: ["a", "b"])
    #expect(explanation.reasons.map(\.text) == ["b"])
  }
}
