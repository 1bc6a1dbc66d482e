private import CKernels

extension Tensor {
  private func mapped(_ space: Workspace?, _ kernel: (Source, Sink, Int) -> Void) -> Tensor {
    unsafe Tensor(filling: shape, in: space) { out in
      unsafe reading { unsafe kernel($0, out, shape.count) }
    }
  }

  private func combined(
    _ operation: String, _ other: Tensor, _ space: Workspace?,
    _ kernel: (Source, Source, Sink, Int) -> Void
  ) -> Tensor {
    demand(shape == other.shape, "\(operation): \(shape) with \(other.shape)")
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe Tensor.reading(self, other) { unsafe kernel($0, $1, out, shape.count) }
    }
  }

  /// Every element times one number.
  ///
  /// Shapes: the result as the operand.
  package func scaled(by factor: Float, in space: Workspace? = nil) -> Tensor {
    unsafe mapped(space) { unsafe assay_scale($0, factor, $1, $2) }
  }

  /// Applies e to the power of each element.
  ///
  /// Shapes: the result as the operand.
  package func exponential(in space: Workspace? = nil) -> Tensor {
    unsafe mapped(space) { unsafe assay_exp($0, $1, $2) }
  }

  /// The sum of all elements, added up in double precision in a fixed order.
  package func sum() -> Double { unsafe reading { unsafe assay_sum($0, shape.count) } }

  /// The sum of all squares, added up in double precision in a fixed order.
  package func sumOfSquares() -> Double {
    unsafe reading { unsafe assay_sum_of_squares($0, shape.count) }
  }
}

/// The elementwise functions that make a network more than one matrix.
package enum Activation: String, Sendable, CaseIterable {
  /// max(x, 0).
  case relu
  /// 1 / (1 + e^−x).
  case sigmoid
  case tanh
  /// The tanh form of GELU (Hendrycks & Gimpel 2016).
  case gelu
  /// x / (1 + e^−x), also known as swish (Elfwing, Uchibe & Doya 2018).
  case silu

  /// Whether the derivative is told from the function's result rather than from its operand.
  package var differentiatesByResult: Bool { self == .sigmoid || self == .tanh }
}

extension Tensor {
  /// Applies an activation to every element.
  ///
  /// Shapes: the result as the operand.
  package func activated(_ activation: Activation, in space: Workspace? = nil) -> Tensor {
    switch activation {
    case .relu: unsafe mapped(space) { unsafe assay_relu($0, $1, $2) }
    case .sigmoid: unsafe mapped(space) { unsafe assay_sigmoid($0, $1, $2) }
    case .tanh: unsafe mapped(space) { unsafe assay_tanh($0, $1, $2) }
    case .gelu: unsafe mapped(space) { unsafe assay_gelu($0, $1, $2) }
    case .silu: unsafe mapped(space) { unsafe assay_silu($0, $1, $2) }
    }
  }

  /// The derivative of an activation times a gradient; self is its operand, or its result where
  /// `differentiatesByResult`.
  ///
  /// Shapes: all alike.
  package func activationDerivative(
    _ activation: Activation, _ gradient: Tensor, in space: Workspace? = nil
  ) -> Tensor {
    let name = activation.rawValue + " derivative"
    switch activation {
    case .relu:
      return unsafe combined(name, gradient, space) { unsafe assay_relu_derivative($0, $1, $2, $3) }
    case .sigmoid:
      return unsafe combined(name, gradient, space) {
        unsafe assay_sigmoid_derivative($0, $1, $2, $3)
      }
    case .tanh:
      return unsafe combined(name, gradient, space) { unsafe assay_tanh_derivative($0, $1, $2, $3) }
    case .gelu:
      return unsafe combined(name, gradient, space) { unsafe assay_gelu_derivative($0, $1, $2, $3) }
    case .silu:
      return unsafe combined(name, gradient, space) { unsafe assay_silu_derivative($0, $1, $2, $3) }
    }
  }
}
