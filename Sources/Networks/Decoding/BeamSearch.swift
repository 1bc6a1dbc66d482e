package import Tensors

/// Keeps the most probable hypotheses of an autoregressive model, step by step.
///
/// Each step keeps the best `beam` extensions of the open hypotheses; those that took the end token
/// are finished and the rest go on, so a beam of 1 is greedy search. Ties go to the lower token,
/// then to the older hypothesis. Length normalisation (``LengthNormalisation``) ranks what is
/// finished; within a step all lengths are equal and it has no say.
///
/// Results that took the end token come before those that were cut or met a dead end, since the
/// probability of a prefix is that of all its continuations and compares with no finished sequence.
package struct BeamSearch: Hashable, Sendable {
  /// The most extensions that a step keeps; it may exceed the vocabulary.
  package var beam: Int
  /// The most results.
  package var results: Int
  /// The token that ends a sequence.
  package var endToken: Int
  /// The most tokens of a sequence, the end token counted.
  package var maximumLength: Int
  package var normalisation: LengthNormalisation

  package init(
    beam: Int, results: Int = 1, endToken: Int, maximumLength: Int,
    normalisation: LengthNormalisation = .none
  ) {
    self.beam = beam
    self.results = results
    self.endToken = endToken
    self.maximumLength = maximumLength
    self.normalisation = normalisation
  }

  /// Decodes one sequence into its best results, best first.
  ///
  /// The model advances once for each hypothesis that goes on, in one batch a step. The search
  /// stops before the maximum length only when no open hypothesis can still enter the results. That
  /// bound takes log-probabilities to be at most 0 (1e-4 is allowed for rounding); where a score
  /// exceeds it, the search goes on to the maximum length. There is always at least one result.
  ///
  /// - Throws: `TensorError` for a beam or a number of results below 1, a negative maximum length, an
  ///   α that is negative or not finite, an end token that the model does not have, scores of
  ///   changing number, NaN or +∞, and what the model throws.
  package func decode(_ model: some SequenceModel) throws(TensorError) -> [DecodedSequence] {
    try check()
    var run = try BeamRun(search: self, model: model)
    try run.run()
    return run.results
  }

  static let operation = "beam search"

  private func check() throws(TensorError) {
    let operation = Self.operation
    try ScoreRows.check(beam, atLeast: 1, named: "beam", operation: operation)
    try ScoreRows.check(results, atLeast: 1, named: "results", operation: operation)
    try ScoreRows.check(
      maximumLength, atLeast: 0, named: "maximum length", operation: operation)
    guard normalisation.alpha >= 0, normalisation.alpha.isFinite else {
      throw TensorError(
        operation: operation,
        detail: "length normalisation α = \(normalisation.alpha), not a finite number from 0")
    }
  }
}
