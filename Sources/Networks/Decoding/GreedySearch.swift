package import Tensors

/// Takes the most probable token at every step, the lower id of equal ones.
package struct GreedySearch: Hashable, Sendable {
  /// The token that ends a sequence.
  package var endToken: Int
  /// The most tokens of a sequence, the end token counted.
  package var maximumLength: Int

  package init(endToken: Int, maximumLength: Int) {
    self.endToken = endToken
    self.maximumLength = maximumLength
  }

  /// Decodes one sequence; its score is its log-probability.
  ///
  /// The model advances once for each token but the end token and one at the maximum length.
  ///
  /// - Throws: `TensorError` for a negative maximum length, an end token that the model does not
  ///   have, scores of changing number, NaN or +∞, and what the model throws.
  package func decode(_ model: some SequenceModel) throws(TensorError) -> DecodedSequence {
    let operation = "greedy search"
    try ScoreRows.check(
      maximumLength, atLeast: 0, named: "maximum length", operation: operation)
    var step = try model.start()
    let vocabulary = step.logProbabilities.count
    try ScoreRows.check(
      endToken, named: "end token", vocabulary: vocabulary, operation: operation)
    var tokens: [Int] = []
    var logProbability = 0.0
    func result(_ ending: DecodedSequence.Ending) -> DecodedSequence {
      DecodedSequence(
        tokens: tokens, logProbability: logProbability, score: logProbability, ending: ending)
    }
    while tokens.count < maximumLength {
      try ScoreRows.check(step.logProbabilities, count: vocabulary, operation: operation)
      guard let token = ScoreRows.best(step.logProbabilities) else { return result(.deadEnd) }
      logProbability += Double(step.logProbabilities[token])
      if token == endToken { return result(.endToken) }
      tokens.append(token)
      if tokens.count < maximumLength { step = try model.advance(step.state, with: token) }
    }
    return result(.maximumLength)
  }
}
