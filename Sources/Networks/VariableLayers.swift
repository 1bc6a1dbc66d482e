package import Tensors

extension Variable {
  /// The convolution of images, as a product of their windows with the weight, plus a bias.
  ///
  /// # Shapes
  /// - self: `[batch, height, width, channels]`
  /// - weight: `[kernel · kernel · channels / groups, outputs]`, the kernel's rows outermost
  /// - bias: `[outputs]`
  /// - result: `[batch, height windows, width windows, outputs]`
  ///
  /// ReLU and pooling to the largest outputs can be done on the way, image by image.
  package func convolved(
    _ convolution: Convolution, weight: Variable, bias: Variable
  ) -> Variable {
    let pass = ConvolutionPass(
      value, convolution, weight: weight.value, bias: bias.value, in: tape.space)
    return tape.record(.convolution(pass), [self, weight, bias], pass.output)
  }

  /// The largest value of each window; the first of equal ones takes the gradient.
  ///
  /// # Shapes
  /// - self: `[batch, height, width, channels]`
  /// - result: `[batch, height windows, width windows, channels]`
  package func maxPooled(_ window: Window) -> Variable {
    let (output, winners) = value.maxPooled(window, in: tape.space)
    return tape.record(.maxPool(window, winners: winners), [self], output)
  }

  /// The mean of each window, over the pixels of it that are there.
  ///
  /// # Shapes
  /// - self: `[batch, height, width, channels]`
  /// - result: `[batch, height windows, width windows, channels]`
  package func averagePooled(_ window: Window) -> Variable {
    tape.record(.averagePool(window), [self], value.averagePooled(window, in: tape.space))
  }

  /// Brings each row to mean 0 and variance 1, then scales and shifts (Ba, Kiros & Hinton 2016).
  ///
  /// # Shapes
  /// - self, result: `[..., columns]`
  /// - scale, shift: `[columns]`
  package func layerNormalised(
    scale: Variable, shift: Variable, epsilon: Float
  ) -> Variable {
    let kept = value.layerNormalised(
      scale: scale.value, shift: shift.value, epsilon: epsilon, in: tape.space)
    return tape.record(.layerNorm(kept), [self, scale, shift], kept.output)
  }

  /// Brings each column to mean 0 and variance 1, then scales and shifts (Ioffe & Szegedy 2015).
  ///
  /// # Shapes
  /// - self, result: `[..., columns]`, at least one row
  /// - moments: `[columns]`; the batch's own where they are nil
  /// - scale, shift: `[columns]`
  package func batchNormalised(
    by moments: ColumnMoments?, scale: Variable, shift: Variable, epsilon: Float
  ) -> (output: Variable, moments: ColumnMoments) {
    let used = moments ?? value.columnMoments(in: tape.space)
    let kept = value.batchNormalised(
      by: used, scale: scale.value, shift: shift.value, epsilon: epsilon, in: tape.space)
    let output = tape.record(
      .batchNorm(kept, ofBatch: moments == nil), [self, scale, shift], kept.output)
    return (output, used)
  }

  /// Gives each query, which self is, the mean of the values weighted by how well the keys match.
  ///
  /// After Vaswani et al. 2017, section 3.2.
  ///
  /// # Shapes
  /// - self, result: `[batch, queries, heads · width]`
  /// - keys, values: `[batch, keys, heads · width]`
  /// - weights: `[batch, heads, queries, keys]`
  package func attending(
    to keys: Variable, values: Variable, heads: Int, mask: AttentionMask = AttentionMask()
  ) -> (output: Variable, weights: Tensor) {
    let pass = AttentionPass(
      queries: value, keys: keys.value, values: values.value, heads: heads, mask: mask,
      in: tape.space)
    return (tape.record(.attention(pass), [self, keys, values], pass.output), pass.weights)
  }
}
