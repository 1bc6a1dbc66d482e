/// What the stages hand to each other; every value is also what a service sends.

/// A request in words that the stages know.
package struct NormalisedRequest: Sendable, Equatable, Codable {
  /// The request as it came.
  package var text: String
  package var words: [String]
  /// For each word the position of the word of `text` that it came from.
  package var origins: [Int]

  package init(text: String, words: [String], origins: [Int]) {
    self.text = text
    self.words = words
    self.origins = origins
  }
}

/// A request in tokens.
package struct TokenisedRequest: Sendable, Equatable, Codable {
  package var text: String
  package var tokens: [String]
  /// For each token the position of the word of `text` that it came from.
  package var origins: [Int]
}

/// A request whose intent is known.
package struct ClassifiedRequest: Sendable, Equatable, Codable {
  package var request: TokenisedRequest
  package var intent: String
  /// As in the answer.
  package var outOfScope: Double
  package var adverseScore: Double
}

/// A request whose intent and slots are known.
package struct UnderstoodRequest: Sendable, Equatable, Codable {
  package var text: String
  package var intent: String
  package var outOfScope: Double
  package var adverseScore: Double
  package var slots: [Slot]
}

/// What is to be done about a request.
package struct DecidedRequest: Sendable, Equatable, Codable {
  package var action: ServiceAction
  package var outOfScope: Double
  package var adverseScore: Double
}
