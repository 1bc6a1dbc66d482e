private import CKernels

extension Tensor {
  /// The sum of binary cross-entropies of logits against targets in 0 … 1, in nats.
  ///
  /// # Shapes
  /// - self, targets: alike
  package func binaryCrossEntropy(_ targets: Tensor) -> Double {
    demand(shape == targets.shape, "binary cross-entropy: \(shape) with \(targets.shape)")
    return unsafe Tensor.reading(self, targets) {
      unsafe assay_binary_cross_entropy($0, $1, shape.count)
    }
  }

  /// `factor` times the sigmoid of these logits less the targets.
  ///
  /// # Shapes
  /// - self, targets, result: alike
  package func binaryCrossEntropyDerivative(
    _ targets: Tensor, factor: Float, in space: Workspace? = nil
  ) -> Tensor {
    demand(
      shape == targets.shape, "binary cross-entropy derivative: \(shape) with \(targets.shape)")
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe Tensor.reading(self, targets) {
        unsafe assay_binary_cross_entropy_derivative($0, $1, factor, out, shape.count)
      }
    }
  }

  /// The softmax of each row, stable for any finite logits.
  ///
  /// # Shapes
  /// - self, result: `[..., classes]`
  package func softmax(in space: Workspace? = nil) -> Tensor {
    unsafe Tensor(filling: shape, in: space) { out in
      unsafe reading { unsafe assay_softmax($0, out, shape.rows, shape.last) }
    }
  }

  /// The derivative of the softmax, of which self is the result, times a gradient.
  ///
  /// # Shapes
  /// - self, gradient, result: `[..., classes]`
  package func softmaxDerivative(_ gradient: Tensor, in space: Workspace? = nil) -> Tensor {
    demand(shape == gradient.shape, "softmax derivative: \(shape) with \(gradient.shape)")
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe Tensor.reading(self, gradient) {
        unsafe assay_softmax_derivative($0, $1, out, shape.rows, shape.last)
      }
    }
  }

  /// The logarithm of the softmax of each row, computed in double precision.
  ///
  /// # Shapes
  /// - self, result: `[..., classes]`
  package func logSoftmax(in space: Workspace? = nil) -> Tensor {
    unsafe Tensor(filling: shape, in: space) { out in
      unsafe reading { unsafe assay_log_softmax($0, out, shape.rows, shape.last) }
    }
  }

  /// The derivative of the log-softmax, of which self is the result, times a gradient.
  ///
  /// # Shapes
  /// - self, gradient, result: `[..., classes]`
  package func logSoftmaxDerivative(_ gradient: Tensor, in space: Workspace? = nil) -> Tensor {
    demand(shape == gradient.shape, "log-softmax derivative: \(shape) with \(gradient.shape)")
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe Tensor.reading(self, gradient) {
        unsafe assay_log_softmax_derivative($0, $1, out, shape.rows, shape.last)
      }
    }
  }

  /// The sum of the rows' cross-entropies against their labels, in nats.
  ///
  /// # Shapes
  /// - self: `[..., classes]`
  /// - labels: one a row, below `classes`; one below 0 leaves its row out
  ///
  /// `smoothing` is spread evenly over the classes, and taken off the label.
  ///
  /// - Throws: `TensorError` for a label out of range or another number of labels.
  package func softmaxCrossEntropy(
    _ labels: [Int32], smoothing: Float = 0
  ) throws(TensorError) -> Double {
    let classes = shape.last
    guard labels.count == shape.rows, labels.allSatisfy({ Int($0) < classes }) else {
      throw TensorError(
        operation: "softmax cross-entropy",
        detail: "\(labels.count) labels for logits \(shape), each takes 0 ..< \(classes)")
    }
    return unsafe reading {
      unsafe assay_softmax_cross_entropy($0, labels, smoothing, shape.rows, classes)
    }
  }

  /// `factor` times the softmax of each row less what the loss asks of it.
  ///
  /// # Shapes
  /// - self, result: `[..., classes]`
  /// - labels: one a row
  package func softmaxCrossEntropyDerivative(
    _ labels: [Int32], smoothing: Float = 0, factor: Float, in space: Workspace? = nil
  ) -> Tensor {
    demand(
      labels.count == shape.rows && labels.allSatisfy { Int($0) < shape.last },
      "softmax cross-entropy derivative: \(labels.count) labels for logits \(shape)")
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe reading {
        unsafe assay_softmax_cross_entropy_derivative(
          $0, labels, smoothing, factor, out, shape.rows, shape.last)
      }
    }
  }

  /// The sum of a regression's losses.
  ///
  /// # Shapes
  /// - self, targets: alike
  package func regressionLoss(_ loss: RegressionLoss, _ targets: Tensor) -> Double {
    demand(shape == targets.shape, "\(loss): \(shape) with \(targets.shape)")
    return unsafe Tensor.reading(self, targets) {
      switch loss {
      case .square: unsafe assay_square($0, $1, shape.count)
      case .absolute: unsafe assay_absolute($0, $1, shape.count)
      case .huber(let delta): unsafe assay_huber($0, $1, delta, shape.count)
      }
    }
  }

  /// `factor` times the derivative of a regression's losses.
  ///
  /// # Shapes
  /// - self, targets, result: alike
  package func regressionLossDerivative(
    _ loss: RegressionLoss, _ targets: Tensor, factor: Float, in space: Workspace? = nil
  ) -> Tensor {
    demand(shape == targets.shape, "\(loss) derivative: \(shape) with \(targets.shape)")
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe Tensor.reading(self, targets) {
        switch loss {
        case .square: unsafe assay_square_derivative($0, $1, factor, out, shape.count)
        case .absolute: unsafe assay_absolute_derivative($0, $1, factor, out, shape.count)
        case .huber(let delta):
          unsafe assay_huber_derivative($0, $1, delta, factor, out, shape.count)
        }
      }
    }
  }
}

/// What a deviation d from a target costs.
package enum RegressionLoss: Hashable, Sendable {
  /// d².
  case square
  /// |d|.
  case absolute
  /// d²/2 up to delta, and delta·(|d| − delta/2) beyond (Huber 1964).
  case huber(delta: Float)
}
