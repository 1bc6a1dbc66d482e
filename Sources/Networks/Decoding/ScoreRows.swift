import Tensors

/// Checks of the scores that decoders take from networks.
enum ScoreRows {
  /// Refuses a row of another length, and scores that are neither finite nor −∞.
  static func check(
    _ row: [Float], count: Int, operation: String
  ) throws(TensorError) {
    guard row.count == count else {
      throw TensorError(operation: operation, detail: "\(row.count) scores, not \(count)")
    }
    if let index = row.firstIndex(where: { !($0 < .infinity) }) {
      throw TensorError(
        operation: operation,
        detail: "score \(row[index]) of token \(index), not a finite number or -inf")
    }
  }

  /// Refuses fewer or more answers than a model was asked for.
  static func check(answers: Int, of asked: Int, operation: String) throws(TensorError) {
    guard answers == asked else {
      throw TensorError(
        operation: operation, detail: "the model gave \(answers) answers for \(asked) hypotheses")
    }
  }

  /// Refuses a special token, such as the end token, that a vocabulary does not have.
  static func check(
    _ token: Int, named name: String, vocabulary: Int, operation: String
  ) throws(TensorError) {
    guard token >= 0, token < vocabulary else {
      throw TensorError(
        operation: operation, detail: "\(name) \(token), not below the \(vocabulary) tokens")
    }
  }

  /// Refuses a count that is too small for a search.
  static func check(
    _ value: Int, atLeast least: Int, named name: String, operation: String
  ) throws(TensorError) {
    guard value >= least else {
      throw TensorError(operation: operation, detail: "\(name) \(value), not at least \(least)")
    }
  }

  /// The position of the highest score, the lowest of equal ones; nil where all are −∞.
  static func best(_ row: some RandomAccessCollection<Float>) -> Int? {
    var best: (position: Int, score: Float)?
    for (position, score) in row.enumerated() where score > best?.score ?? -.infinity {
      best = (position, score)
    }
    return best?.position
  }
}
