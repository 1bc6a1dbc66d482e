private import CKernels

private typealias Source = UnsafePointer<Float>?
private typealias Sink = UnsafeMutablePointer<Float>?

extension Tensor {
  private func mapped(_ kernel: (Source, Sink, Int) -> Void) -> Tensor {
    unsafe Tensor(filling: shape) { out in
      unsafe reading { unsafe kernel($0, out, shape.count) }
    }
  }

  private func combined(
    _ operation: String, _ other: Tensor, _ kernel: (Source, Source, Sink, Int) -> Void
  ) -> Tensor {
    demand(shape == other.shape, "\(operation): \(shape) with \(other.shape)")
    return unsafe Tensor(filling: shape) { out in
      unsafe reading { a in
        unsafe other.reading { b in unsafe kernel(a, b, out, shape.count) }
      }
    }
  }

  /// The elementwise sum.
  ///
  /// Shapes: both operands and the result alike.
  package static func + (a: Tensor, b: Tensor) -> Tensor {
    unsafe a.combined("add", b) { unsafe assay_add($0, $1, $2, $3) }
  }

  /// The elementwise product.
  ///
  /// Shapes: both operands and the result alike.
  package static func * (a: Tensor, b: Tensor) -> Tensor {
    unsafe a.combined("multiply", b) { unsafe assay_multiply($0, $1, $2, $3) }
  }

  /// Every element times one number.
  ///
  /// Shapes: the result as the operand.
  package static func * (a: Tensor, factor: Float) -> Tensor {
    unsafe a.mapped { unsafe assay_scale($0, factor, $1, $2) }
  }

  /// Adds another tensor in place.
  ///
  /// Shapes: both alike.
  package mutating func accumulate(_ other: Tensor) {
    demand(shape == other.shape, "accumulate: \(shape) with \(other.shape)")
    let count = shape.count
    unsafe writing { sum in
      unsafe other.reading { unsafe assay_accumulate($0, sum, count) }
    }
  }

  /// Applies e to the power of each element.
  ///
  /// Shapes: the result as the operand.
  package func exponential() -> Tensor { unsafe mapped { unsafe assay_exp($0, $1, $2) } }

  /// Applies max(x, 0).
  ///
  /// Shapes: the result as the operand.
  package func relu() -> Tensor { unsafe mapped { unsafe assay_relu($0, $1, $2) } }

  /// Applies 1 / (1 + e^−x).
  ///
  /// Shapes: the result as the operand.
  package func sigmoid() -> Tensor { unsafe mapped { unsafe assay_sigmoid($0, $1, $2) } }

  /// Applies the hyperbolic tangent.
  ///
  /// Shapes: the result as the operand.
  package func tanh() -> Tensor { unsafe mapped { unsafe assay_tanh($0, $1, $2) } }

  /// Applies the tanh form of GELU (Hendrycks & Gimpel 2016).
  ///
  /// Shapes: the result as the operand.
  package func gelu() -> Tensor { unsafe mapped { unsafe assay_gelu($0, $1, $2) } }

  /// The derivative of ReLU at these inputs, times a gradient.
  ///
  /// Shapes: all alike.
  package func reluDerivative(_ gradient: Tensor) -> Tensor {
    unsafe combined("relu derivative", gradient) { unsafe assay_relu_derivative($0, $1, $2, $3) }
  }

  /// The derivative of the sigmoid at these outputs, times a gradient.
  ///
  /// Shapes: all alike.
  package func sigmoidDerivative(_ gradient: Tensor) -> Tensor {
    unsafe combined("sigmoid derivative", gradient) {
      unsafe assay_sigmoid_derivative($0, $1, $2, $3)
    }
  }

  /// The derivative of tanh at these outputs, times a gradient.
  ///
  /// Shapes: all alike.
  package func tanhDerivative(_ gradient: Tensor) -> Tensor {
    unsafe combined("tanh derivative", gradient) { unsafe assay_tanh_derivative($0, $1, $2, $3) }
  }

  /// The derivative of GELU at these inputs, times a gradient.
  ///
  /// Shapes: all alike.
  package func geluDerivative(_ gradient: Tensor) -> Tensor {
    unsafe combined("gelu derivative", gradient) { unsafe assay_gelu_derivative($0, $1, $2, $3) }
  }

  /// The sum of all elements, added up in double precision in a fixed order.
  package func sum() -> Double { unsafe reading { unsafe assay_sum($0, shape.count) } }

  /// The sum of all squares, added up in double precision in a fixed order.
  package func sumOfSquares() -> Double {
    unsafe reading { unsafe assay_sum_of_squares($0, shape.count) }
  }
}
