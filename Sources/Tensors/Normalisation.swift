private import CKernels

/// A normalisation's result with what its derivative needs.
package struct Normalised: Sendable {
  /// Scaled and shifted: `[..., columns]`.
  package let output: Tensor
  /// Of mean 0 and variance 1 in each row, or in each column: `[..., columns]`.
  package let normalised: Tensor
  /// 1 / √(variance + ε) of each row: `[rows]`, or of each column: `[columns]`.
  package let inverseDeviation: Tensor

  /// The gradient at the input of a layer norm.
  ///
  /// # Shapes
  /// - gradient, result: `[..., columns]`
  /// - scale: `[columns]`
  package func layerDerivative(
    _ gradient: Tensor, scale: Tensor, in space: Workspace? = nil
  ) -> Tensor {
    let shape = normalised.shape
    demand(
      gradient.shape == shape && scale.shape.count == shape.last,
      "layer norm derivative: \(shape) with \(gradient.shape) and scale \(scale.shape)")
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe Tensor.reading(normalised, inverseDeviation, scale, gradient) {
        unsafe assay_layer_norm_derivative($0, $1, $2, $3, out, shape.rows, shape.last)
      }
    }
  }

  /// The gradient at the input of a batch norm that took the batch's own moments.
  ///
  /// # Shapes
  /// - gradient, result: `[..., columns]`
  /// - scale: `[columns]`
  package func batchDerivative(
    _ gradient: Tensor, scale: Tensor, in space: Workspace? = nil
  ) -> Tensor {
    let shape = normalised.shape
    demand(
      gradient.shape == shape && scale.shape.count == shape.last,
      "batch norm derivative: \(shape) with \(gradient.shape) and scale \(scale.shape)")
    let sums = Scratch(2 * shape.last, in: space)
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe Tensor.reading(normalised, inverseDeviation, scale, gradient) { rows, inverse, s, g in
        unsafe sums.floats {
          unsafe assay_batch_norm_derivative(
            rows, inverse, s, g, out, $0, shape.rows, shape.last)
        }
      }
    }
  }
}

/// The mean and variance of each column, the variance with the count as its divisor.
package struct ColumnMoments: Hashable, Sendable {
  package let mean: Tensor
  package let variance: Tensor

  package init(mean: Tensor, variance: Tensor) {
    self.mean = mean
    self.variance = variance
  }
}

extension Tensor {
  /// Brings each row to mean 0 and variance 1, then scales and shifts (Ba, Kiros & Hinton 2016).
  ///
  /// # Shapes
  /// - self, result: `[..., columns]`
  /// - scale, shift: `[columns]`
  package func layerNormalised(
    scale: Tensor, shift: Tensor, epsilon: Float, in space: Workspace? = nil
  ) -> Normalised {
    let (rows, columns) = (shape.rows, shape.last)
    check(scale, shift, "layer norm")
    return unsafe normalised(deviations: rows, space) { out, centred, inverse in
      unsafe Tensor.reading(self, scale, shift) {
        unsafe assay_layer_norm($0, $1, $2, epsilon, out, centred, inverse, rows, columns)
      }
    }
  }

  /// The moments of each column.
  ///
  /// # Shapes
  /// - self: `[..., columns]`, of at least one row
  /// - mean, variance: `[columns]`
  package func columnMoments(in space: Workspace? = nil) -> ColumnMoments {
    let (rows, columns) = (shape.rows, shape.last)
    demand(rows > 0, "batch norm: \(shape) has no rows")
    let variance = unsafe Tensor(filling: Shape(columns), in: space) { _ in }
    let mean = unsafe Tensor(filling: Shape(columns), in: space) { mean in
      unsafe reading { x in
        unsafe variance.filling { unsafe assay_column_moments(x, mean, $0, rows, columns) }
      }
    }
    return ColumnMoments(mean: mean, variance: variance)
  }

  /// Brings each column to mean 0 and variance 1 by these moments, then scales and shifts
  /// (Ioffe & Szegedy 2015).
  ///
  /// # Shapes
  /// - self, result: `[..., columns]`
  /// - moments, scale, shift: `[columns]`
  package func batchNormalised(
    by moments: ColumnMoments, scale: Tensor, shift: Tensor, epsilon: Float,
    in space: Workspace? = nil
  ) -> Normalised {
    let (rows, columns) = (shape.rows, shape.last)
    check(scale, shift, "batch norm")
    check(moments.mean, moments.variance, "batch norm")
    return unsafe normalised(deviations: columns, space) { out, centred, inverse in
      unsafe Tensor.reading(self, moments.mean, moments.variance, scale, shift) {
        unsafe assay_batch_norm(
          $0, $1, $2, epsilon, $3, $4, out, centred, inverse, rows, columns)
      }
    }
  }

  private func check(_ scale: Tensor, _ shift: Tensor, _ operation: String) {
    demand(
      scale.shape.count == shape.last && shift.shape.count == shape.last,
      "\(operation): \(shape) with \(scale.shape) and \(shift.shape)")
  }

  private func normalised(
    deviations: Int, _ space: Workspace?,
    _ body: (Sink, Sink, Sink) -> Void
  ) -> Normalised {
    let normalised = unsafe Tensor(filling: shape, in: space) { _ in }
    let inverse = unsafe Tensor(filling: Shape(deviations), in: space) { _ in }
    let output = unsafe Tensor(filling: shape, in: space) { out in
      unsafe Tensor.filling(normalised, inverse) { unsafe body(out, $0, $1) }
    }
    return Normalised(output: output, normalised: normalised, inverseDeviation: inverse)
  }
}
