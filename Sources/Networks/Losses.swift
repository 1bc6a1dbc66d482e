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
      Tensor(Float(mean), in: tape.space))
  }

  /// The mean cross-entropy of each row's softmax, in nats; finite for every finite logit.
  ///
  /// # Shapes
  /// - self: `[..., classes]`, of at least one row
  /// - labels: one a row, below `classes`; those equal to `ignored` leave their rows out
  /// - result: no axes
  ///
  /// `smoothing` in 0 ..< 1 is spread evenly over the classes and taken off the label (Szegedy et
  /// al. 2016).
  ///
  /// - Throws: `TensorError` for no rows, another number of labels, or a label out of range.
  package func softmaxCrossEntropy(
    _ labels: [Int], smoothing: Float = 0, ignoring ignored: Int? = nil
  ) throws(TensorError) -> Variable {
    let operation = "softmax cross-entropy"
    guard smoothing >= 0 && smoothing < 1 else {
      throw TensorError(operation: operation, detail: "smoothing \(smoothing), not in 0 ..< 1")
    }
    var counted = 0
    let packed = try labels.map { label throws(TensorError) -> Int32 in
      if label == ignored { return -1 }
      guard label >= 0 else {
        throw TensorError(
          operation: operation, detail: "label \(label), each takes 0 ..< \(shape.last)")
      }
      counted += 1
      return Int32(clamping: label)
    }
    let sum = try value.softmaxCrossEntropy(packed, smoothing: smoothing)
    guard counted > 0 else {
      throw TensorError(operation: operation, detail: "no rows in \(shape) that count")
    }
    return tape.record(
      .softmaxCrossEntropy(labels: packed, smoothing: smoothing, factor: 1 / Float(counted)),
      [self], Tensor(Float(sum / Double(counted)), in: tape.space))
  }

  /// The mean loss of a regression: squares, absolute values, or Huber's mixture of both.
  ///
  /// # Shapes
  /// - self: any, of at least one element
  /// - targets: `self.shape.count` of them, finite
  /// - result: no axes
  ///
  /// - Throws: `TensorError` for no elements, another number of targets, or one that is no number.
  package func regressionLoss(
    _ loss: RegressionLoss, _ targets: [Float]
  ) throws(TensorError) -> Variable {
    guard targets.count == shape.count, !targets.isEmpty,
      targets.allSatisfy({ $0.isFinite })
    else {
      throw TensorError(
        operation: "regression loss",
        detail: "\(targets.count) targets for \(shape), each of which takes a number")
    }
    let truth = Tensor(shape, targets)
    let mean = value.regressionLoss(loss, truth) / Double(targets.count)
    return tape.record(
      .regression(loss, targets: truth, factor: 1 / Float(targets.count)), [self],
      Tensor(Float(mean), in: tape.space))
  }
}
