import Explaining
import NumericCore
import Testing

/// A cooperative game whose Shapley values are known.
struct Game: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let players: Int
  /// The value of the players that are present.
  let value: @Sendable ([Int]) -> Double
  let shapley: [Double]

  func values(_ coalitions: [Coalition]) -> [Double] { coalitions.map { value($0.members) } }

  static let all = [
    // Players 0 and 1 own a left glove, 2 a right one: of the six orders, 0 completes the pair only
    // in 2-0-1, likewise 1; so 1/6, 1/6, 4/6 (Shapley & Shubik 1969, "On market games").
    Game(
      testDescription: "glove game", players: 3,
      value: { $0.contains(2) && $0.count > 1 ? 1 : 0 }, shapley: [1.0 / 6, 1.0 / 6, 2.0 / 3]),
    // Weights 50, 49, 1 and a quota of 51: player 0 is pivotal unless it comes first; the
    // others only directly after it has come first.
    Game(
      testDescription: "weighted majority 51: 50, 49, 1", players: 3,
      value: { $0.reduce(0) { $0 + [50, 49, 1][$1] } >= 51 ? 1 : 0 },
      shapley: [2.0 / 3, 1.0 / 6, 1.0 / 6]),
    // Five permanent members with a veto and ten others, nine votes needed. Another's vote decides
    // in C(9, 3) of its coalitions with 8 before it: 84·8!·6!/15! = 4/2145; the rest is shared by
    // the five: (1 − 40/2145)/5 = 421/2145 (Shapley & Shubik 1954, with the council's 1965 rules).
    Game(
      testDescription: "UN Security Council", players: 15,
      value: { $0.count >= 9 && $0.prefix(5) == [0, 1, 2, 3, 4] ? 1 : 0 },
      shapley: .init(repeating: 421.0 / 2145, count: 5) + .init(repeating: 4.0 / 2145, count: 10)),
    airport,
  ]

  /// A runway as long as its largest user needs: φᵢ = Σ_{k ≤ i} (cₖ − cₖ₋₁)/(n − k + 1), since each
  /// further stretch is shared by those who need it (Littlechild & Owen 1973).
  static let airport: Game = {
    let costs = [0.05, 0.1, 0.2, 0.3, 0.35, 0.5, 0.6, 0.8, 0.9, 1.0]
    var shares: [Double] = []
    var share = 0.0
    for (index, cost) in costs.enumerated() {
      share += (cost - (index == 0 ? 0 : costs[index - 1])) / Double(costs.count - index)
      shares.append(share)
    }
    return Game(
      testDescription: "airport game", players: costs.count,
      value: { $0.map { costs[$0] }.max() ?? 0 }, shapley: shares)
  }()
}

struct KernelSHAPTests {
  @Test("Enumeration gives the known Shapley values", arguments: Game.all)
  func enumeration(game: Game) {
    let values = KernelSHAP(units: game.players, evaluations: 1 << 15).values(seed: 1, game.values)
    for (found, known) in zip(values, game.shapley) {
      #expect(abs(found - known) < 1e-12)
    }
  }

  @Test(
    "Sampled values come within 0.01 of the exact ones", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func sampling(seed: UInt64) {
    let game = Game.airport
    let values = KernelSHAP(units: game.players, evaluations: 700).values(seed: seed, game.values)
    for (found, known) in zip(values, game.shapley) {
      #expect(abs(found - known) < 0.01)
    }
    // Efficiency holds by construction: the whole runway is paid for.
    #expect(abs(values.reduce(0, +) - 1) < 1e-12)
  }

  @Test("The same seed draws the same coalitions, another seed others")
  func determinism() {
    let game = Game.airport
    let method = KernelSHAP(units: game.players, evaluations: 200)
    #expect(method.values(seed: 1, game.values) == method.values(seed: 1, game.values))
    #expect(method.values(seed: 1, game.values) != method.values(seed: 2, game.values))
  }

  @Test("No more coalitions are evaluated than the budget allows", arguments: [100, 200, 1_000])
  func budget(budget: Int) {
    var evaluated = 0
    _ = KernelSHAP(units: 20, evaluations: budget).values(seed: 3) { coalitions in
      evaluated += coalitions.count
      return coalitions.map { Double($0.count) }
    }
    #expect(evaluated <= budget)
    #expect(evaluated >= budget - 1)
  }

  @Test(
    "A linear function's contributions are weight times distance from the background's mean",
    arguments: [(4, 2_048), (13, 500), (70, 300), (1, 8), (2, 8)])
  func linear(units: Int, budget: Int) {
    var generator = SeededGenerator(seed: 5, units)
    let weights = (0..<units).map { _ in generator.normal() }
    let input = (0..<units).map { _ in generator.normal() }
    let background = (0..<7).map { _ in (0..<units).map { _ in generator.normal() } }
    let game = InterventionalValue(
      input: input, background: background,
      compose: { input, other, present in
        input.indices.map { present[$0] ? input[$0] : other[$0] }
      },
      predict: { inputs in inputs.map { zip($0, weights).reduce(0.5) { $0 + $1.0 * $1.1 } } })
    let values = KernelSHAP(units: units, evaluations: budget).values(seed: 1, game.values)
    for unit in 0..<units {
      let mean = background.reduce(0) { $0 + $1[unit] } / 7
      #expect(abs(values[unit] - weights[unit] * (input[unit] - mean)) < 1e-9)
    }
  }

  @Test(
    "A game that depends on the number of players alone is exact, whatever is drawn",
    arguments: [34, 100, 512])
  func sizesAlone(budget: Int) {
    // Nine of sixteen equal votes decide: each has a sixteenth of the power, by symmetry.
    let values = KernelSHAP(units: 16, evaluations: budget).values(seed: 1) { coalitions in
      coalitions.map { $0.count >= 9 ? 1 : 0 }
    }
    for found in values { #expect(abs(found - 1.0 / 16) < 1e-12) }
  }

  @Test("Units that play the same part get the same share, and one without a part gets none")
  func symmetryAndDummy() {
    // Units 0 and 1 only count together, 2 counts alone, 3 not at all.
    let values = KernelSHAP(units: 4, evaluations: 16).values(seed: 1) { coalitions in
      coalitions.map { ($0[0] && $0[1] ? 2.0 : 0) + ($0[2] ? 5.0 : 0) }
    }
    // Sums of sixteen terms with weights 1/4 and 1/12: the last bit may differ.
    for (found, known) in zip(values, [1, 1, 5, 0] as [Double]) {
      #expect(abs(found - known) < 1e-12)
    }
  }

  @Test("An input without units has no contributions")
  func empty() {
    #expect(KernelSHAP(units: 0).values(seed: 1) { $0.map { _ in 0.7 } } == [])
  }
}
