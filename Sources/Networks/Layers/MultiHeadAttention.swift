package import NumericCore
package import Tensors

/// Attention of several heads between projections of queries, keys and values.
///
/// After Vaswani et al. 2017, section 3.2.2.
package struct MultiHeadAttention: Module {
  package var query: Dense
  package var key: Dense
  package var value: Dense
  package var output: Dense
  package let heads: Int

  package init(_ width: Int, heads: Int, from generator: inout SeededGenerator) {
    demand(heads > 0 && width % heads == 0, "attention: \(heads) heads of a width of \(width)")
    query = Dense(width, width, from: &generator)
    key = Dense(width, width, from: &generator)
    value = Dense(width, width, from: &generator)
    output = Dense(width, width, from: &generator)
    self.heads = heads
  }

  /// Self-attention: each step looks at the steps of its own sequence.
  ///
  /// # Shapes
  /// - x, result: `[batch, time, width]`
  package func callAsFunction(
    _ x: Variable, mask: AttentionMask = AttentionMask()
  ) -> Variable {
    callAsFunction(x, memory: project(x), mask: mask).output
  }

  /// The keys and values of a sequence.
  ///
  /// # Shapes
  /// - x: `[batch, time, width]`
  package func project(_ x: Variable) -> Memory { Memory(keys: key(x), values: value(x)) }

  /// Cross-attention: each step looks at a memory, such as an encoder's output that was projected.
  ///
  /// # Shapes
  /// - x, output: `[batch, queries, width]`
  /// - memory: of `[batch, keys, width]`
  /// - weights: `[batch, heads, queries, keys]`
  package func callAsFunction(
    _ x: Variable, memory: Memory, mask: AttentionMask = AttentionMask()
  ) -> (output: Variable, weights: Tensor) {
    let (mixed, weights) = query(x).attending(
      to: memory.keys, values: memory.values, heads: heads, mask: mask)
    return (output(mixed), weights)
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("query", &query)
    visitor.visit("key", &key)
    visitor.visit("value", &value)
    visitor.visit("output", &output)
  }

  /// What attention looks at; a decoder that goes step by step appends to it.
  package struct Memory {
    /// What queries are matched with: `[batch, time, width]`.
    package let keys: Variable
    /// What is mixed: `[batch, time, width]`.
    package let values: Variable

    package init(keys: Variable, values: Variable) {
      self.keys = keys
      self.values = values
    }

    /// This memory with the steps of another behind it.
    package func appending(_ other: Memory) -> Memory {
      Memory(
        keys: Variable.concatenated([keys, other.keys], axis: 1),
        values: Variable.concatenated([values, other.values], axis: 1))
    }
  }
}
