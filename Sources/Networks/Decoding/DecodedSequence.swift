/// What a search over an autoregressive model found.
package struct DecodedSequence: Hashable, Sendable {
  /// Why a sequence has no more tokens.
  package enum Ending: String, Sendable {
    /// The model chose the end token.
    case endToken
    /// The sequence was cut at the maximum length.
    case maximumLength
    /// The model forbids every token, the end token included.
    case deadEnd
  }

  /// The tokens in order, without the end token.
  package let tokens: [Int]
  /// The sum of the log-probabilities of the tokens and of the end token where there is one.
  package let logProbability: Double
  /// The log-probability over the length penalty: what the sequences are ranked by.
  package let score: Double
  package let ending: Ending

  package init(tokens: [Int], logProbability: Double, score: Double, ending: Ending) {
    self.tokens = tokens
    self.logProbability = logProbability
    self.score = score
    self.ending = ending
  }
}
