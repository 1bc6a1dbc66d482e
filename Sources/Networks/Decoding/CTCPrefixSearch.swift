package import Tensors

/// Finds the most probable labels under CTC, summing over the paths that collapse to them.
///
/// The prefix beam search of Hannun et al. 2014 (algorithm 1) and Graves & Jaitly 2014, "Towards
/// End-to-End Speech Recognition with Recurrent Neural Networks", in log space: for each prefix it
/// carries the probability of the paths that end in a blank and of those that end in its last
/// label. With a beam that holds all prefixes the sums are exact; otherwise they are lower bounds.
///
/// Ties go to a prefix that stays as it is, then to the lower label, then to the prefix that was
/// better one frame before.
package struct CTCPrefixSearch: Hashable, Sendable {
  /// The most prefixes that a frame keeps; it may exceed the number of labels.
  package var beam: Int
  /// The most results.
  package var results: Int
  package var blank: Int

  package init(beam: Int, results: Int = 1, blank: Int = 0) {
    self.beam = beam
    self.results = results
    self.blank = blank
  }

  /// Decodes one input into its best label sequences, best first.
  ///
  /// No frames give no labels with log-probability 0. There are no results where every path is
  /// forbidden.
  ///
  /// # Shapes
  /// - logProbabilities: `[frames, labels]`, the blank among the labels
  ///
  /// - Throws: `TensorError` for another shape, a beam or a number of results below 1, a blank that
  ///   is no label, NaN or +∞.
  package func decode(_ logProbabilities: Tensor) throws(TensorError) -> [DecodedLabels] {
    let rows = try checked(logProbabilities)
    var run = CTCPrefixRun(
      search: self, labels: rows.labels, priors: PrefixPriors(weight: 0, insertionBonus: 0))
    for frame in 0..<rows.frames { run.step(rows[frame]) }
    return run.results
  }

  /// Decodes one input with a language model, which is asked once for each prefix that may grow.
  ///
  /// The results' `logProbability` is CTC's alone; their `score`, by which they are ranked, has the
  /// language model's part.
  ///
  /// # Shapes
  /// - logProbabilities: `[frames, labels]`, the blank among the labels
  ///
  /// - Throws: `TensorError` as without a language model, for a weight or bonus out of range,
  ///   scores of the model that are NaN, +∞ or of another number, and what the model throws.
  package func decode(
    _ logProbabilities: Tensor, languageModel: LanguageModelFusion<some SequenceModel>
  ) throws(TensorError) -> [DecodedLabels] {
    let rows = try checked(logProbabilities)
    var states = try LanguageModelStates(languageModel, labels: rows.labels)
    var run = CTCPrefixRun(search: self, labels: rows.labels, priors: try states.start())
    for frame in 0..<rows.frames {
      run.step(rows[frame])
      // After the last frame no prefix grows.
      if frame + 1 < rows.frames { try states.ask(about: run.nodes, in: run.trie, &run.priors) }
    }
    return run.results
  }

  static let operation = "CTC prefix search"

  private func checked(_ logProbabilities: Tensor) throws(TensorError) -> CTCRows {
    let operation = Self.operation
    try ScoreRows.check(beam, atLeast: 1, named: "beam", operation: operation)
    try ScoreRows.check(results, atLeast: 1, named: "results", operation: operation)
    return try CTCRows(logProbabilities, blank: blank, operation: operation)
  }
}
