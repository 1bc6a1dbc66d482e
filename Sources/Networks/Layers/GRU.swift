package import NumericCore
package import Tensors

/// A gated recurrent unit over sequences.
///
/// After Cho et al. 2014, in the form of cuDNN and PyTorch.
package struct GRU: Module {
  private var parameters: RecurrentParameters
  /// The size of the state.
  package let hidden: Int

  package init(_ channels: Int, _ hidden: Int, from generator: inout SeededGenerator) {
    parameters = RecurrentParameters(channels, hidden, gates: 3, from: &generator)
    self.hidden = hidden
  }

  /// The state after every step.
  ///
  /// # Shapes
  /// - x: `[batch, time, channels]`
  /// - first: `[batch, hidden]`, the state before the first step, zeros where it is nil
  /// - lengths: `batch` of them; beyond its length a sequence's output is zero
  /// - result: `[batch, time, hidden]`
  package func callAsFunction(
    _ x: Variable, from first: Variable? = nil, lengths: Lengths? = nil
  ) -> Variable {
    let tape = x.tape
    let first =
      first ?? tape.constant(Tensor(repeating: 0, Shape(x.shape[0], hidden), in: tape.space))
    let pass = GRUPass(
      x.value, parameters.weights, first: first.value, lengths: lengths, recording: tape.records,
      in: tape.space)
    return tape.record(.gru(pass), [x] + parameters.variables(on: tape) + [first], pass.output)
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    parameters.visit(&visitor)
  }
}
