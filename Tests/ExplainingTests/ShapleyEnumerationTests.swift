import Explaining
import Foundation
import Networks
import NumericCore
import Tensors
import Testing

/// A small network with what `shap` and `lime` say of its answers; `Tests/References/attributions.py`
/// writes them.
struct AttributionReference: Decodable {
  let input: [Double]
  let background: [[Double]]
  let weights: [[Double]]
  let biases: [Double]
  let output: [Double]
  let score: Double
  let base: Double
  let exact: [Double]
  let samples: Int
  let kernel: [Double]
  let perturbations: [Int]
  let surrogate: Surrogate

  struct Surrogate: Decodable {
    let constant: Double
    let contributions: [Double]
    let fidelity: Double
  }

  static func read() throws -> AttributionReference {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appending(path: "References/attributions.json")
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
  }

  func network(_ row: [Double]) -> Double {
    var answer = 0.0
    for hidden in biases.indices {
      var sum = biases[hidden]
      for (value, weights) in zip(row, weights) { sum += value * weights[hidden] }
      answer += Double.tanh(sum) * output[hidden]
    }
    return answer
  }

  var game: InterventionalValue<[Double]> { game(over: background) }

  func game(over background: [[Double]]) -> InterventionalValue<[Double]> {
    InterventionalValue(
      input: input, background: background,
      compose: { input, other, present in
        input.indices.map { present[$0] ? input[$0] : other[$0] }
      },
      predict: { $0.map(network) })
  }
}

/// Games of 16 players, worth about 1 in all.
extension Game {
  static let ofSixteen = [additive, interactions, majority, perceptron]

  private static let additive: Game = {
    var generator = SeededGenerator(seed: 16, "additive")
    let worth = (0..<16).map { _ in generator.normal() / 4 }
    return Game(
      testDescription: "additive", players: 16, value: { $0.reduce(0) { $0 + worth[$1] } },
      shapley: worth)
  }()

  /// Each player has a worth of its own, and each pair one that its two members share.
  private static let interactions: Game = {
    var generator = SeededGenerator(seed: 16, "interactions")
    let own = (0..<16).map { _ in generator.normal() / 8 }
    var pairs = [[Double]](repeating: [Double](repeating: 0, count: 16), count: 16)
    for first in 0..<16 {
      for second in 0..<first {
        pairs[first][second] = generator.normal() / 16
        pairs[second][first] = pairs[first][second]
      }
    }
    return Game(
      testDescription: "pairwise interactions", players: 16,
      value: { [pairs] players in
        var value = 0.0
        for (place, first) in players.enumerated() {
          value += own[first] + players[..<place].reduce(0) { $0 + pairs[first][$1] }
        }
        return value
      },
      shapley: own.indices.map { own[$0] + pairs[$0].reduce(0, +) / 2 })
  }()

  /// Nine of sixteen equal votes decide: each has a sixteenth of the power, by symmetry.
  private static let majority = Game(
    testDescription: "simple majority", players: 16, value: { $0.count >= 9 ? 1 : 0 },
    shapley: [Double](repeating: 1.0 / 16, count: 16))

  /// The answers of a network of two hidden layers; its values are not known beforehand.
  private static let perceptron: Game = {
    var generator = SeededGenerator(seed: 16, "perceptron")
    let network = MultilayerPerceptron([16, 24, 24, 1], activation: .tanh, from: &generator)
    let input = (0..<16).map { _ in Float(generator.normal()) }
    return Game(
      testDescription: "a network's answers", players: 16,
      value: { players in
        var row = [Float](repeating: 0, count: 16)
        for player in players { row[player] = input[player] }
        return Double(network(Tape(.inference).constant(Shape(1, 16), row)).value.scalar)
      },
      shapley: [])
  }()
}

struct ShapleyEnumerationTests {
  @Test("The values of known games are exact", arguments: Game.all + Game.ofSixteen)
  func known(game: Game) throws {
    let values = try ShapleyEnumeration(units: game.players).values(game.values)
    // Sums of 32,768 differences of about 1.
    for (found, known) in zip(values, game.shapley) { #expect(abs(found - known) < 1e-12) }
  }

  @Test(
    "Sampling 4,096 of 65,536 coalitions comes within 0.01 of the exact values",
    arguments: Game.ofSixteen)
  func sampled(game: Game) throws {
    let exact = try ShapleyEnumeration(units: 16).values(game.values)
    for seed in 1...5 as ClosedRange<UInt64> {
      let sampled = KernelSHAP(units: 16, evaluations: 4_096).values(seed: seed, game.values)
      let worst = zip(sampled, exact).map { abs($0 - $1) }.max() ?? .infinity
      #expect(worst < 0.01, "seed \(seed)")
    }
  }

  @Test("The exact values are those of shap's exact explainer")
  func beside() throws {
    let reference = try AttributionReference.read()
    let game = reference.game
    let ends = game.values(of: [Coalition(units: 16), .whole(units: 16)])
    #expect(abs(ends[0] - reference.base) < 1e-12)
    #expect(abs(ends[1] - reference.score) < 1e-12)
    let values = try ShapleyEnumeration(units: 16).values(game.values)
    // shap sums in another order.
    for (found, known) in zip(values, reference.exact) { #expect(abs(found - known) < 1e-10) }
  }

  @Test("With as many samples, the sampled values are as near to the exact ones as shap's")
  func besideKernelExplainer() throws {
    let reference = try AttributionReference.read()
    func error(_ values: [Double]) -> Double {
      zip(values, reference.exact).map { abs($0 - $1) }.max() ?? .infinity
    }
    #expect(error(reference.kernel) < 0.01)
    let method = KernelSHAP(units: 16, evaluations: reference.samples)
    for seed in 1...5 as ClosedRange<UInt64> {
      #expect(error(method.values(seed: seed, reference.game.values)) < 0.01, "seed \(seed)")
    }
  }

  @Test("No unit has no contribution, and one has the whole")
  func smallest() throws {
    #expect(try ShapleyEnumeration(units: 0).values { $0.map { _ in 0.7 } } == [])
    #expect(try ShapleyEnumeration(units: 1).values { $0.map { $0[0] ? 3 : 1 } } == [2])
  }

  @Test("Every coalition is asked for once, in calls of at most 4,096")
  func calls() throws {
    var seen: Set<Coalition> = []
    var calls: [Int] = []
    _ = try ShapleyEnumeration(units: 13).values { coalitions in
      seen.formUnion(coalitions)
      calls.append(coalitions.count)
      return coalitions.map { _ in 0 }
    }
    #expect(seen.count == 8_192)
    #expect(calls == [4_096, 4_096])
  }

  @Test("Units that cannot be enumerated are refused with their number", arguments: [-1, 21, 64])
  func refused(units: Int) {
    let error = #expect(throws: AttributionError.self) { try ShapleyEnumeration(units: units) }
    #expect(
      error?.message == "\(units) units cannot be enumerated; take 0 to 20, or sample")
  }
}
