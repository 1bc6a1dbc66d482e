package import NumericCore
package import Tensors

/// A long short-term memory over sequences (Hochreiter & Schmidhuber 1997, with forget gates).
package struct LSTM: Module {
  /// What an LSTM carries from step to step.
  package struct State {
    /// What the layer answers: `[batch, hidden]`.
    package let hidden: Variable
    /// What it remembers: `[batch, hidden]`.
    package let cell: Variable

    package init(hidden: Variable, cell: Variable) {
      self.hidden = hidden
      self.cell = cell
    }
  }

  private var parameters: RecurrentParameters
  /// The size of the state, and of the cell.
  package let hidden: Int

  /// Biases zero, but those of the forget gates one (Jozefowicz, Zaremba & Sutskever 2015).
  package init(_ channels: Int, _ hidden: Int, from generator: inout SeededGenerator) {
    parameters = RecurrentParameters(channels, hidden, gates: 4, from: &generator)
    parameters.inputBias.value.update { bias in
      for index in hidden..<2 * hidden { bias[index] = 1 }
    }
    self.hidden = hidden
  }

  /// The state after every step, and state and cell after each sequence's last; of an empty sequence,
  /// those before its first.
  ///
  /// # Shapes
  /// - x: `[batch, time, channels]`, at least one step
  /// - first: state and cell before the first step, zeros where it is nil
  /// - lengths: `batch` of them; beyond its length a sequence's output is zero
  /// - output: `[batch, time, hidden]`
  package func callAsFunction(
    _ x: Variable, from first: State? = nil, lengths: Lengths? = nil
  ) -> (output: Variable, last: State) {
    let tape = x.tape
    func zeros() -> Variable {
      tape.constant(Tensor(repeating: 0, Shape(x.shape[0], hidden), in: tape.space))
    }
    let first = first ?? State(hidden: zeros(), cell: zeros())
    let pass = LSTMPass(
      x.value, parameters.weights, first: first.hidden.value, firstCell: first.cell.value,
      lengths: lengths, in: tape.space)
    let both = tape.record(
      .lstm(pass), [x] + parameters.variables(on: tape) + [first.hidden, first.cell], pass.output)
    let last = lastStep(both, first, lengths)
    return (
      both.columns(0..<hidden),
      State(hidden: last.columns(0..<hidden), cell: last.columns(hidden..<2 * hidden))
    )
  }

  private func lastStep(_ both: Variable, _ first: State, _ lengths: Lengths?) -> Variable {
    guard let lengths, lengths.counts.contains(0) else { return both.lastStep(lengths: lengths) }
    // With the first state in front, the state after n steps stands at n.
    let start = Variable.concatenated([first.hidden, first.cell])
    let all = Variable.concatenated(
      [start.reshaped(Shape(start.shape[0], 1, 2 * hidden)), both], axis: 1)
    return all.lastStep(lengths: lengths.extended(by: 1))
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    parameters.visit(&visitor)
  }
}
