#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
package import ModelFiles
import Networks
import NumericCore
package import Records
package import Signals
package import WorkloadKit

/// The staged recogniser, as a speech team builds it.
///
///     recording ─► features ─► acoustic model ─► decoder ─► confidence ─► transcript
///                  MFCC, Δ, ΔΔ  states' posteriors  lexicon, n-grams, Viterbi
///
/// Every stage can be swapped for another of its type: an oracle, or one that fails.
package struct Hybrid: Candidate {
  /// What training found, and what a model file holds beside the network's weights.
  struct Fitted: Codable, Sendable {
    var features: CepstralFeatures
    var search: WordSearchStage.Fitted
    var confidence: ConfidenceStage
    /// By class: the logarithm of its share of the training moments.
    var priors: [Float]
    var width: Int
    /// Whether the corpus's truth stands in the place of the acoustic model.
    var hasOracle = false
  }

  static let kind = "speech-recognition/hybrid"

  let fitted: Fitted
  let network: AcousticNetwork
  let truth: SpokenCorpusTruth?
  package var features: any Stage<Waveform, DescribedSound>
  package var acousticModel: any Stage<DescribedSound, StateScores>
  package var decoder: any Stage<StateScores, Hypothesis>
  package var confidence: any Stage<Hypothesis, Transcript>

  /// The stages as they were found.
  ///
  /// - Throws: `WorkloadError` for an oracle without the corpus that knows the truth.
  init(
    _ fitted: Fitted, network: AcousticNetwork, truth: SpokenCorpusTruth? = nil
  ) throws(WorkloadError) {
    self.fitted = fitted
    self.network = network
    self.truth = truth
    features = fitted.features
    decoder = WordSearchStage(fitted.search)
    confidence = fitted.confidence
    guard fitted.hasOracle else {
      acousticModel = AcousticModel(network: network, priors: fitted.priors)
      return
    }
    guard let truth else { throw Self.noTruth(of: .acousticModel) }
    acousticModel = TrueStates(
      truth: truth, inventory: fitted.search.inventory, priors: fitted.priors)
  }

  static func noTruth(of stage: HybridStage) -> WorkloadError {
    WorkloadError(
      "no truth is known to stand in the place of '\(stage.rawValue)'", at: "speech-recognition",
      remedy: "ask for the oracle of the acoustic model, on the embedded corpus")
  }

  package var stageParameters: [NamedCount] {
    let counts = [
      features.parameters, acousticModel.parameters, decoder.parameters, confidence.parameters,
    ]
    return zip(HybridStage.allCases, counts).map { NamedCount(name: $0.rawValue, count: $1) }
  }

  /// What each stage has in the model file: JSON of what was counted, arrays of the network.
  package var stageBytes: [NamedCount] {
    func json(_ part: some Encodable) -> Int { (try? JSONEncoder().encode(part).count) ?? 0 }
    let weights = network.parameterArrays().values.reduce(0) { $0 + $1.bytes }
    let bytes = [
      json(fitted.features), weights + json(fitted.priors), json(fitted.search),
      json(fitted.confidence),
    ]
    return zip(HybridStage.allCases, bytes).map { NamedCount(name: $0.rawValue, count: $1) }
  }

  package func answer(_ sound: Waveform) throws(WorkloadError) -> Transcript {
    try answer(sound, markingStages: {})
  }

  package func answer(
    _ sound: Waveform, markingStages mark: () -> Void
  ) throws(WorkloadError) -> Transcript {
    let described = try features.run(sound)
    mark()
    let scores = try acousticModel.run(described)
    mark()
    let hypothesis = try decoder.run(scores)
    mark()
    let transcript = try confidence.run(hypothesis)
    mark()
    return transcript
  }

  package func randomised(seed: UInt64) -> any Candidate<Waveform, Transcript> {
    var generator = SeededGenerator(seed: seed, "speech-recognition", "randomised states")
    let random = AcousticNetwork(
      width: fitted.width, classes: fitted.search.inventory.classes, dropout: 0, from: &generator)
    return (try? Hybrid(fitted, network: random, truth: truth)) ?? self
  }

  package func file() -> ModelFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Every number in it is finite, so encoding cannot fail.
    let json = (try? encoder.encode(fitted)) ?? Data()
    return ModelFile(
      kind: Self.kind, metadata: ["pipeline": String(decoding: json, as: UTF8.self)],
      arrays: network.parameterArrays())
  }

  /// Restores a hybrid; `truth` is the corpus's, for one with an oracle.
  init(file: ModelFile, truth: SpokenCorpusTruth? = nil) throws {
    try file.expect(kind: Self.kind)
    let json = Data((file.metadata["pipeline"] ?? "").utf8)
    guard let fitted = try? JSONDecoder().decode(Fitted.self, from: json) else {
      throw WorkloadError(
        "the model file holds no pipeline", at: Self.kind,
        remedy: "train the model again with this version of assay")
    }
    var generator = SeededGenerator(seed: 0)
    var network = AcousticNetwork(
      width: fitted.width, classes: fitted.search.inventory.classes, dropout: 0, from: &generator)
    try network.loadParameters(from: file)
    try self.init(fitted, network: network, truth: truth)
  }
}
