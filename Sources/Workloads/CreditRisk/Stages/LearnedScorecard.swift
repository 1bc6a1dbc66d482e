import Classics
import Networks
import NumericCore
import Tensors
package import WorkloadKit

/// A scorecard that is learned: a perceptron over the features and broken rules gives the log-odds.
package struct LearnedScorecard: Stage {
  /// What a model file keeps beside the weights.
  struct Form: Codable, Sendable {
    var encoder: CharacteristicEncoder
    var sizes: CreditNetwork.Sizes
  }

  let form: Form
  let network: CharacteristicNetwork
  private let tapes = InferencePool()

  init(_ form: Form, network: CharacteristicNetwork) {
    self.form = form
    self.network = network
  }

  /// A network for the form with weights drawn at random.
  init(_ form: Form, from generator: inout SeededGenerator) {
    self.init(
      form,
      network: CharacteristicNetwork(form.encoder.width, sizes: form.sizes, from: &generator))
  }

  package var parameters: Int { network.parameterCount }

  /// The log-odds of default.
  package func run(_ features: RuledFeatures) throws(WorkloadError) -> Double {
    tapes.withTape { tape in
      let row = tape.constant(Shape(1, form.encoder.width), form.encoder.row(features.values))
      return Double(network(row).value.scalar)
    }
  }

  /// Trains the network on the outcomes.
  ///
  /// - Throws: `TrainingError`.
  static func fit(
    _ training: OutcomeSample<RuledFeatures>, held: OutcomeSample<RuledFeatures>?,
    setting: NetworkSetting, batchSize: Int, until end: TrainingEnd, seed: UInt64
  ) throws -> (stage: LearnedScorecard, run: NetworkRun) {
    let form = Form(
      encoder: CharacteristicEncoder(training.inputs.map(\.values)), sizes: setting.sizes)
    var generator = SeededGenerator(seed: seed, "credit-risk", "scorecard weights")
    var network = LearnedScorecard(form, from: &generator).network
    func examples(
      _ sample: OutcomeSample<RuledFeatures>
    ) -> OutcomeExamples<CharacteristicNetwork> {
      let rows = Tensor(
        Shape(sample.inputs.count, form.encoder.width),
        sample.inputs.flatMap { form.encoder.row($0.values) })
      return OutcomeExamples(targets: sample.targets) { network, positions, tape in
        let all = tape.constant(rows)
        guard let positions else { return network(all) }
        return network(try all.gathered(positions.map { Int32(clamping: $0) }))
      }
    }
    let run = try setting.trainer(batchSize: batchSize, seed: seed).train(
      &network, on: examples(training), held: held.map(examples), until: end)
    return (LearnedScorecard(form, network: network), run)
  }
}

/// Brings characteristics to the numbers that a perceptron takes.
///
/// A number is scaled as the end-to-end network's fields are, beside a flag that is 1 where it is
/// missing; a level becomes a one among the levels seen in training, all zeros where it is another
/// or missing.
struct CharacteristicEncoder: Codable, Sendable {
  /// How one characteristic is encoded.
  enum Column: Codable, Sendable {
    case number(Encoder.Scale)
    case levels([String])

    var width: Int {
      switch self {
      case .number: 2
      case .levels(let levels): levels.count
      }
    }
  }

  var columns: [Column]

  var width: Int { columns.reduce(0) { $0 + $1.width } }

  /// Learns scales and levels from the rows; outcomes play no part.
  init(_ rows: [[CharacteristicValue]]) {
    columns = (rows.first ?? []).indices.map { column in
      var levels: Set<String> = []
      var numbers: [Double] = []
      for row in rows {
        switch row[column] {
        case .level(let level): levels.insert(level)
        case .number(let number): numbers.append(number)
        case .missing: break
        }
      }
      return levels.isEmpty ? .number(Encoder.Scale(numbers)) : .levels(levels.sorted())
    }
  }

  func row(_ values: [CharacteristicValue]) -> [Float] {
    zip(columns, values).flatMap { column, value -> [Float] in
      switch (column, value) {
      case (.number(let scale), .number(let number)): [scale(number), 0]
      case (.number, _): [0, 1]
      case (.levels(let levels), .level(let level)): levels.map { $0 == level ? 1 : 0 }
      case (.levels(let levels), _): levels.map { _ in 0 }
      }
    }
  }
}

/// The perceptron: the end-to-end network's dense layers over encoded characteristics.
struct CharacteristicNetwork: Module {
  var norm: LayerNorm
  var hidden: Dense
  var second: Dense
  var output: Dense
  let dropout: Dropout

  init(_ inputs: Int, sizes: CreditNetwork.Sizes, from generator: inout SeededGenerator) {
    norm = LayerNorm(inputs)
    hidden = Dense(inputs, sizes.width, from: &generator)
    second = Dense(sizes.width, sizes.width, from: &generator)
    output = Dense(sizes.width, 1, from: &generator)
    dropout = Dropout(Float(sizes.dropout))
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("norm", &norm)
    visitor.visit("hidden", &hidden)
    visitor.visit("second", &second)
    visitor.visit("output", &output)
  }

  /// The log-odds of default.
  ///
  /// # Shapes
  /// - rows: `[batch, inputs]`
  /// - result: `[batch, 1]`
  func callAsFunction(_ rows: Variable) -> Variable {
    let first = dropout(hidden(dropout(norm(rows))).gelu())
    return output(dropout(second(first).gelu()))
  }
}
