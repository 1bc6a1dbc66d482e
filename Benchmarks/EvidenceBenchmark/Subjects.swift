import Deciding
import Explaining
import Figures
import Networks
import NumericCore
import Statistics
import Tensors

/// Losses of two candidates on the same items, whose mean difference is bootstrapped.
struct PairedItems {
  /// A multiple of four, as the sums take them.
  static let items = 2_000
  static let draws = 10_000

  let first: [Double]
  let second: [Double]
  private let differences: [Double]
  private let seed: UInt64

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed, "evidence", "items")
    let common = (0..<Self.items).map { _ in generator.normal() }
    first = common.map { $0 + 0.3 * generator.normal() + 0.02 }
    second = common.map { $0 + 0.3 * generator.normal() }
    differences = zip(first, second).map { $0 - $1 }
    self.seed = seed
  }

  /// The bounds of the percentile interval, as evidence makes it of one trained model.
  func bootstrap() throws -> [Double] {
    let estimate = try CrossedBootstrap(
      seeds: 1, items: Self.items, draws: Self.draws, seed: seed
    ) { _, rows in
      // Four sums at a time: one would wait for each addition.
      var sums = SIMD4<Double>()
      for place in stride(from: 0, to: rows.count - 3, by: 4) {
        sums += SIMD4(
          differences[rows[place]], differences[rows[place + 1]], differences[rows[place + 2]],
          differences[rows[place + 3]])
      }
      return sums.sum() / Double(rows.count)
    }.estimate()
    return estimate.interval.map { [$0.lower, $0.upper] } ?? []
  }

  /// The standard error of the mean difference, against which bounds of other draws are judged.
  var standardError: Double {
    let mean = differences.reduce(0, +) / Double(Self.items)
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(Self.items - 1) / Double(Self.items)).squareRoot()
  }
}

/// A network with one answer to be explained.
struct ExplainedNetwork {
  static let features = 20
  static let samples = 5_000
  static let evaluations = 2_048
  static let backgroundRows = 50
  /// Rows that lime's tabular explainer learns its scales and quartiles from.
  static let trainingRows = 500

  let name: String
  let network: MultilayerPerceptron
  let row: [Float]
  let background: [[Float]]
  let training: [[Float]]
  private let tape = Tape(.inference)
  private let seed: UInt64

  init(hidden: [Int], seed: UInt64) {
    let widths = [Self.features] + hidden + [1]
    name = widths.map(String.init).joined(separator: "-")
    var generator = SeededGenerator(seed: seed, "evidence", name)
    network = MultilayerPerceptron(widths, from: &generator)
    func draw() -> [Float] { (0..<Self.features).map { _ in Float(generator.normal()) } }
    row = draw()
    background = (0..<Self.backgroundRows).map { _ in draw() }
    training = (0..<Self.trainingRows).map { _ in draw() }
    self.seed = seed
  }

  var weights: [[[Double]]] {
    network.layers.map { layer in
      let value = layer.weight.value
      let columns = value.shape.last
      let all = value.values.map(Double.init)
      return (0..<value.shape.rows).map { Array(all[$0 * columns..<($0 + 1) * columns]) }
    }
  }

  var biases: [[Double]] { network.layers.map { $0.bias.value.values.map(Double.init) } }

  private var surrogate: LocalSurrogate {
    LocalSurrogate(units: Self.features, samples: Self.samples)
  }

  /// The coalitions of the surrogate, a bit for each unit.
  var coalitions: [Int] {
    surrogate.perturbations(seed: seed).map { $0.members.reduce(0) { $0 | 1 << $1 } }
  }

  /// LIME's contributions, the absent units of the first background row.
  func lime() -> [Double] {
    surrogate.values(seed: seed, value(Array(background.prefix(1))))
  }

  func shap() -> [Double] {
    KernelSHAP(units: Self.features, evaluations: Self.evaluations)
      .values(seed: seed, value(background))
  }

  private func value(_ background: [[Float]]) -> ([Coalition]) -> [Double] {
    RowValue(row: row, background: background) { rows in
      network(tape.constant(rows)).value.values
    }.values
  }
}

/// Draws of weights and ranks, as a decision takes them.
struct AcceptabilityDraws {
  static let draws = 100_000
  static let priorities = [0.35, 0.25, 0.2, 0.15, 0.05]

  private let seed: UInt64
  private let differences: [[Double]]

  init(seed: UInt64) {
    self.seed = seed
    var generator = SeededGenerator(seed: seed, "evidence", "utilities")
    differences = Self.priorities.map { _ in
      (0..<Self.draws).map { _ in 0.1 * generator.normal() }
    }
  }

  /// The share of draws in which end-to-end ranks first.
  func rank() -> Double {
    var generator = SeededGenerator(seed: seed, "evidence", "weights")
    let weights = AcceptabilityAnalysis.weights(
      Self.priorities, concentration: 20, count: Self.draws, &generator)
    return AcceptabilityAnalysis.rank(differences: differences, weights: weights)
      .firstRank.endToEnd
  }
}
