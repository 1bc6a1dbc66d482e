import Classics
package import ModelFiles
import NumericCore
package import Records
package import WorkloadKit

/// The staged candidate, as a service team builds it: six services in a row.
///
///     text ─► normaliser ─► tokeniser ─► intent classifier ─► slot tagger ─► policy ─► reply
///
/// Every stage can be swapped for another of its type: an oracle, a learned one, one that fails.
package struct Hybrid: Candidate {
  /// The stages as they were found, before any is swapped.
  struct Fitted: Sendable {
    var normaliser: Normaliser
    var tokeniser = Tokeniser()
    var classifier: IntentClassifier
    var tagger: SlotTagger
    /// Networks in the place of stages; nil for a stage that is classical.
    var learnedClassifier: LearnedIntents?
    var learnedTagger: LearnedSlots?
    var policy: Policy
    var reply = Reply()
    /// The stage in whose place the corpus's truth stands.
    var oracle: HybridStage?
  }

  static let kind = "customer-service/hybrid"

  let fitted: Fitted
  let truth: CorpusTruth?
  package var normaliser: any Stage<ServiceRequest, NormalisedRequest>
  package var tokeniser: any Stage<NormalisedRequest, TokenisedRequest>
  package var classifier: any Stage<TokenisedRequest, ClassifiedRequest>
  package var tagger: any Stage<ClassifiedRequest, UnderstoodRequest>
  package var policy: any Stage<UnderstoodRequest, DecidedRequest>
  package var reply: any Stage<DecidedRequest, ServiceAnswer>

  /// The stages as they were found.
  ///
  /// - Throws: `WorkloadError` for an oracle without the corpus that knows the truth.
  init(_ fitted: Fitted, truth: CorpusTruth? = nil) throws(WorkloadError) {
    self.fitted = fitted
    self.truth = truth
    normaliser = fitted.normaliser
    tokeniser = fitted.tokeniser
    classifier = fitted.learnedClassifier ?? fitted.classifier
    tagger = fitted.learnedTagger ?? fitted.tagger
    policy = fitted.policy
    reply = fitted.reply
    guard let oracle = fitted.oracle else { return }
    let stages = try OracleStages(oracle, truth: truth)
    normaliser = stages.normaliser ?? normaliser
    tokeniser = stages.tokeniser ?? tokeniser
    classifier = stages.classifier ?? classifier
    tagger = stages.tagger ?? tagger
    policy = stages.policy ?? policy
  }

  package var stageParameters: [NamedCount] {
    let counts = [
      normaliser.parameters, tokeniser.parameters, classifier.parameters, tagger.parameters,
      policy.parameters, reply.parameters,
    ]
    return zip(HybridStage.allCases, counts).map { NamedCount(name: $0.rawValue, count: $1) }
  }

  package var stageBytes: [NamedCount] {
    let file = file()
    return HybridStage.allCases.map {
      NamedCount(name: $0.rawValue, count: file.bytes(of: $0))
    }
  }

  package func answer(_ request: ServiceRequest) throws(WorkloadError) -> ServiceAnswer {
    try answer(request, markingStages: {})
  }

  package func answer(
    _ request: ServiceRequest, markingStages mark: () -> Void
  ) throws(WorkloadError) -> ServiceAnswer {
    let normalised = try normaliser.run(request)
    mark()
    let tokenised = try tokeniser.run(normalised)
    mark()
    let classified = try classifier.run(tokenised)
    mark()
    let understood = try tagger.run(classified)
    mark()
    let decided = try policy.run(understood)
    mark()
    let answer = try reply.run(decided)
    mark()
    return answer
  }

  /// The request as the intent classifier sees it.
  func tokenised(_ request: ServiceRequest) throws(WorkloadError) -> TokenisedRequest {
    try tokeniser.run(try normaliser.run(request))
  }

  package func randomised(seed: UInt64) -> any Candidate<ServiceRequest, ServiceAnswer> {
    var generator = SeededGenerator(seed: seed, "customer-service", "randomised hybrid")
    var copy = fitted
    // The same numbers in another order: a machine of the same size that knows nothing.
    generator.shuffle(&copy.classifier.machines.weights)
    generator.shuffle(&copy.tagger.field.weights)
    copy.learnedClassifier = fitted.learnedClassifier.map {
      LearnedIntents(model: $0.model.randomised(&generator))
    }
    copy.learnedTagger = fitted.learnedTagger.map {
      LearnedSlots(model: $0.model.randomised(&generator))
    }
    return (try? Hybrid(copy, truth: truth)) ?? self
  }

  package func file() -> ModelFile {
    var file = ModelFile(kind: Self.kind)
    for stage in fitted.stored { stage.store(in: &file) }
    if let oracle = fitted.oracle { file.metadata["oracle"] = oracle.rawValue }
    return file
  }

  /// Restores a hybrid; `truth` is the corpus's, for one with an oracle.
  init(file: ModelFile, truth: CorpusTruth? = nil) throws {
    try file.expect(kind: Self.kind)
    var fitted = Fitted(
      normaliser: try Normaliser(from: file), tokeniser: try Tokeniser(from: file),
      classifier: .empty, tagger: .empty, policy: try Policy(from: file),
      reply: try Reply(from: file),
      oracle: file.metadata["oracle"].flatMap { HybridStage(rawValue: $0) })
    if file.holds(LearnedIntents.prefix) {
      fitted.learnedClassifier = try LearnedIntents(from: file)
    } else {
      fitted.classifier = try IntentClassifier(from: file)
    }
    if file.holds(LearnedSlots.prefix) {
      fitted.learnedTagger = try LearnedSlots(from: file)
    } else {
      fitted.tagger = try SlotTagger(from: file)
    }
    try self.init(fitted, truth: truth)
  }
}

extension Hybrid.Fitted {
  /// The stages that a model file holds: of a classical one and a network in its place, the network.
  var stored: [any StoredStage] {
    let classifying: any StoredStage = learnedClassifier ?? classifier
    let tagging: any StoredStage = learnedTagger ?? tagger
    return [normaliser, tokeniser, classifying, tagging, policy, reply]
  }

  /// The scores of the intents.
  func scores(_ request: TokenisedRequest) throws(WorkloadError) -> [Double] {
    try learnedClassifier?.scores(request) ?? classifier.scores(request)
  }

  /// The rule by which customers are turned away.
  var rejection: Rejection {
    get { learnedClassifier?.model.fitted.rejection ?? classifier.form.rejection }
    set {
      classifier.form.rejection = newValue
      learnedClassifier?.model.fitted.rejection = newValue
    }
  }
}
