package import NumericCore

/// Requests from a seed, by a documented process whose truth is known.
///
/// Each request is drawn in four steps: what is asked (an intent or a topic that no service is there
/// for), a phrase with its values, the words around it, and how it is typed (synonyms, short forms,
/// slips of the fingers, capitals). What is done about it follows from intent and values by the
/// process's own policy. Test items draw from phrases, names and topics that training items never
/// have as well.
package struct EmbeddedCorpus: Sendable {
  static let foreignShare = 0.12
  /// The share of test items with a phrase, a name or a topic that is reserved for them.
  static let reservedShare = 0.15

  /// The prefix of a test item's id; the number in the stream follows.
  static let testPrefix = "T"
  static let policy = PolicyTable(exceptions: PolicyTable.everyException)

  package init() {}

  /// What the process does about an intent with its arguments.
  package static func action(
    intent: String, arguments: [SlotType: String]
  ) -> ServiceAction {
    policy.action(intent: intent, arguments: arguments)
  }

  /// The first `count` items of a stream.
  package func items(
    _ count: Int, prefix: String, isTest: Bool = false, generator: SeededGenerator
  ) -> [ServiceItem] {
    var generator = generator
    return (0..<count).map { item(id: "\(prefix)\($0)", isTest: isTest, &generator) }
  }

  /// The start of a run's stream of test items.
  static func testGenerator(seed: UInt64) -> SeededGenerator {
    SeededGenerator(seed: seed, "customer-service", "test")
  }

  /// The next item of a stream.
  func item(id: String, isTest: Bool, _ generator: inout SeededGenerator) -> ServiceItem {
    var writer = RequestWriter(isTest: isTest)
    let intent = writer.write(&generator)
    let typed = Typing.typed(writer.words, &generator)
    var arguments: [SlotType: String] = [:]
    // A type that a phrase has twice is what it was last.
    for slot in typed.slots where intent != nil { arguments[slot.type] = slot.value }
    let action = Self.policy.action(
      intent: intent ?? ServiceAction.outOfScope, arguments: arguments)
    return ServiceItem(
      id: id, input: ServiceRequest(text: typed.text), outcome: action,
      truth: .init(
        normalised: NormalisedRequest(
          text: typed.text, words: typed.words, origins: typed.origins),
        slots: intent == nil ? [] : typed.slots, reply: Replies.reply(to: action),
        cause: typed.cause))
  }
}

extension SeededGenerator {
  /// One of several, each as likely.
  mutating func choice<Element>(_ elements: [Element]) -> Element {
    elements[index(below: elements.count)]
  }
}
