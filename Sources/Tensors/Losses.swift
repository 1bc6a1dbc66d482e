private import CKernels

extension Tensor {
  /// The sum of binary cross-entropies of logits against targets in 0 … 1, in nats.
  ///
  /// # Shapes
  /// - self, targets: alike
  package func binaryCrossEntropy(_ targets: Tensor) -> Double {
    demand(shape == targets.shape, "binary cross-entropy: \(shape) with \(targets.shape)")
    return unsafe reading { logits in
      unsafe targets.reading { unsafe assay_binary_cross_entropy(logits, $0, shape.count) }
    }
  }

  /// `factor` times the sigmoid of these logits less the targets.
  ///
  /// # Shapes
  /// - self, targets, result: alike
  package func binaryCrossEntropyDerivative(_ targets: Tensor, factor: Float) -> Tensor {
    demand(
      shape == targets.shape, "binary cross-entropy derivative: \(shape) with \(targets.shape)")
    return unsafe Tensor(filling: shape) { out in
      unsafe reading { logits in
        unsafe targets.reading {
          unsafe assay_binary_cross_entropy_derivative(logits, $0, factor, out, shape.count)
        }
      }
    }
  }

  /// The softmax of each row, stable for any finite logits.
  ///
  /// # Shapes
  /// - self: `[..., classes]`
  /// - result: `[..., classes]`
  package func softmax() -> Tensor {
    unsafe Tensor(filling: shape) { out in
      unsafe reading { unsafe assay_softmax($0, out, shape.rows, shape.last) }
    }
  }

  /// The sum of the rows' cross-entropies against their labels, in nats.
  ///
  /// # Shapes
  /// - self: `[rows, classes]`
  /// - labels: `rows` of them, each below `classes`
  ///
  /// - Throws: `TensorError` for a label out of range or another number of labels.
  package func softmaxCrossEntropy(_ labels: [Int32]) throws(TensorError) -> Double {
    let classes = shape.last
    guard labels.count == shape.rows, labels.allSatisfy({ $0 >= 0 && Int($0) < classes }) else {
      throw TensorError(
        operation: "softmax cross-entropy",
        detail: "\(labels.count) labels for logits \(shape), each takes 0 ..< \(classes)")
    }
    return unsafe reading {
      unsafe assay_softmax_cross_entropy($0, labels, shape.rows, classes)
    }
  }

  /// `factor` times the softmax of each row less its label's indicator.
  ///
  /// # Shapes
  /// - self: `[rows, classes]`
  /// - labels: `rows` of them, each below `classes`
  /// - result: `[rows, classes]`
  package func softmaxCrossEntropyDerivative(_ labels: [Int32], factor: Float) -> Tensor {
    var result = softmax()
    let classes = shape.last
    result.update { values in
      for (row, label) in labels.enumerated() { values[row * classes + Int(label)] -= 1 }
    }
    return result * factor
  }
}
