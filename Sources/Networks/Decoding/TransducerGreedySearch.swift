package import Tensors

/// Takes a transducer's most probable label or blank at every turn, the lower one of equals.
package struct TransducerGreedySearch: Hashable, Sendable {
  /// The most labels that one frame gives: after them the blank is taken, whatever its score.
  package var symbolsPerFrame: Int
  package var blank: Int

  package init(symbolsPerFrame: Int, blank: Int = 0) {
    self.symbolsPerFrame = symbolsPerFrame
    self.blank = blank
  }

  /// Decodes one input.
  ///
  /// The result's log-probability is that of the one alignment that was followed, its blanks
  /// included; −∞ where a frame forbids every label and the blank, or the blank that had to be taken.
  /// No frames give no labels with log-probability 0.
  ///
  /// # Shapes
  /// - frames: `[frames, channels]`, of the encoder
  ///
  /// - Throws: `TensorError` for another shape, less than 1 symbol per frame, a blank that is no
  ///   label, scores that are NaN, +∞ or of changing number, and what the transducer throws.
  package func decode(
    _ frames: Tensor, with transducer: some Transducer
  ) throws(TensorError) -> DecodedLabels {
    try decodeTimed(frames, with: transducer).decoded
  }

  /// Decodes one input as ``decode(_:with:)`` does, and says at which frame each label was taken.
  ///
  /// # Shapes
  /// - frames: `[frames, channels]`, of the encoder
  /// - times: one for each label, never falling
  ///
  /// - Throws: `TensorError` as ``decode(_:with:)`` does.
  package func decodeTimed(
    _ frames: Tensor, with transducer: some Transducer
  ) throws(TensorError) -> (decoded: DecodedLabels, times: [Int]) {
    let operation = "RNN-T greedy search"
    try ScoreRows.check(
      symbolsPerFrame, atLeast: 1, named: "symbols per frame", operation: operation)
    let frames = try EncodedFrames(frames, operation: operation)
    var joint = JointRows(blank: blank, operation: operation)
    var step = try transducer.start()
    var labels: [Int] = []
    var times: [Int] = []
    var logProbability = 0.0
    for index in 0..<frames.count {
      let frame = frames[index]
      for symbol in 0...symbolsPerFrame {
        let row = try transducer.join(frame, step.output)
        try joint.check(row)
        let best = symbol == symbolsPerFrame ? blank : ScoreRows.best(row) ?? blank
        logProbability += Double(row[best])
        if best == blank { break }
        labels.append(best)
        times.append(index)
        step = try transducer.advance(step.state, with: best)
      }
    }
    return (
      DecodedLabels(labels: labels, logProbability: logProbability, score: logProbability), times
    )
  }
}

/// Checks the rows of a joint network, all of which are as long as the first.
struct JointRows {
  let blank: Int
  let operation: String
  private var labels: Int?

  init(blank: Int, operation: String) {
    self.blank = blank
    self.operation = operation
  }

  mutating func check(_ row: [Float]) throws(TensorError) {
    if labels == nil {
      try ScoreRows.check(blank, named: "blank", vocabulary: row.count, operation: operation)
      labels = row.count
    }
    try ScoreRows.check(row, count: labels ?? row.count, operation: operation)
  }
}
