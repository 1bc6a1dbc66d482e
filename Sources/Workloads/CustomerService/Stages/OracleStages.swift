import WorkloadKit

/// The corpus's truth in the place of one stage; the others stay as they are.
struct OracleStages {
  private(set) var normaliser: (any Stage<ServiceRequest, NormalisedRequest>)?
  private(set) var tokeniser: (any Stage<NormalisedRequest, TokenisedRequest>)?
  private(set) var classifier: (any Stage<TokenisedRequest, ClassifiedRequest>)?
  private(set) var tagger: (any Stage<ClassifiedRequest, UnderstoodRequest>)?
  private(set) var policy: (any Stage<UnderstoodRequest, DecidedRequest>)?

  /// - Throws: `WorkloadError` where no truth is known, or none of this stage.
  init(_ stage: HybridStage, truth: CorpusTruth?) throws(WorkloadError) {
    guard let truth else { throw Self.noTruth(of: stage) }
    switch stage {
    case .normaliser: normaliser = TrueNormaliser(truth: truth)
    case .tokeniser: tokeniser = TrueTokeniser(truth: truth)
    case .intentClassifier: classifier = TrueIntents(truth: truth)
    case .slotTagger: tagger = TrueSlots(truth: truth)
    case .policy: policy = TruePolicy()
    case .reply:
      throw WorkloadError(
        "a reply has one wording, so that the truth of '\(stage.rawValue)' changes nothing",
        at: "customer-service",
        remedy:
          "ask for the oracle of normaliser, tokeniser, intent classifier, slot tagger or policy"
      )
    }
  }

  static func noTruth(of stage: HybridStage) -> WorkloadError {
    WorkloadError(
      "real data has no truth to stand in the place of '\(stage.rawValue)'",
      at: "customer-service",
      remedy: "leave oracles out, or run them on the embedded corpus")
  }
}

/// The words without slips, short forms and synonyms.
private struct TrueNormaliser: Stage {
  let truth: CorpusTruth
  var parameters: Int { 0 }

  func run(_ request: ServiceRequest) throws(WorkloadError) -> NormalisedRequest {
    try request.check()
    let item = try truth.item(request.text)
    return item.truth?.normalised
      ?? NormalisedRequest(text: request.text, words: [], origins: [])
  }
}

/// The tokens of the words without slips: true tokens need true words.
private struct TrueTokeniser: Stage {
  let truth: CorpusTruth
  var parameters: Int { 0 }

  func run(_ request: NormalisedRequest) throws(WorkloadError) -> TokenisedRequest {
    let item = try truth.item(request.text)
    return try Tokeniser().run(item.truth?.normalised ?? request)
  }
}

/// The intent that was drawn.
private struct TrueIntents: Stage {
  let truth: CorpusTruth
  var parameters: Int { 0 }

  func run(_ request: TokenisedRequest) throws(WorkloadError) -> ClassifiedRequest {
    let item = try truth.item(request.text)
    let isForeign = item.outcome.intent == ServiceAction.outOfScope
    return ClassifiedRequest(
      request: request, intent: item.outcome.intent, outOfScope: isForeign ? 1 : 0,
      adverseScore: isForeign ? 1 : -1)
  }
}

/// The slots that were drawn.
private struct TrueSlots: Stage {
  let truth: CorpusTruth
  var parameters: Int { 0 }

  func run(_ request: ClassifiedRequest) throws(WorkloadError) -> UnderstoodRequest {
    let item = try truth.item(request.request.text)
    let isRead = request.intent != ServiceAction.outOfScope
    return UnderstoodRequest(
      text: request.request.text, intent: request.intent, outOfScope: request.outOfScope,
      adverseScore: request.adverseScore, slots: isRead ? item.truth?.slots ?? [] : [])
  }
}

/// The process's own policy.
private struct TruePolicy: Stage {
  var parameters: Int { EmbeddedCorpus.policy.exceptions.count }

  func run(_ request: UnderstoodRequest) throws(WorkloadError) -> DecidedRequest {
    try Policy(table: EmbeddedCorpus.policy).run(request)
  }
}
