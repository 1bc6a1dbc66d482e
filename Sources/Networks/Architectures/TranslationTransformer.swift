package import NumericCore
package import Tensors

/// A transformer from one sequence of tokens to another, with norms before its parts.
///
///     source ─► embedding + positions ─► encoder layers ─► norm ─┐
///     target ─► embedding + positions ─► decoder layers ◄────────┘ ─► norm ─► dense ─► logits
///
/// After Vaswani et al. 2017.
package struct TranslationTransformer: Module {
  /// The sizes of a transformer.
  package struct Sizes: Hashable, Sendable {
    package var width: Int
    package var heads: Int
    package var inner: Int
    /// Of encoder and decoder each.
    package var layers: Int
    package var sourceWords: Int
    package var targetWords: Int
    /// The most tokens of a sequence.
    package var longest: Int
    package var dropout: Float

    package init(
      width: Int, heads: Int, inner: Int, layers: Int, sourceWords: Int, targetWords: Int,
      longest: Int, dropout: Float = 0
    ) {
      self.width = width
      self.heads = heads
      self.inner = inner
      self.layers = layers
      self.sourceWords = sourceWords
      self.targetWords = targetWords
      self.longest = longest
      self.dropout = dropout
    }

    /// The number of parameters of a transformer of these sizes.
    package var parameterCount: Int {
      let attention = ParameterCounts.attention(width)
      let feedForward = ParameterCounts.dense(width, inner) + ParameterCounts.dense(inner, width)
      let norm = ParameterCounts.layerNorm(width)
      let encoder = attention + feedForward + 2 * norm
      let decoder = 2 * attention + feedForward + 3 * norm
      return layers * (encoder + decoder) + 2 * norm
        + ParameterCounts.embedding(sourceWords + targetWords, width)
        + ParameterCounts.dense(width, targetWords)
    }
  }

  package let sizes: Sizes
  package var source: Embedding
  package var target: Embedding
  package var encoder: [EncoderLayer]
  package var encoderNorm: LayerNorm
  package var decoder: [DecoderLayer]
  package var decoderNorm: LayerNorm
  package var output: Dense
  private let positions: Tensor
  private let dropout: Dropout

  package init(_ sizes: Sizes, from generator: inout SeededGenerator) {
    self.sizes = sizes
    source = Embedding(sizes.sourceWords, sizes.width, from: &generator)
    target = Embedding(sizes.targetWords, sizes.width, from: &generator)
    encoder = []
    decoder = []
    for _ in 0..<sizes.layers {
      encoder.append(
        EncoderLayer(
          sizes.width, heads: sizes.heads, inner: sizes.inner, dropout: sizes.dropout,
          from: &generator))
    }
    for _ in 0..<sizes.layers {
      decoder.append(
        DecoderLayer(
          sizes.width, heads: sizes.heads, inner: sizes.inner, dropout: sizes.dropout,
          from: &generator))
    }
    encoderNorm = LayerNorm(sizes.width)
    decoderNorm = LayerNorm(sizes.width)
    output = Dense(sizes.width, sizes.targetWords, from: &generator)
    positions = Positions.sinusoids(sizes.longest, width: sizes.width)
    dropout = Dropout(sizes.dropout)
  }

  /// The encoder's output.
  ///
  /// # Shapes
  /// - tokens: `batch` rows of `time` tokens, one after the other
  /// - lengths: `batch` of them; nil where there is no padding
  /// - result: `[batch, time, width]`
  ///
  /// - Throws: `TensorError` for a token that the source does not have, rows that are not whole, or
  ///   more tokens than the longest sequence has.
  package func encode(
    _ tokens: [Int], batch: Int, lengths: Lengths? = nil, on tape: Tape
  ) throws(TensorError) -> Variable {
    var x = try embedded(tokens, source, batch: batch, from: 0, on: tape)
    for layer in encoder { x = layer(x, mask: AttentionMask(keyLengths: lengths)) }
    return encoderNorm(x)
  }

  /// The logits of the token after each token of the target.
  ///
  /// # Shapes
  /// - tokens: `batch` rows of `time` tokens, one after the other
  /// - memory: `[batch, source time, width]`
  /// - sourceLengths: `batch` of them; nil where the memory has no padding
  /// - result: `[batch, time, target words]`
  ///
  /// - Throws: `TensorError` for a token that the target does not have, rows that are not whole, or
  ///   more tokens than the longest sequence has.
  package func decode(
    _ tokens: [Int], memory: Variable, sourceLengths: Lengths? = nil
  ) throws(TensorError) -> Variable {
    var x = try embedded(tokens, target, batch: memory.shape[0], from: 0, on: memory.tape)
    for layer in decoder { x = layer(x, memory: memory, sourceLengths: sourceLengths) }
    return output(decoderNorm(x))
  }

  /// Tokens as the layers take them, the first of each row standing at `start`.
  func embedded(
    _ tokens: [Int], _ embedding: Embedding, batch: Int, from start: Int, on tape: Tape
  ) throws(TensorError) -> Variable {
    let time = batch > 0 ? tokens.count / batch : 0
    guard batch > 0, time * batch == tokens.count, start + time <= sizes.longest else {
      throw TensorError(
        operation: "transformer",
        detail:
          "\(tokens.count) tokens in \(batch) rows from \(start) on, at most \(sizes.longest) each")
    }
    let rows = try embedding(tokens, on: tape).reshaped(Shape(batch, time, sizes.width))
    let places = positions.slice(axis: 0, start..<start + time, in: tape.space)
    return dropout(rows + tape.constant(places))
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("source", &source)
    visitor.visit("target", &target)
    visitor.visit("encoder", &encoder)
    visitor.visit("encoderNorm", &encoderNorm)
    visitor.visit("decoder", &decoder)
    visitor.visit("decoderNorm", &decoderNorm)
    visitor.visit("output", &output)
  }
}
