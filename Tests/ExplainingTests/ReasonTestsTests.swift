import Explaining
import NumericCore
import Records
import Testing

struct ReasonTestsTests {
  private static let units = 8

  /// A candidate whose decision rests on unit 3 alone: adverse above 0.5.
  private func rule(seed: UInt64 = 1, draws: Int = 20) -> ReasonTests<[Double]> {
    ReasonTests(
      references: (0..<20).map { [Double](repeating: Double($0) / 40, count: Self.units) },
      draws: draws, seed: seed,
      compose: { input, reference, kept in
        input.indices.map { kept[$0] ? input[$0] : reference[$0] }
      },
      decide: { inputs in inputs.map { $0[3] > 0.5 } })
  }

  private func naming(_ units: [Int]) -> Explanation {
    Explanation(
      reasons: units.map { NamedReason(text: "unit \($0)", units: [$0], weight: 1) })
  }

  private let refused = [Double](repeating: 0.9, count: units)

  @Test("The unit that decides is necessary and sufficient, and the controls are not")
  func decisiveUnit() throws {
    let test = rule()
    var random = (necessity: 0.0, sufficiency: 0.0)
    for item in 0..<50 {
      let result = try #require(
        test.test(
          id: "item-\(item)", input: refused, units: Self.units, budget: 1,
          explanation: naming([3]), randomisedModel: naming([5])))
      #expect(result.size == 1)
      #expect(result.necessity[.explanation] == 1)
      #expect(result.sufficiency[.explanation] == 1)
      #expect(result.necessity[.reversed] == 0)
      #expect(result.sufficiency[.reversed] == 0)
      #expect(result.necessity[.randomisedModel] == 0)
      #expect(result.sufficiency[.randomisedModel] == 0)
      random.necessity += result.necessity[.random, default: 0] / 50
      random.sufficiency += result.sufficiency[.random, default: 0] / 50
    }
    // One unit of eight at random is the right one in 1/8 of 1000 draws: 0.125 ± 0.01 (one sigma).
    #expect(abs(random.necessity - 0.125) < 0.04)
    #expect(abs(random.sufficiency - 0.125) < 0.04)
  }

  @Test("A random explainer is not told apart from the random control")
  func randomExplainer() throws {
    let test = rule()
    var generator = SeededGenerator(seed: 11)
    var difference = 0.0
    let items = 400
    for item in 0..<items {
      let result = try #require(
        test.test(
          id: "item-\(item)", input: refused, units: Self.units, budget: 2,
          explanation: naming(generator.permutation(Self.units)), randomisedModel: nil))
      #expect(Set(result.necessity.keys) == [.explanation, .random, .reversed])
      #expect(result.size == 2)
      difference +=
        (result.necessity[.explanation, default: 0] - result.necessity[.random, default: 0])
        / Double(items)
    }
    // The explainer names the right unit in 2 of 8 cases: 400 such draws have a standard error of
    // √(0.25·0.75/400) = 0.022, and the control's is a fifth of that.
    #expect(abs(difference) < 0.075)
  }

  @Test("A favourable decision is not tested")
  func favourable() {
    let favoured = [Double](repeating: 0.1, count: Self.units)
    #expect(
      rule().test(
        id: "a", input: favoured, units: Self.units, budget: 1, explanation: naming([3]),
        randomisedModel: nil) == nil)
  }

  @Test("An item's shares depend on the seed and its id, not on what was tested before")
  func determinism() {
    func result(_ id: String, seed: UInt64) -> ExplanationTests.Item? {
      // Fewer draws than references, so that references are drawn.
      rule(seed: seed, draws: 7).test(
        id: id, input: refused, units: Self.units, budget: 4, explanation: naming([0, 1, 2]),
        randomisedModel: nil)
    }
    let first = result("a", seed: 1)
    _ = result("b", seed: 1)
    #expect(result("a", seed: 1) == first)
    let others = (2...20).map { result("a", seed: $0)?.necessity[.random] }
    #expect(Set(others).count > 1)
  }
}
