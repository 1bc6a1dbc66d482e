#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Classics
import ModelFiles
import Networks
import NumericCore
package import Records
package import WorkloadKit

/// The networks that stand in the place of stages; nil for a stage that is written.
package struct HybridNetworks: Sendable {
  var features: LearnedFeatures?
  var scorecard: LearnedScorecard?

  private static let featurePrefix = "features."
  private static let scorecardPrefix = "scorecard."

  package init() {}

  /// Restores the networks that a pipeline speaks of.
  ///
  /// - Throws: `ModelFileError` where an array is missing or of another shape.
  init(_ fitted: Hybrid.Fitted, from file: ModelFile) throws {
    var generator = SeededGenerator(seed: 0)
    if let form = fitted.featureNetwork {
      var network = LearnedFeatures(form, from: &generator).network
      try network.loadParameters(from: file, prefix: Self.featurePrefix)
      features = LearnedFeatures(form, network: network)
    }
    if let form = fitted.scorecardNetwork {
      var network = LearnedScorecard(form, from: &generator).network
      try network.loadParameters(from: file, prefix: Self.scorecardPrefix)
      scorecard = LearnedScorecard(form, network: network)
    }
  }

  /// The weights by the names that a model file has them under.
  var arrays: [String: ModelArray] {
    let ofFeatures = features?.network.parameterArrays(prefix: Self.featurePrefix) ?? [:]
    let ofScorecard = scorecard?.network.parameterArrays(prefix: Self.scorecardPrefix) ?? [:]
    return ofFeatures.merging(ofScorecard) { first, _ in first }
  }

  /// The same networks with weights drawn anew: a control for explanations.
  func randomised(_ generator: inout SeededGenerator) -> HybridNetworks {
    var copy = HybridNetworks()
    if let form = features?.form { copy.features = LearnedFeatures(form, from: &generator) }
    if let form = scorecard?.form { copy.scorecard = LearnedScorecard(form, from: &generator) }
    return copy
  }
}

/// The corpus's truth in the place of a stage.
///
/// The truth of a stage is made from that of the stages before it, which are therefore true as
/// well: the terms of the process are those of the complete application, and the log-odds are those
/// of the terms.
struct OracleStages {
  let cleaning: any Stage<Application, Application>
  let features: (any Stage<Application, [CharacteristicValue]>)?
  let rules: (any Stage<[CharacteristicValue], RuledFeatures>)?
  let scorecard: (any Stage<RuledFeatures, Double>)?

  /// - Throws: `WorkloadError` where no truth is known, or none of this stage.
  init(_ stage: HybridStage, truth: CorpusTruth?) throws(WorkloadError) {
    guard let truth else { throw Self.noTruth(of: stage) }
    cleaning = TrueCleaning(truth: truth)
    switch stage {
    case .cleaning:
      (features, rules, scorecard) = (nil, nil, nil)
    case .features:
      (features, rules, scorecard) = (TrueFeatures(), NoRules(), nil)
    case .scorecard:
      (features, rules) = (TrueFeatures(), NoRules())
      scorecard = TrueScorecard(process: truth.corpus.process)
    case .policyRules, .calibration:
      throw WorkloadError(
        "the corpus knows no true output of '\(stage.rawValue)'", at: "credit-risk",
        remedy: "ask for the oracle of cleaning, features or scorecard")
    }
  }

  static func noTruth(of stage: HybridStage) -> WorkloadError {
    WorkloadError(
      "real data has no truth to stand in the place of '\(stage.rawValue)'", at: "credit-risk",
      remedy: "leave oracles out, or run them on the embedded corpus")
  }
}

extension Hybrid {
  /// What each stage has in the model file: JSON of what is written, arrays of what is a network.
  package var stageBytes: [NamedCount] {
    func json(_ part: (some Encodable)?) -> Int {
      part.flatMap { try? JSONEncoder().encode($0).count } ?? 0
    }
    func arrays(_ arrays: [String: ModelArray]?) -> Int {
      (arrays ?? [:]).values.reduce(0) { $0 + $1.bytes }
    }
    let bytes = [
      fitted.imputation.map { json($0) } ?? json(fitted.cleaning),
      json(fitted.features) + json(fitted.featureNetwork)
        + arrays(networks.features?.network.parameterArrays()),
      fitted.learnedRules.map { json($0) } ?? json(fitted.rules),
      json(fitted.scorecard) + json(fitted.scorecardNetwork)
        + arrays(networks.scorecard?.network.parameterArrays()),
      fitted.isotonic.map { json($0) } ?? json(fitted.calibration),
    ]
    return zip(HybridStage.allCases, bytes).map { NamedCount(name: $0.rawValue, count: $1) }
  }
}

/// The place of the scorecard while the stages before it are fitted.
struct NoScorecard: Stage {
  var parameters: Int { 0 }

  func run(_ features: RuledFeatures) throws(WorkloadError) -> Double {
    throw WorkloadError(
      "the pipeline has no scorecard and nothing in its place", at: Hybrid.kind,
      remedy: "train the model again with this version of assay")
  }
}

/// Calibration that is learned without a form: the best rising function of the log-odds.
package struct IsotonicStage: Stage, Codable {
  var calibration: IsotonicCalibration

  package var parameters: Int { 2 * calibration.knots.count }

  package func run(_ logit: Double) throws(WorkloadError) -> Double {
    calibration.probability(logit)
  }
}
