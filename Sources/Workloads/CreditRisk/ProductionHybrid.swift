import Classics
import Explaining
import ModelFiles
import Networks
import NumericCore
import Records
import Tensors
import WorkloadKit

/// One characteristic of the scorecard that a network computes from the clean application.
struct LearnedScore: Sendable {
  static let name = "learned score"

  let network: CreditNetwork
  private let tapes = InferencePool()

  init(network: CreditNetwork) { self.network = network }

  /// The log-odds of each, in batches that keep memory within bounds.
  func scores(_ applications: [Application]) throws(WorkloadError) -> [Double] {
    var scores: [Double] = []
    for start in stride(from: 0, to: applications.count, by: 256) {
      let part = Array(applications[start..<min(start + 256, applications.count)])
      let values = tapes.withTape { tape in
        let batch = EncodedBatch(part, encoder: network.encoder, on: tape)
        return try? network.logits(batch).value.values.map(Double.init)
      }
      guard let values else {
        throw WorkloadError(
          "the learned characteristic cannot read an application",
          at: "application '\(part.first?.id ?? "")'", remedy: "send every field of the form")
      }
      scores += values
    }
    return scores
  }
}

/// The hybrid at a declared size: the same stages, with a learned characteristic in the scorecard.
///
///     application ─► cleaning ─┬► features ─► policy rules ─┬► scorecard ─► calibration ─► probability
///                              └► learned characteristic ───┘
///
/// It is for timing alone and no file restores it: its network has random weights.
struct ProductionHybrid: Candidate {
  let cleaning: Cleaning
  let features: FeatureEngineering
  let rules: PolicyRules
  let learned: LearnedScore
  let scorecard: ScorecardStage
  let calibration: CalibrationStage

  var stageParameters: [NamedCount] {
    [
      NamedCount(name: "cleaning", count: cleaning.parameters),
      NamedCount(name: "features", count: features.parameters),
      NamedCount(name: "policy rules", count: rules.parameters),
      NamedCount(name: "learned characteristic", count: learned.network.parameterCount),
      NamedCount(name: "scorecard", count: scorecard.parameters),
      NamedCount(name: "calibration", count: calibration.parameters),
    ]
  }

  func answer(_ application: Application) throws(WorkloadError) -> CreditAnswer {
    let clean = try cleaning.run(application)
    return try answer(clean, score: try score(clean))
  }

  func answer(all applications: [Application]) -> [CreditAnswer?] {
    let clean = applications.map { try? cleaning.run($0) }
    let sound = clean.compactMap(\.self)
    guard let scores = try? learned.scores(sound) else { return applications.map { _ in nil } }
    var next = zip(sound, scores).makeIterator()
    return clean.map { entry in
      guard entry != nil, let (application, score) = next.next() else { return nil }
      return try? answer(application, score: score)
    }
  }

  private func score(_ clean: Application) throws(WorkloadError) -> Double {
    try learned.scores([clean]).first ?? .nan
  }

  private func values(
    _ clean: Application, score: Double
  ) throws(WorkloadError) -> RuledFeatures {
    let ruled = try rules.run(try features.run(clean))
    return RuledFeatures(values: ruled.values + [.number(score)])
  }

  private func answer(_ clean: Application, score: Double) throws(WorkloadError) -> CreditAnswer {
    let logit = try scorecard.run(try values(clean, score: score))
    let probability = try calibration.run(logit)
    return CreditAnswer(probability: probability, refused: probability > 0.5)
  }

  var explanationMethod: String { "reason codes of the scorecard" }

  func explain(_ application: Application) throws(WorkloadError) -> Explanation {
    let clean = try cleaning.run(application)
    let values = try values(clean, score: try score(clean)).values
    let reasons = scorecard.card.reasons(for: values).map { reason in
      NamedReason(
        text: "\(reason.characteristic): \(reason.attribute)", units: units(reason.position),
        weight: reason.lost)
    }
    return Explanation(reasons: reasons)
  }

  /// The units of a characteristic: the learned one reads them all.
  private func units(_ position: Int) -> [Int] {
    let engineered = features.features
    if position < engineered.count { return engineered[position].units }
    let rule = position - engineered.count
    guard rule < rules.positions.count else { return Array(features.form.units.indices) }
    return engineered[rules.positions[rule]].units
  }

  func randomised(seed: UInt64) -> any Candidate<Application, CreditAnswer> {
    var generator = SeededGenerator(seed: seed, "credit-risk", "randomised scorecard")
    var stage = scorecard
    stage.card = scorecard.card.randomised(using: &generator)
    return ProductionHybrid(
      cleaning: cleaning, features: features, rules: rules, learned: learned, scorecard: stage,
      calibration: calibration)
  }

  func file() -> ModelFile {
    ModelFile(
      kind: "credit-risk/production-hybrid", metadata: [:],
      arrays: learned.network.parameterArrays())
  }
}
