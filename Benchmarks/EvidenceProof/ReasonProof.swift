import Explaining
import NumericCore
import Records

/// How often reasons named at random are taken for measurable, and how often true ones are.
///
/// A linear model of twelve inputs decides; its tests of reasons are the product's own.
struct ReasonProof {
  let laboratory: Laboratory
  private static let inputs = 12

  func bars() async throws -> [Bar] {
    let random = try await measured(namesTrueReasons: false)
    let honest = try await measured(namesTrueReasons: true)
    return [
      Bar(
        name: "random reasons: not measurable", count: random.count { !$0 }, trials: random.count,
        limit: .atLeast(0.95),
        note: "true reasons were measurable in \(honest.count { $0 }) of \(honest.count)")
    ]
  }

  private func measured(namesTrueReasons: Bool) async throws -> [Bool] {
    try await laboratory.outcomes(
      namesTrueReasons ? "true reasons" : "random reasons", count: laboratory.count(200)
    ) { generator in
      let people = (0..<200).map { _ in (0..<Self.inputs).map { _ in generator.normal() } }
      var tests: [ExplanationTests] = []
      for _ in 0..<3 {
        tests.append(Self.tests(people, namesTrueReasons: namesTrueReasons, &generator))
      }
      let found = tests
      let run = SimulatedRun(
        repetitions: 3,
        items: { _, _ in
          (0..<8).map { SimulatedRun.item($0, $0 < 4 ? 0.2 : 0.7, $0 % 3 == 0) }
        },
        explanations: { _, repetition in found[repetition] })
      let explained = try run.evidence().timeFree.explanations
      return explained.contains { $0.architecture == .hybrid && $0.measurable }
    }
  }

  /// One training's model, its adverse decisions, and the reasons it names for forty of them.
  private static func tests(
    _ people: [[Double]], namesTrueReasons: Bool, _ generator: inout SeededGenerator
  ) -> ExplanationTests {
    // Weights fall off, as of real inputs; a training moves them a little.
    let weights = (0..<inputs).map { 1.5 * Double.exp(-Double($0) / 3) + 0.1 * generator.normal() }
    @Sendable func score(_ person: [Double]) -> Double {
      zip(person, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let adverse = people.indices.filter { score(people[$0]) > 0.8 }
    let favourable = people.indices.filter { score(people[$0]) <= 0.8 }.map { people[$0] }
    let reasonTests = ReasonTests<[Double]>(
      references: favourable, draws: 20, seed: generator.next(),
      compose: { input, reference, kept in
        input.indices.map { kept[$0] ? input[$0] : reference[$0] }
      },
      decide: { $0.map { score($0) > 0.8 } })
    var items: [ExplanationTests.Item] = []
    for index in adverse.prefix(40) {
      let person = people[index]
      let parts = person.indices.map { weights[$0] * person[$0] }
      let order =
        namesTrueReasons
        ? person.indices.sorted { parts[$0] > parts[$1] } : generator.permutation(inputs)
      let other = generator.permutation(inputs)
      if let item = reasonTests.test(
        id: String(index), input: person, units: inputs, budget: 4,
        explanation: explanation(order), randomisedModel: explanation(other))
      {
        items.append(item)
      }
    }
    return ExplanationTests(method: "simulated", items: items)
  }

  private static func explanation(_ order: [Int]) -> Explanation {
    Explanation(
      reasons: order.enumerated().map { place, unit in
        NamedReason(text: "", units: [unit], weight: Double(inputs - place))
      })
  }
}
