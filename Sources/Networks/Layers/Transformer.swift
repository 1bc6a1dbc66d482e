package import NumericCore
package import Tensors

/// One layer of a transformer's encoder, with norms before its parts.
///
/// After Vaswani et al. 2017; the place of the norms after Xiong et al. 2020.
package struct EncoderLayer: Module {
  package var attentionNorm: LayerNorm
  package var attention: MultiHeadAttention
  package var feedForwardNorm: LayerNorm
  package var feedForward: FeedForward
  private let dropout: Dropout

  package init(
    _ width: Int, heads: Int, inner: Int, dropout: Float = 0, activation: Activation = .relu,
    from generator: inout SeededGenerator
  ) {
    attentionNorm = LayerNorm(width)
    attention = MultiHeadAttention(width, heads: heads, from: &generator)
    feedForwardNorm = LayerNorm(width)
    feedForward = FeedForward(width, inner: inner, activation: activation, from: &generator)
    self.dropout = Dropout(dropout)
  }

  /// Applies the layer.
  ///
  /// # Shapes
  /// - x, result: `[batch, time, width]`
  package func callAsFunction(
    _ x: Variable, mask: AttentionMask = AttentionMask()
  ) -> Variable {
    let attended = x + dropout(attention(attentionNorm(x), mask: mask))
    return attended + dropout(feedForward(feedForwardNorm(attended)))
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("attentionNorm", &attentionNorm)
    visitor.visit("attention", &attention)
    visitor.visit("feedForwardNorm", &feedForwardNorm)
    visitor.visit("feedForward", &feedForward)
  }
}

/// One layer of a transformer's decoder, with norms before its parts.
///
/// After Vaswani et al. 2017; the place of the norms after Xiong et al. 2020.
package struct DecoderLayer: Module {
  package var selfNorm: LayerNorm
  package var selfAttention: MultiHeadAttention
  package var crossNorm: LayerNorm
  package var crossAttention: MultiHeadAttention
  package var feedForwardNorm: LayerNorm
  package var feedForward: FeedForward
  private let dropout: Dropout

  package init(
    _ width: Int, heads: Int, inner: Int, dropout: Float = 0, activation: Activation = .relu,
    from generator: inout SeededGenerator
  ) {
    selfNorm = LayerNorm(width)
    selfAttention = MultiHeadAttention(width, heads: heads, from: &generator)
    crossNorm = LayerNorm(width)
    crossAttention = MultiHeadAttention(width, heads: heads, from: &generator)
    feedForwardNorm = LayerNorm(width)
    feedForward = FeedForward(width, inner: inner, activation: activation, from: &generator)
    self.dropout = Dropout(dropout)
  }

  /// Applies the layer to whole sequences, each step of which sees those before it.
  ///
  /// # Shapes
  /// - x, result: `[batch, time, width]`
  /// - memory: the encoder's output `[batch, source time, width]`
  /// - sourceLengths: `batch` of them; nil where the memory has no padding
  package func callAsFunction(
    _ x: Variable, memory: Variable, sourceLengths: Lengths? = nil
  ) -> Variable {
    let normed = selfNorm(x)
    return rest(
      x, normed, past: selfAttention.project(normed), memory: crossAttention.project(memory),
      sourceLengths)
  }

  /// Applies the layer to one more step of each sequence.
  ///
  /// # Shapes
  /// - x, result: `[batch, 1, width]`
  /// - past: the steps before, to which this one is appended; nil before the first
  /// - memory: the encoder's output as `crossAttention` projected it, once for all steps
  package func step(
    _ x: Variable, past: inout MultiHeadAttention.Memory?, memory: MultiHeadAttention.Memory,
    sourceLengths: Lengths? = nil
  ) -> Variable {
    let normed = selfNorm(x)
    let own = selfAttention.project(normed)
    let all = past?.appending(own) ?? own
    past = all
    return rest(x, normed, past: all, memory: memory, sourceLengths)
  }

  private func rest(
    _ x: Variable, _ normed: Variable, past: MultiHeadAttention.Memory,
    memory: MultiHeadAttention.Memory, _ sourceLengths: Lengths?
  ) -> Variable {
    let own = selfAttention(normed, memory: past, mask: AttentionMask(isCausal: true)).output
    let afterSelf = x + dropout(own)
    let crossed = crossAttention(
      crossNorm(afterSelf), memory: memory, mask: AttentionMask(keyLengths: sourceLengths)
    ).output
    let afterCross = afterSelf + dropout(crossed)
    return afterCross + dropout(feedForward(feedForwardNorm(afterCross)))
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("selfNorm", &selfNorm)
    visitor.visit("selfAttention", &selfAttention)
    visitor.visit("crossNorm", &crossNorm)
    visitor.visit("crossAttention", &crossAttention)
    visitor.visit("feedForwardNorm", &feedForwardNorm)
    visitor.visit("feedForward", &feedForward)
  }
}

/// Fixed sinusoids that tell a transformer where a step stands.
///
/// After Vaswani et al. 2017, section 3.5; sines in the first half of the columns, cosines in the
/// second.
package enum Positions {
  /// The positions from `start` on.
  ///
  /// Shapes: the result is `[count, width]`, the width even
  package static func sinusoids(_ count: Int, width: Int, from start: Int = 0) -> Tensor {
    demand(width % 2 == 0, "positions: the width \(width) is odd")
    let half = width / 2
    return Tensor(Shape(count, width)) { values in
      for position in 0..<count {
        for index in 0..<half {
          let frequency = Double.pow(10_000, -Double(2 * index) / Double(width))
          let angle = Double(start + position) * frequency
          values[position * width + index] = Float(Double.sin(angle))
          values[position * width + half + index] = Float(Double.cos(angle))
        }
      }
    }
  }
}
