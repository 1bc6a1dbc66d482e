package import NumericCore
package import Tensors

/// A learned vector for each of several categories.
package struct Embedding: Module {
  package var table: Parameter

  /// Entries uniform with standard deviation 1 / √width.
  package init(_ entries: Int, _ width: Int, from generator: inout SeededGenerator) {
    // A uniform number within ±a has the variance a² / 3.
    let limit = (3 / Float(max(1, width))).squareRoot()
    table = Parameter(
      Tensor(uniform: Shape(entries, width), limit: limit, seed: generator.next()), decays: true)
  }

  /// Looks up the vectors.
  ///
  /// # Shapes
  /// - ids: `n` of them, each below the number of entries
  /// - result: `[n, width]`
  ///
  /// - Throws: `TensorError` for an id that the table does not have.
  package func callAsFunction(_ ids: [Int], on tape: Tape) throws(TensorError) -> Variable {
    try tape.parameter(table).gathered(ids.map { Int32(clamping: $0) })
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("table", &table)
  }
}
