package import Tensors

extension Variable {
  /// The matrix product.
  ///
  /// # Shapes
  /// - self: `[..., k]`, all axes but the last read as one, m in all
  /// - other: `[k, n]`
  /// - result: `[m, n]`
  package func matmul(_ other: Variable) -> Variable {
    tape.record(.matmul, [self, other], value.product(other.value, in: tape.space))
  }

  /// The matrix products of a batch.
  ///
  /// # Shapes
  /// - self: `[..., m, k]`
  /// - other: `[..., k, n]`, the same axes before them
  /// - result: `[..., m, n]`
  package func batchedMatmul(_ other: Variable) -> Variable {
    tape.record(.batchedMatmul, [self, other], value.batchedProduct(other.value, in: tape.space))
  }

  /// The rows times a weight, plus a bias.
  ///
  /// # Shapes
  /// - self: `[..., inputs]`
  /// - weight: `[inputs, outputs]`
  /// - bias: `[outputs]`
  /// - result: `[..., outputs]`
  package func affine(weight: Variable, bias: Variable) -> Variable {
    tape.record(
      .affine, [self, weight, bias],
      value.affine(weight: weight.value, bias: bias.value, in: tape.space))
  }

  private func combined(_ arithmetic: Arithmetic, _ other: Variable) -> Variable {
    tape.record(
      .arithmetic(arithmetic), [self, other],
      value.combined(arithmetic, other.value, in: tape.space))
  }

  /// The elementwise sum; the smaller operand is repeated along the axes that it lacks.
  ///
  /// # Shapes
  /// - a, b: equal sizes of each axis from the last one on, or 1, or none
  /// - result: the larger size of each axis
  package static func + (a: Variable, b: Variable) -> Variable { a.combined(.add, b) }

  /// The elementwise difference; shapes as of the sum.
  package static func - (a: Variable, b: Variable) -> Variable { a.combined(.subtract, b) }

  /// The elementwise product; shapes as of the sum.
  package static func * (a: Variable, b: Variable) -> Variable { a.combined(.multiply, b) }

  /// The elementwise quotient; shapes as of the sum.
  package static func / (a: Variable, b: Variable) -> Variable { a.combined(.divide, b) }

  /// Every element times one number.
  ///
  /// Shapes: the result as the operand.
  package static func * (a: Variable, factor: Float) -> Variable {
    a.tape.record(.scale(factor), [a], a.value.scaled(by: factor, in: a.tape.space))
  }

  /// Applies an activation to every element.
  ///
  /// Shapes: the result as the operand.
  package func activated(_ activation: Activation) -> Variable {
    tape.record(.activation(activation), [self], value.activated(activation, in: tape.space))
  }

  /// Applies max(x, 0).
  package func relu() -> Variable { activated(.relu) }

  /// Applies 1 / (1 + e^−x).
  package func sigmoid() -> Variable { activated(.sigmoid) }

  /// Applies the hyperbolic tangent.
  package func tanh() -> Variable { activated(.tanh) }

  /// Applies the tanh form of GELU (Hendrycks & Gimpel 2016).
  package func gelu() -> Variable { activated(.gelu) }

  /// Applies x / (1 + e^−x) (Elfwing, Uchibe & Doya 2018).
  package func silu() -> Variable { activated(.silu) }

  /// The softmax of each row, stable for any finite logits.
  ///
  /// # Shapes
  /// - self, result: `[..., classes]`
  package func softmax() -> Variable {
    tape.record(.softmax, [self], value.softmax(in: tape.space))
  }

  /// The logarithm of the softmax of each row.
  ///
  /// # Shapes
  /// - self, result: `[..., classes]`
  package func logSoftmax() -> Variable {
    tape.record(.logSoftmax, [self], value.logSoftmax(in: tape.space))
  }
}
