import Signals
import WorkloadKit

/// What a customer writes.
package struct ServiceRequest: Sendable, Hashable, Codable {
  package var text: String

  package init(text: String) { self.text = text }

  /// The longest text that is read, in words.
  package static let mostWords = 256

  /// Checks that there is something to read, and not too much of it.
  ///
  /// - Throws: `WorkloadError` for a text without a letter or digit, or with too many words.
  func check() throws(WorkloadError) {
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw WorkloadError(
        "the request holds no word", at: "request", remedy: "send a text with a letter or a digit")
    }
    let words = WordSplitting.words(text).count
    guard words <= Self.mostWords else {
      throw WorkloadError(
        "the request has \(words) words", at: "request",
        remedy: "send \(Self.mostWords) words at most")
    }
  }
}

/// What a part of a request can be about.
package enum SlotType: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
  case amount
  case currency
  case person
  case card
  case account
  case date
  case city
  case merchant
  case order
}

/// A part of a request that fills a slot.
package struct Slot: Sendable, Equatable, Codable {
  package var type: SlotType
  /// The value in its one written form, such as `250` for `two hundred and fifty`.
  package var value: String
  /// The positions of its words in the request, as white space divides it.
  package var words: Range<Int>

  package init(_ type: SlotType, _ value: String, words: Range<Int>) {
    self.type = type
    self.value = value
    self.words = words
  }
}

/// What is done about a request: the final outcome.
package struct ServiceAction: Sendable, Hashable, Codable {
  /// What was asked for, such as `card.block`; `out-of-scope` where the customer is turned away.
  package var intent: String
  /// What happens: `perform`, `ask amount`, `review`, …; empty where only the intent is known.
  package var step: String
  /// The values that the action is carried out with.
  package var arguments: [SlotType: String]

  package init(intent: String, step: String, arguments: [SlotType: String]) {
    self.intent = intent
    self.step = step
    self.arguments = arguments
  }

  /// The intent of what no service is there for.
  package static let outOfScope = "out-of-scope"
  /// Turning the customer away.
  package static let turnedAway = ServiceAction(
    intent: outOfScope, step: "decline", arguments: [:])

  /// The action on one line, arguments in the order of their names.
  package var inWords: String {
    let values = arguments.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue) \($0.value)" }
    let head = step.isEmpty ? intent : "\(intent): \(step)"
    return values.isEmpty ? head : head + " (" + values.joined(separator: ", ") + ")"
  }
}

/// A request with its outcome, and in the embedded corpus with the truth behind it.
package struct ServiceItem: LabelledItem, Sendable {
  /// What the embedded corpus knows of a request.
  package struct Truth: Sendable, Equatable {
    /// The words as they would be without slips and synonyms, with their origins.
    package var normalised: NormalisedRequest
    package var slots: [Slot]
    package var reply: String
    /// The positions of the words that carry what is asked, as white space divides the text.
    package var cause: [Int]

    package init(
      normalised: NormalisedRequest, slots: [Slot], reply: String, cause: [Int]
    ) {
      self.normalised = normalised
      self.slots = slots
      self.reply = reply
      self.cause = cause
    }
  }

  package var id: String
  package var input: ServiceRequest
  package var outcome: ServiceAction
  /// Nil of the user's data, where only the intent is known.
  package var truth: Truth?

  package init(id: String, input: ServiceRequest, outcome: ServiceAction, truth: Truth? = nil) {
    self.id = id
    self.input = input
    self.outcome = outcome
    self.truth = truth
  }

  /// Whether the item tells its intent and nothing more.
  package var isLabelOnly: Bool { outcome.step.isEmpty }
}

/// What a candidate answers.
package struct ServiceAnswer: Sendable, Equatable, Codable {
  package var action: ServiceAction
  /// How likely it is that no service is there for the request, in 0…1; of data that tell intents
  /// only, how likely the intent named is wrong.
  package var outOfScope: Double
  /// The log-odds for turning the customer away, less those of the candidate's own threshold.
  package var adverseScore: Double
  /// What the customer reads.
  package var reply: String

  package init(action: ServiceAction, outOfScope: Double, adverseScore: Double, reply: String) {
    self.action = action
    self.outOfScope = outOfScope
    self.adverseScore = adverseScore
    self.reply = reply
  }

  /// Whether the customer is turned away as not understood.
  package var isTurnedAway: Bool { adverseScore > 0 }
}

/// How many arguments an answer shares with the outcome's.
struct SlotCounts {
  var hits = 0
  var found = 0
  var expected = 0

  /// A slot is right where type and value are: each type stands once in a request, so that its value
  /// tells where it is.
  init(_ answer: ServiceAction, _ truth: ServiceAction) {
    found = answer.arguments.count
    expected = truth.arguments.count
    hits = answer.arguments.count { truth.arguments[$0.key] == $0.value }
  }
}
