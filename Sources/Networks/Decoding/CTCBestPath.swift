package import Tensors

/// Decodes CTC scores along the single best path.
///
/// Graves et al. 2006, "Connectionist Temporal Classification", §3.2: the best label of each frame,
/// the lower one of equals; repeats are collapsed and blanks dropped. The labels with the most
/// probable path need not be the most probable labels: ``CTCPrefixSearch`` sums over the paths.
package enum CTCBestPath {
  /// Decodes one input.
  ///
  /// The result's log-probability is that of the path, −∞ where a frame forbids every label; for no
  /// frames it is no labels with log-probability 0.
  ///
  /// # Shapes
  /// - logProbabilities: `[frames, labels]`, the blank among the labels
  ///
  /// - Throws: `TensorError` for another shape, a blank that is no label, NaN or +∞.
  package static func decode(
    _ logProbabilities: Tensor, blank: Int = 0
  ) throws(TensorError) -> DecodedLabels {
    let rows = try CTCRows(logProbabilities, blank: blank, operation: "CTC best path")
    var labels: [Int] = []
    var sum = 0.0
    var previous = blank
    for frame in 0..<rows.frames {
      let row = rows[frame]
      let label = ScoreRows.best(row) ?? blank
      sum += Double(row[row.startIndex + label])
      if label != blank && label != previous { labels.append(label) }
      previous = label
    }
    return DecodedLabels(labels: labels, logProbability: sum, score: sum)
  }
}

/// The checked scores of a CTC network, frame by frame.
struct CTCRows {
  let frames: Int
  let labels: Int
  private let values: [Float]

  init(_ scores: Tensor, blank: Int, operation: String) throws(TensorError) {
    guard scores.shape.rank == 2 else {
      throw TensorError(
        operation: operation, detail: "scores of shape \(scores.shape), not [frames, labels]")
    }
    frames = scores.shape[0]
    labels = scores.shape[1]
    values = scores.values
    try ScoreRows.check(blank, named: "blank", vocabulary: labels, operation: operation)
    if let index = values.firstIndex(where: { !($0 < .infinity) }) {
      throw TensorError(
        operation: operation,
        detail: "score \(values[index]) of label \(index % labels) in frame \(index / labels), "
          + "not a finite number or -inf")
    }
  }

  subscript(frame: Int) -> ArraySlice<Float> {
    values[(frame * labels)..<((frame + 1) * labels)]
  }
}
