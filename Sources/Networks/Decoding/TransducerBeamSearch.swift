package import Tensors

/// Finds the most probable labels under a transducer, summing over their alignments.
///
/// Graves 2012, "Sequence Transduction with Recurrent Neural Networks", §2.6, in the
/// time-synchronous form of Saon, Tüske & Audhkhasi 2020, "Alignment-Length Synchronous Decoding
/// for RNN Transducer" (algorithm 1): hypotheses at one frame grow label by label, all of them in
/// step, up to a limit; each of them may leave the frame by a blank, where equal prefixes that grew
/// in different ways are merged. This form is chosen since its hypotheses compete at the same
/// frame, its work per frame is bounded and goes in batches, and its sums are exact where the beam
/// holds all prefixes; otherwise they are lower bounds.
///
/// A hypothesis stops growing by Graves's rule, when as many as the beam holds leave the frame with a
/// higher probability, unless it is merged with one of those: its part is theirs.
///
/// Ties among what grows go to the lower label, then to the better hypothesis before; among what
/// leaves a frame, to the hypothesis with fewer labels in it, then to the better before.
package struct TransducerBeamSearch: Hashable, Sendable {
  /// The most hypotheses that grow, and the most that leave a frame.
  package var beam: Int
  /// The most results.
  package var results: Int
  /// The most labels that one frame gives; alignments with more have no part in the sums.
  package var symbolsPerFrame: Int
  package var blank: Int

  package init(beam: Int, results: Int = 1, symbolsPerFrame: Int, blank: Int = 0) {
    self.beam = beam
    self.results = results
    self.symbolsPerFrame = symbolsPerFrame
    self.blank = blank
  }

  /// Decodes one input into its best label sequences, best first.
  ///
  /// The prediction network is asked once for each prefix that grows, however many frames it stays.
  /// No frames give no labels with log-probability 0. There are no results where every alignment is
  /// forbidden.
  ///
  /// # Shapes
  /// - frames: `[frames, channels]`, of the encoder
  ///
  /// - Throws: `TensorError` for another shape, a beam, a number of results or symbols per frame
  ///   below 1, a blank that is no label, scores that are NaN, +∞ or of changing number, and what the
  ///   transducer throws.
  package func decode(
    _ frames: Tensor, with transducer: some Transducer
  ) throws(TensorError) -> [DecodedLabels] {
    let operation = Self.operation
    try ScoreRows.check(beam, atLeast: 1, named: "beam", operation: operation)
    try ScoreRows.check(results, atLeast: 1, named: "results", operation: operation)
    try ScoreRows.check(
      symbolsPerFrame, atLeast: 1, named: "symbols per frame", operation: operation)
    let frames = try EncodedFrames(frames, operation: operation)
    var run = try TransducerRun(search: self, transducer: transducer)
    for frame in 0..<frames.count { try run.step(frames[frame]) }
    return run.results
  }

  static let operation = "RNN-T beam search"
}
