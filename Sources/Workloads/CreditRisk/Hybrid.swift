#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
package import Classics
package import ModelFiles
import NumericCore
package import Records
package import WorkloadKit

/// The staged candidate, as a bank builds it.
///
///     application ─► cleaning ─► features ─► policy rules ─► scorecard ─► calibration ─► probability
///
/// Every stage can be swapped for another of its type: an oracle, a learned one, one that fails.
/// `HybridStages` makes the stages of what training found.
package struct Hybrid: Candidate {
  /// What training found, and what a model file holds beside the weights of learned stages.
  package struct Fitted: Codable, Sendable {
    package var cleaning: Cleaning
    package var features: FeatureEngineering
    package var rules: PolicyRules
    /// Nil where a network, or the truth, stands in its place.
    package var scorecard: ScorecardStage?
    package var calibration: CalibrationStage
    /// The probability above which the candidate refuses.
    package var cutOff: Double
    /// Learned stages in the place of the written ones; each nil where the written one is kept.
    var imputation: LearnedImputation?
    var featureNetwork: LearnedFeatures.Form?
    var learnedRules: LearnedRules?
    var scorecardNetwork: LearnedScorecard.Form?
    var isotonic: IsotonicStage?
    /// The stage in whose place the corpus's truth stands.
    var oracle: HybridStage?
    /// The typical approved applicant; nil where no explanation needs it.
    var typical: TypicalApplicant?
  }

  static let kind = "credit-risk/hybrid"

  package let fitted: Fitted
  let networks: HybridNetworks
  let truth: CorpusTruth?
  package var cleaning: any Stage<Application, Application>
  package var features: any Stage<Application, [CharacteristicValue]>
  package var rules: any Stage<[CharacteristicValue], RuledFeatures>
  package var scorecard: any Stage<RuledFeatures, Double>
  package var calibration: any Stage<Double, Double>

  /// The stages as they were found.
  ///
  /// - Throws: `WorkloadError` for an oracle without the corpus that knows the truth.
  init(
    _ fitted: Fitted, networks: HybridNetworks = HybridNetworks(), truth: CorpusTruth? = nil
  ) throws(WorkloadError) {
    self.fitted = fitted
    self.networks = networks
    self.truth = truth
    cleaning = fitted.imputation ?? fitted.cleaning
    features = networks.features ?? fitted.features
    rules = fitted.learnedRules ?? fitted.rules
    calibration = fitted.isotonic ?? fitted.calibration
    let oracle = try fitted.oracle.map { stage throws(WorkloadError) in
      try OracleStages(stage, truth: truth)
    }
    cleaning = oracle?.cleaning ?? cleaning
    features = oracle?.features ?? features
    rules = oracle?.rules ?? rules
    let written: any Stage<RuledFeatures, Double> = fitted.scorecard ?? NoScorecard()
    scorecard = oracle?.scorecard ?? networks.scorecard ?? written
  }

  package var stageParameters: [NamedCount] {
    let counts = [
      cleaning.parameters, features.parameters, rules.parameters, scorecard.parameters,
      calibration.parameters,
    ]
    return zip(HybridStage.allCases, counts).map { NamedCount(name: $0.rawValue, count: $1) }
  }

  package func answer(_ application: Application) throws(WorkloadError) -> CreditAnswer {
    let probability = try calibration.run(try logit(application))
    return CreditAnswer(probability: probability, refused: probability > fitted.cutOff)
  }

  package func answer(
    _ application: Application, markingStages mark: () -> Void
  ) throws(WorkloadError) -> CreditAnswer {
    let clean = try cleaning.run(application)
    mark()
    let features = try self.features.run(clean)
    mark()
    let ruled = try rules.run(features)
    mark()
    let logit = try scorecard.run(ruled)
    mark()
    let probability = try calibration.run(logit)
    let answer = CreditAnswer(probability: probability, refused: probability > fitted.cutOff)
    mark()
    return answer
  }

  /// The names of what the rules hand to the scorecard, in order.
  var characteristicNames: [String] {
    let codes =
      fitted.learnedRules == nil ? fitted.rules.rules.map(\.code) : [LearnedRules.characteristic]
    return listed.prefix(handedOn).map(\.name) + (fitted.oracle == .features ? [] : codes)
  }

  /// What the rules hand to the scorecard.
  func ruled(_ application: Application) throws(WorkloadError) -> RuledFeatures {
    try rules.run(try features.run(try cleaning.run(application)))
  }

  /// The log-odds of default before calibration.
  func logit(_ application: Application) throws(WorkloadError) -> Double {
    try scorecard.run(try ruled(application))
  }

  package func randomised(seed: UInt64) -> any Candidate<Application, CreditAnswer> {
    var generator = SeededGenerator(seed: seed, "credit-risk", "randomised scorecard")
    var copy = fitted
    copy.scorecard = fitted.scorecard.map {
      ScorecardStage(card: $0.card.randomised(using: &generator))
    }
    return (try? Hybrid(copy, networks: networks.randomised(&generator), truth: truth)) ?? self
  }

  package func file() -> ModelFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Every number in it is finite, so encoding cannot fail.
    let json = (try? encoder.encode(fitted)) ?? Data()
    return ModelFile(
      kind: Self.kind, metadata: ["pipeline": String(decoding: json, as: UTF8.self)],
      arrays: networks.arrays)
  }

  /// Restores a hybrid; `truth` is the corpus's, for one with an oracle.
  init(file: ModelFile, truth: CorpusTruth? = nil) throws {
    try file.expect(kind: Self.kind)
    let json = Data((file.metadata["pipeline"] ?? "").utf8)
    let fitted: Fitted
    do {
      fitted = try JSONDecoder().decode(Fitted.self, from: json)
    } catch {
      throw WorkloadError(
        "the model file holds no pipeline: \(error.localizedReason)", at: "credit-risk/hybrid",
        remedy: "train the model again with this version of assay")
    }
    try self.init(
      fitted, networks: try HybridNetworks(fitted, from: file), truth: truth)
  }
}
