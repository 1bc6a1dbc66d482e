#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Classics
package import ModelFiles
import Networks
import NumericCore
package import Records
import Tensors
package import WorkloadKit

/// The end-to-end candidate: one network from the raw application and ledger to the probability.
///
/// It learns from outcomes only. Its log-odds are calibrated like the hybrid's, on the same
/// held-back answers. It names reasons after the fact, by KernelSHAP against the typical approved
/// applicant (median numbers, most frequent levels, median ledger of the approved).
package struct EndToEnd: Candidate {
  /// All that is learned but the weights.
  struct Fitted: Codable, Sendable {
    var encoder: Encoder
    var sizes: CreditNetwork.Sizes
    var calibration: PlattCalibration
    var cutOff: Double
    /// The typical approved applicant; an aggregate, no one's own application.
    var typicalNumbers: [Double]
    var typicalCategories: [Int]
    var typicalSeries: [[Double]]
  }

  static let kind = "credit-risk/end-to-end"

  let fitted: Fitted
  let network: CreditNetwork
  let typical: Application
  let tapes = InferencePool()

  private init(_ fitted: Fitted, network: CreditNetwork) {
    self.fitted = fitted
    self.network = network
    typical = Application(
      id: "typical", numbers: fitted.typicalNumbers, categories: fitted.typicalCategories,
      series: fitted.typicalSeries)
  }

  package var stageParameters: [NamedCount] {
    [NamedCount(name: "network", count: network.parameterCount)]
  }

  package func answer(_ application: Application) throws(WorkloadError) -> CreditAnswer {
    try application.check(against: fitted.encoder.form)
    guard let logit = logits([application])?.first else { throw Self.malformed(application) }
    return answer(logit)
  }

  package func answer(all applications: [Application]) -> [CreditAnswer?] {
    let isSound = applications.map { (try? $0.check(against: fitted.encoder.form)) != nil }
    let sound = zip(applications, isSound).filter(\.1).map(\.0)
    var answers: [CreditAnswer?] = []
    // In parts, so that a large question does not take memory in proportion.
    for start in stride(from: 0, to: sound.count, by: 256) {
      let part = Array(sound[start..<min(start + 256, sound.count)])
      answers += logits(part)?.map { answer($0) } ?? part.map { _ in nil }
    }
    var next = answers.makeIterator()
    return isSound.map { $0 ? next.next() ?? nil : nil }
  }

  private func answer(_ logit: Double) -> CreditAnswer {
    let probability = fitted.calibration.probability(logit)
    return CreditAnswer(probability: probability, refused: probability > fitted.cutOff)
  }

  private func logits(_ applications: [Application]) -> [Double]? {
    tapes.withTape { tape in
      let batch = EncodedBatch(applications, encoder: fitted.encoder, on: tape)
      return try? network.logits(batch).value.values.map(Double.init)
    }
  }

  static func malformed(_ application: Application) -> WorkloadError {
    WorkloadError(
      "the network cannot read it", at: "application '\(application.id)'",
      remedy: "send every field of the form")
  }

  package func randomised(seed: UInt64) -> any Candidate<Application, CreditAnswer> {
    var generator = SeededGenerator(seed: seed, "credit-risk", "randomised network")
    return EndToEnd(
      fitted,
      network: CreditNetwork(encoder: fitted.encoder, sizes: fitted.sizes, from: &generator))
  }

  package func file() -> ModelFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = Self.nonFinite
    let json = (try? encoder.encode(fitted)) ?? Data()
    return ModelFile(
      kind: Self.kind, metadata: ["network": String(decoding: json, as: UTF8.self)],
      arrays: network.parameterArrays())
  }

  init(file: ModelFile) throws {
    try file.expect(kind: Self.kind)
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let fitted: Fitted
    do {
      fitted = try decoder.decode(Fitted.self, from: Data((file.metadata["network"] ?? "").utf8))
    } catch {
      throw WorkloadError(
        "the model file describes no network: \(error.localizedReason)", at: Self.kind,
        remedy: "train the model again with this version of assay")
    }
    var generator = SeededGenerator(seed: 0)
    var network = CreditNetwork(
      encoder: fitted.encoder, sizes: fitted.sizes, from: &generator)
    try network.loadParameters(from: file)
    self.init(fitted, network: network)
  }

  private static var nonFinite: JSONEncoder.NonConformingFloatEncodingStrategy {
    .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  }
}

extension EndToEnd {
  /// A configuration of network and optimiser.
  private struct Setting {
    var width: Int
    var filters: Int
    var dropout: Double
    var rate: Double
    var decay: Float

    var sizes: CreditNetwork.Sizes {
      CreditNetwork.Sizes(width: width, filters: filters, dropout: dropout)
    }
  }

  /// The grid, most ordinary first: a plan that tries fewer takes a prefix.
  private static let grid: [Setting] = [
    Setting(width: 48, filters: 16, dropout: 0.15, rate: 2e-3, decay: 0.03),
    Setting(width: 32, filters: 8, dropout: 0.35, rate: 2e-3, decay: 0.3),
    Setting(width: 64, filters: 24, dropout: 0.25, rate: 1e-3, decay: 0.1),
    Setting(width: 16, filters: 8, dropout: 0.2, rate: 3e-3, decay: 0.1),
    Setting(width: 96, filters: 32, dropout: 0.3, rate: 7e-4, decay: 0.03),
    Setting(width: 24, filters: 12, dropout: 0.5, rate: 1e-3, decay: 1),
    Setting(width: 64, filters: 16, dropout: 0.1, rate: 1e-3, decay: 0.3),
    Setting(width: 32, filters: 16, dropout: 0.25, rate: 4e-3, decay: 0.03),
  ]
  static var configurations: Int { grid.count }

