package import NumericCore
package import Tensors

/// A learned vector for each of several categories.
package struct Embedding: Module {
  package var table: Parameter

  /// Entries normal with standard deviation 1 / √width.
  package init(_ entries: Int, _ width: Int, from generator: inout SeededGenerator) {
    let deviation = 1 / Double(max(1, width)).squareRoot()
    let values = (0..<entries * width).map { _ in Float(deviation * generator.normal()) }
    table = Parameter(Tensor(Shape(entries, width), values), decays: true)
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
