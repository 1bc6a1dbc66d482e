package import Classics
import ModelFiles
import Networks
import NumericCore
import Tensors
package import WorkloadKit

/// Features that are learned: a network reads the raw application and ledger, and a few of its
/// activations become characteristics of the scorecard.
///
/// The network is that of the end-to-end candidate with a bottleneck of `outputs` activations
/// before its log-odds, trained on the outcome; the log-odds are then thrown away. The fields stand
/// for themselves, as they do among the written features. Nothing that was engineered is left but
/// the quantities that the written rules ask for, which go to the rules and no further.
package struct LearnedFeatures: Stage {
  /// What a model file keeps beside the weights.
  struct Form: Codable, Sendable {
    var encoder: Encoder
    var sizes: CreditNetwork.Sizes
    var fields: FeatureEngineering
    /// What the written rules ask for.
    var quantities: FeatureEngineering
  }

  /// Activations of the bottleneck.
  static let outputs = 6

  let form: Form
  let network: BottleneckNetwork
  private let tapes = InferencePool()

  init(_ form: Form, network: BottleneckNetwork) {
    self.form = form
    self.network = network
  }

  /// A network for the form with weights drawn at random.
  init(_ form: Form, from generator: inout SeededGenerator) {
    self.init(
      form,
      network: BottleneckNetwork(
        encoder: form.encoder, sizes: form.sizes, outputs: Self.outputs, from: &generator))
  }

  package var parameters: Int { network.parameterCount }

  /// The names and units of what the stage hands on.
  var listed: [ListedFeature] {
    let all = form.encoder.form.units.indices.map { $0 }
    return form.fields.listed
      + (1...Self.outputs).map { ListedFeature(name: "learned feature \($0)", units: all) }
      + form.quantities.listed
  }

  /// How many of the features go to the scorecard, the first of the list.
  var handedOn: Int { form.fields.features.count + Self.outputs }

  package func run(_ application: Application) throws(WorkloadError) -> [CharacteristicValue] {
    let fields = try form.fields.run(application)
    let quantities = try form.quantities.run(application)
    guard let learned = activations([application])?.first else {
      throw WorkloadError(
        "the feature network cannot read it", at: "application '\(application.id)'",
        remedy: "send every field of the form")
    }
    return fields + learned.map { .number($0) } + quantities
  }

  /// The activations of the bottleneck for each application; nil where one has an unknown level.
  func activations(_ applications: [Application]) -> [[Double]]? {
    tapes.withTape { tape in
      let batch = EncodedBatch(applications, encoder: form.encoder, on: tape)
      guard let values = try? network.activations(batch).value.values else { return nil }
      return applications.indices.map { row in
        values[row * Self.outputs..<(row + 1) * Self.outputs].map(Double.init)
      }
    }
  }

  /// Trains the network on the outcomes of clean applications.
  ///
  /// - Throws: `TrainingError`.
  static func fit(
    _ training: OutcomeSample<Application>, held: OutcomeSample<Application>?,
    form: ApplicationForm, keepsRules: Bool, setting: NetworkSetting, batchSize: Int,
    until end: TrainingEnd, seed: UInt64
  ) throws -> (stage: LearnedFeatures, run: NetworkRun) {
    let engineered = FeatureEngineering(form: form)
    let isField = engineered.features.map { feature in
      switch feature.formula {
      case .number, .category: true
      default: false
      }
    }
    let asked = Set(PolicyRules(features: engineered.listed).positions)
    let stageForm = Form(
      encoder: Encoder(training.inputs, form: form), sizes: setting.sizes,
      fields: engineered.keeping { isField[$0] },
      quantities: engineered.keeping { keepsRules && asked.contains($0) && !isField[$0] })
    var generator = SeededGenerator(seed: seed, "credit-risk", "feature weights")
    var network = LearnedFeatures(stageForm, from: &generator).network
    func examples(_ sample: OutcomeSample<Application>) -> OutcomeExamples<BottleneckNetwork> {
      let encoded = EncodedApplications(sample.inputs, encoder: stageForm.encoder)
      return OutcomeExamples(targets: sample.targets) { network, positions, tape in
        try network.logits(
          try positions.map { try encoded.batch($0, on: tape) } ?? encoded.all(on: tape))
      }
    }
    let run = try setting.trainer(batchSize: batchSize, seed: seed).train(
      &network, on: examples(training), held: held.map(examples), until: end)
    return (LearnedFeatures(stageForm, network: network), run)
  }
}

/// The end-to-end network with a bottleneck before its log-odds.
struct BottleneckNetwork: Module {
  var body: CreditNetwork
  var head: Dense

  init(
    encoder: Encoder, sizes: CreditNetwork.Sizes, outputs: Int,
    from generator: inout SeededGenerator
  ) {
    body = CreditNetwork(encoder: encoder, sizes: sizes, outputs: outputs, from: &generator)
    head = Dense(outputs, 1, from: &generator)
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("body", &body)
    visitor.visit("head", &head)
  }

  /// The bottleneck, each activation in −1…1.
  ///
  /// # Shapes
  /// - result: `[batch.count, outputs]`
  func activations(_ batch: EncodedBatch) throws(TensorError) -> Variable {
    try body.logits(batch).tanh()
  }

  /// The log-odds of default.
  ///
  /// # Shapes
  /// - result: `[batch.count, 1]`
  func logits(_ batch: EncodedBatch) throws(TensorError) -> Variable {
    head(try activations(batch))
  }
}

/// Inputs of a stage with the outcomes of their applicants.
struct OutcomeSample<Input: Sendable>: Sendable {
  var inputs: [Input]
  /// 1 for a default, 0 for a loan repaid.
  var targets: [Float]
}