  /// Chooses a configuration, and trains it on all applicants for as long as the choice took.
  static func train(
    _ applicants: [Applicant], form: ApplicationForm, configurations: Int, seed: UInt64
  ) throws -> Trained<Application, CreditAnswer> {
    let settings = grid.prefix(configurations).map { setting in
      (
        setting: setting,
        numbers: [
          "width": Double(setting.width), "filters": Double(setting.filters),
          "dropout": setting.dropout, "learning-rate": setting.rate,
          "weight-decay": Double(setting.decay),
        ]
      )
    }
    // One batch size for the choice and the refit: epochs then mean the same in both.
    let batchSize = applicants.count < 2000 ? 32 : 64
    let choice = try Tuning(settings: settings, seed: seed).choose(applicants) {
      setting, training, validation in
      try fit(setting, training, validation, form: form, batchSize: batchSize, seed: seed)
    }
    let setting = grid[choice.index]
    var (network, trainer, data) = prepare(
      setting, applicants, form: form, batchSize: batchSize, seed: seed)
    let plan = choice.trials.map(\.plan).sorted { $0.count < $1.count }[choice.trials.count / 2]
    let steps = try trainer.train(
      &network, examples: applicants.count, plan: plan,
      batchLoss: { try data.loss($0, at: $1, on: $2) })
    let typical = typical(applicants, form: form)
    let fitted = Fitted(
      encoder: network.encoder, sizes: setting.sizes, calibration: choice.calibration,
      cutOff: choice.cutOff, typicalNumbers: typical.numbers,
      typicalCategories: typical.categories, typicalSeries: typical.series)
    return Trained(
      candidate: EndToEnd(fitted, network: network),
      summary: TrainingSummary(
        configurations: choice.records, chosen: choice.index, steps: steps,
        trainingExamples: choice.trainingExamples, validationExamples: choice.validationExamples))
  }

  /// Trains one configuration to a plateau of its validation loss.
  private static func fit(
    _ setting: Setting, _ training: [Applicant], _ validation: [Applicant], form: ApplicationForm,
    batchSize: Int, seed: UInt64
  ) throws -> Tuning<Setting>.Trial {
    var (network, trainer, data) = prepare(
      setting, training, form: form, batchSize: batchSize, seed: seed)
    let held = TrainingData(validation, encoder: network.encoder)
    let tape = Tape(.inference)
    let outcome = try trainer.train(
      &network, examples: training.count,
      batchLoss: { try data.loss($0, at: $1, on: $2) },
      validationLoss: { try Double(held.loss($0, on: tape).value.scalar) })
    let logits = try network.logits(held.encoded.all(on: tape)).value.values
    return .init(
      logits: logits.map(Double.init), steps: outcome.steps, epochs: Double(outcome.epochs),
      reachedPlateau: outcome.reachedPlateau, plan: outcome.plan)
  }

  private static func prepare(
    _ setting: Setting, _ applicants: [Applicant], form: ApplicationForm, batchSize: Int,
    seed: UInt64
  ) -> (CreditNetwork, Trainer, TrainingData) {
    let encoder = Encoder(applicants.map(\.input), form: form)
    var generator = SeededGenerator(seed: seed, "credit-risk", "weights")
    let network = CreditNetwork(encoder: encoder, sizes: setting.sizes, from: &generator)
    var optimizer = AdamW()
    optimizer.decay = setting.decay
    let trainer = Trainer(
      seed: seed, batchSize: batchSize, maximumSteps: 60_000, patience: 5,
      patienceSteps: 100, minimumDelta: 1e-4,
      schedule: Schedules.warmUp(to: setting.rate, over: 50), optimizer: optimizer)
    return (network, trainer, TrainingData(applicants, encoder: encoder))
  }

  /// Applicants, encoded, with their outcomes.
  private struct TrainingData {
    let encoded: EncodedApplications
    let targets: [Float]

    init(_ applicants: [Applicant], encoder: Encoder) {
      encoded = EncodedApplications(applicants.map(\.input), encoder: encoder)
      targets = applicants.map { $0.defaulted ? 1 : 0 }
    }

    /// The mean loss of some applicants.
    func loss(
      _ network: CreditNetwork, at positions: [Int], on tape: Tape
    ) throws(TensorError) -> Variable {
      try network.logits(encoded.batch(positions, on: tape))
        .binaryCrossEntropy(positions.map { targets[$0] })
    }

    /// The mean loss of all applicants.
    func loss(_ network: CreditNetwork, on tape: Tape) throws(TensorError) -> Variable {
      try network.logits(encoded.all(on: tape)).binaryCrossEntropy(targets)
    }
  }

  /// The median numbers, most frequent levels and median ledger of those who repaid.
  private static func typical(_ applicants: [Applicant], form: ApplicationForm) -> Application {
    let repaid = applicants.filter { !$0.defaulted }.map(\.input)
    func median(_ values: [Double]) -> Double {
      let sorted = values.filter { !$0.isNaN }.sorted()
      return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }
    let levels = form.categories.indices.map { category in
      let counts = Dictionary(grouping: repaid.map { $0.categories[category] }) { $0 }
        .mapValues(\.count)
      return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? -1
    }
    return Application(
      id: "typical",
      numbers: form.numbers.indices.map { n in median(repaid.map { $0.numbers[n] }) },
      categories: levels,
      series: form.series.indices.map { channel in
        (0..<form.months).map { month in median(repaid.map { $0.series[channel][month] }) }
      })
  }
}
