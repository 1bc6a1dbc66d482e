package import Tensors

extension Variable {
  /// The mean binary cross-entropy of these logits, in nats; finite for every finite logit.
  ///
  /// # Shapes
  /// - self: any, of at least one element
  /// - targets: `self.shape.count` of them, in 0 … 1
  /// - result: no axes
  ///
  /// - Throws: `TensorError` for no elements, another number of targets, or a target outside 0 … 1.
  package func binaryCrossEntropy(_ targets: [Float]) throws(TensorError) -> Variable {
    let operation = "binary cross-entropy"
    guard targets.count == shape.count, !targets.isEmpty else {
      throw TensorError(
        operation: operation, detail: "\(targets.count) targets for logits \(shape)")
    }
    if let wrong = targets.first(where: { !($0 >= 0 && $0 <= 1) }) {
      throw TensorError(operation: operation, detail: "target \(wrong), not in 0 … 1")
    }
    let truth = Tensor(shape, targets)
    let mean = value.binaryCrossEntropy(truth) / Double(targets.count)
    return tape.record(
      .binaryCrossEntropy(targets: truth, factor: 1 / Float(targets.count)), [self],
      Tensor(Float(mean)))
  }

  /// The mean cross-entropy of each row's softmax, in nats; finite for every finite logit.
  ///
  /// # Shapes
  /// - self: `[rows, classes]`, of at least one row
  /// - labels: `rows` of them, each below `classes`
  /// - result: no axes
  ///
  /// - Throws: `TensorError` for no rows, another number of labels, or a label out of range.
  package func softmaxCrossEntropy(_ labels: [Int]) throws(TensorError) -> Variable {
    let packed = labels.map { Int32(clamping: $0) }
    let sum = try value.softmaxCrossEntropy(packed)
    guard !labels.isEmpty else {
      throw TensorError(operation: "softmax cross-entropy", detail: "no rows in \(shape)")
    }
    return tape.record(
      .softmaxCrossEntropy(labels: packed, factor: 1 / Float(labels.count)), [self],
      Tensor(Float(sum / Double(labels.count))))
  }
}
