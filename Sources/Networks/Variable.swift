package import Tensors

extension Variable {
  /// The matrix product.
  ///
  /// # Shapes
  /// - self: `[m, k]`
  /// - other: `[k, n]`
  /// - result: `[m, n]`
  package func matmul(_ other: Variable) -> Variable {
    tape.record(.matmul, [self, other], value.product(other.value))
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
      .affine, [self, weight, bias], value.affine(weight: weight.value, bias: bias.value))
  }

  /// Adds a bias to every row.
  ///
  /// # Shapes
  /// - self: `[..., columns]`
  /// - bias: `[columns]`
  /// - result: `[..., columns]`
  package func addingBias(_ bias: Variable) -> Variable {
    tape.record(.addBias, [self, bias], value.addingBias(bias.value))
  }

  /// The elementwise sum.
  ///
  /// Shapes: both operands and the result alike.
  package static func + (a: Variable, b: Variable) -> Variable {
    a.tape.record(.add, [a, b], a.value + b.value)
  }

  /// The elementwise product.
  ///
  /// Shapes: both operands and the result alike.
  package static func * (a: Variable, b: Variable) -> Variable {
    a.tape.record(.multiply, [a, b], a.value * b.value)
  }

  /// Every element times one number.
  ///
  /// Shapes: the result as the operand.
  package static func * (a: Variable, factor: Float) -> Variable {
    a.tape.record(.scale(factor), [a], a.value * factor)
  }

  /// Applies max(x, 0).
  ///
  /// Shapes: the result as the operand.
  package func relu() -> Variable { tape.record(.relu, [self], value.relu()) }

  /// Applies 1 / (1 + e^−x).
  ///
  /// Shapes: the result as the operand.
  package func sigmoid() -> Variable { tape.record(.sigmoid, [self], value.sigmoid()) }

  /// Applies the hyperbolic tangent.
  ///
  /// Shapes: the result as the operand.
  package func tanh() -> Variable { tape.record(.tanh, [self], value.tanh()) }

  /// Applies the tanh form of GELU (Hendrycks & Gimpel 2016).
  ///
  /// Shapes: the result as the operand.
  package func gelu() -> Variable { tape.record(.gelu, [self], value.gelu()) }

  /// The same elements in another shape of the same count.
  package func reshaped(_ shape: Shape) -> Variable {
    tape.record(.reshape, [self], value.reshaped(shape))
  }

  /// All axes but the first as one.
  ///
  /// # Shapes
  /// - self: `[batch, a, b, ...]`
  /// - result: `[batch, a · b · ...]`
  package func flattened() -> Variable {
    demand(shape.rank > 0, "flatten: \(shape) has no batch")
    var width = 1
    for axis in 1..<max(1, shape.rank) { width *= shape[axis] }
    return reshaped(Shape(shape[0], width))
  }

  /// Joins variables along the last axis.
  ///
  /// # Shapes
  /// - parts: `[..., n₁]`, `[..., n₂]`, …, the same rows each
  /// - result: `[..., n₁ + n₂ + …]`
  package static func concatenated(_ parts: [Variable]) -> Variable {
    guard let tape = parts.first?.tape else { refuse("concat: nothing to join") }
    return tape.record(.concat, parts, Tensor.concatenated(parts.map(\.value)))
  }

  /// Takes a range of the last axis.
  ///
  /// # Shapes
  /// - self: `[..., columns]`
  /// - result: `[..., range.count]`
  package func columns(_ range: Range<Int>) -> Variable {
    tape.record(.columns(range), [self], value.columns(range))
  }

  /// The sum of all elements.
  ///
  /// Shapes: the result has no axes.
  package func sum() -> Variable { tape.record(.sum, [self], Tensor(Float(value.sum()))) }

  /// The mean over time.
  ///
  /// # Shapes
  /// - self: `[batch, time, channels]`, at least one step
  /// - result: `[batch, channels]`
  package func meanOverTime() -> Variable {
    tape.record(.meanOverTime, [self], value.meanOverTime())
  }

  /// The largest value over time; the first of equal ones takes the gradient.
  ///
  /// # Shapes
  /// - self: `[batch, time, channels]`, at least one step
  /// - result: `[batch, channels]`
  package func maxOverTime() -> Variable {
    let (output, winners) = value.maxOverTime()
    return tape.record(.maxOverTime(winners: winners), [self], output)
  }

  /// The convolution over time, as a product of the unfolded windows with the weight.
  ///
  /// # Shapes
  /// - self: `[batch, time, channels]`
  /// - weight: `[kernel · channels, outputs]`, the steps of the kernel outermost
  /// - bias: `[outputs]`
  /// - result: `[batch, windows, outputs]`
  package func conv1D(_ window: Window, weight: Variable, bias: Variable) -> Variable {
    let unfolded = value.unfolded(window)
    return tape.record(
      .conv1D(window, unfolded: unfolded), [self, weight, bias],
      unfolded.affine(weight: weight.value, bias: bias.value))
  }

  /// Takes rows of this table.
  ///
  /// # Shapes
  /// - self: `[entries, columns]`
  /// - ids: `n` of them, each below `entries`
  /// - result: `[n, columns]`
  ///
  /// - Throws: `TensorError` for an id outside of the table.
  package func gathered(_ ids: [Int32]) throws(TensorError) -> Variable {
    let rows = try value.gathered(ids)
    return tape.record(.embedding(ids), [self], rows)
  }

  /// Brings each row to mean 0 and variance 1, then scales and shifts (Ba, Kiros & Hinton 2016).
  ///
  /// # Shapes
  /// - self: `[..., columns]`
  /// - scale, shift: `[columns]`
  /// - result: `[..., columns]`
  package func layerNormalised(
    scale: Variable, shift: Variable, epsilon: Float
  ) -> Variable {
    let kept = value.layerNormalised(scale: scale.value, shift: shift.value, epsilon: epsilon)
    return tape.record(.layerNorm(kept), [self, scale, shift], kept.output)
  }
}
