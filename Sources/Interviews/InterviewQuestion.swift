package import Profiles

/// One question of the interview: a key of the profile, and why it is asked.
package struct InterviewQuestion: Sendable, Equatable {
  /// The key's dotted path in the profile.
  package let key: String
  package let prompt: String
  /// Why it is asked, in one line.
  package let reason: String
  /// What `?` shows.
  package let help: String
  /// What an empty answer stands for; nil where the key is then left out, or must be answered.
  package let suggestion: String?
  package let isRequired: Bool

  init(
    _ key: String, _ prompt: String, reason: String, help: String, suggestion: String? = nil,
    isRequired: Bool = false
  ) {
    self.key = key
    self.prompt = prompt
    self.reason = reason
    self.help = help
    self.suggestion = suggestion
    self.isRequired = isRequired
  }

  /// The key as one whose value may be a guess; nil where the profile marks no guesses of it.
  package var guessed: GuessedKey? { GuessedKey(rawValue: key) }
}

/// What was answered to a question.
package enum Reply: Sendable, Equatable {
  case given(String)
  /// Not known: the text is only a guess.
  case guess(String)
  /// The key is left out.
  case none

  /// The reply as a file of answers writes it.
  var written: String {
    switch self {
    case .given(let text): text
    case .guess(let text): "unknown \(text)"
    case .none: "none"
    }
  }

  /// The value for the profile; nil where the key is left out.
  var value: String? {
    switch self {
    case .given(let text), .guess(let text): text
    case .none: nil
    }
  }
}
