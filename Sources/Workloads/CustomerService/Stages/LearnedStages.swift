import ModelFiles
import Networks
import NumericCore
import WorkloadKit

/// An intent classifier that is a network: the end-to-end candidate's own, over the tokens, trained on
/// their intents.
struct LearnedIntents: Stage, StoredStage {
  static let name = HybridStage.intentClassifier
  static let prefix = key("network/")

  var model: EndToEnd

  var parameters: Int { model.network.parameterCount }

  func scores(_ request: TokenisedRequest) throws(WorkloadError) -> [Double] {
    try model.reading(request.tokens.joined(separator: " ")).scores
  }

  func run(_ request: TokenisedRequest) throws(WorkloadError) -> ClassifiedRequest {
    model.fitted.rejection.classified(
      request, scores: try scores(request), labels: model.fitted.code.intents)
  }

  func store(in file: inout ModelFile) { model.store(in: &file, as: Self.prefix) }

  init(from file: ModelFile) throws { model = try EndToEnd(from: file, as: Self.prefix) }

  init(model: EndToEnd) { self.model = model }

  /// The examples as the stage learns from them.
  static func examples(
    _ items: [ServiceItem], _ requests: [TokenisedRequest]
  ) -> [ServiceItem] {
    zip(items, requests).map { item, request in
      ServiceItem(
        id: item.id, input: ServiceRequest(text: request.tokens.joined(separator: " ")),
        outcome: ServiceAction(intent: item.outcome.intent, step: "", arguments: [:]))
    }
  }
}

/// A slot tagger that is a network: the end-to-end candidate's own heads for slots, over the tokens,
/// trained on the values of annotated slots.
struct LearnedSlots: Stage, StoredStage {
  static let name = HybridStage.slotTagger
  static let prefix = key("network/")
  /// The one intent and the one step of what it learns from.
  private static let single = "slots"

  var model: EndToEnd

  var parameters: Int { model.network.parameterCount }

  func run(_ request: ClassifiedRequest) throws(WorkloadError) -> UnderstoodRequest {
    let isRead = request.intent != ServiceAction.outOfScope
    let arguments =
      isRead
      ? try model.reading(request.request.tokens.joined(separator: " ")).arguments
      : [:]
    return UnderstoodRequest(
      text: request.request.text, intent: request.intent, outOfScope: request.outOfScope,
      adverseScore: request.adverseScore,
      // A network says what a value is; of a closed slot it does not say where it stands.
      slots: SlotType.allCases.compactMap { type in
        arguments[type].map { Slot(type, $0, words: 0..<0) }
      })
  }

  func store(in file: inout ModelFile) { model.store(in: &file, as: Self.prefix) }

  init(from file: ModelFile) throws { model = try EndToEnd(from: file, as: Self.prefix) }

  init(model: EndToEnd) { self.model = model }

  /// The examples as the stage learns from them: those that annotators mark slots in.
  static func examples(
    _ items: [ServiceItem], _ requests: [TokenisedRequest]
  ) -> [ServiceItem] {
    zip(items, requests).compactMap { item, request in
      guard let truth = item.truth, item.outcome.intent != ServiceAction.outOfScope else {
        return nil
      }
      let arguments = Dictionary(
        truth.slots.map { ($0.type, $0.value) }, uniquingKeysWith: { $1 })
      return ServiceItem(
        id: item.id, input: ServiceRequest(text: request.tokens.joined(separator: " ")),
        outcome: ServiceAction(intent: single, step: single, arguments: arguments))
    }
  }
}
