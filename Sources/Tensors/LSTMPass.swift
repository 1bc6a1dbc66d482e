private import CKernels

/// An LSTM's results with what its derivative needs.
package struct LSTMPass: Sendable {
  /// The state and then the cell after every step, zero beyond a sequence's length:
  /// `[batch, time, 2 · hidden]`.
  package let output: Tensor
  private let gates: Tensor
  private let first: Tensor
  private let firstCell: Tensor
  private let lengths: Lengths?

  /// Goes over a batch of sequences (Hochreiter & Schmidhuber 1997, with forget gates).
  ///
  /// # Shapes
  /// - x: `[batch, time, channels]`
  /// - first, firstCell: `[batch, hidden]`, state and cell before the first step
  package init(
    _ x: Tensor, _ weights: RecurrentWeights, first: Tensor, firstCell: Tensor, lengths: Lengths?,
    in space: Workspace? = nil
  ) {
    weights.check("lstm", x.shape, gates: 4)
    let (batch, time, hidden) = (x.shape[0], x.shape[1], weights.hidden)
    demand(
      first.shape == Shape(batch, hidden) && firstCell.shape == first.shape,
      "lstm: first state \(first.shape) and cell \(firstCell.shape) for \(x.shape)")
    lengths?.check(batch: batch, time: time, "lstm")
    let gates = x.affine(weight: weights.input, bias: weights.inputBias, in: space)
    let scratch = Scratch(batch * 4 * hidden, in: space)
    let sizes = assay_recurrence(batch: batch, time: time, hidden: hidden)
    output = unsafe Tensor(filling: Shape(batch, time, 2 * hidden), in: space) { out in
      unsafe Tensor.reading(first, firstCell, weights.state, weights.stateBias) {
        first, cell, weight, bias in
        unsafe Lengths.lending(lengths) { lengths in
          unsafe gates.filling { gates in
            unsafe scratch.floats {
              unsafe assay_lstm(gates, first, cell, weight, bias, lengths, out, $0, sizes)
            }
          }
        }
      }
    }
    self.gates = gates
    self.first = first
    self.firstCell = firstCell
    self.lengths = lengths
  }

  /// The gradients, given that at the output.
  ///
  /// # Shapes
  /// - gradient: `[batch, time, 2 · hidden]`
  package func derivative(
    _ gradient: Tensor, x: Tensor, _ weights: RecurrentWeights, in space: Workspace? = nil
  ) -> RecurrentGradients {
    let (batch, time, hidden) = (x.shape[0], x.shape[1], weights.hidden)
    demand(
      gradient.shape == output.shape, "lstm derivative: \(gradient.shape) for \(output.shape)")
    let sizes = assay_recurrence(batch: batch, time: time, hidden: hidden)
    let turned = weights.state.transposed(0, 1, in: space)
    let toFirst = unsafe Tensor(filling: first.shape, in: space) { _ in }
    let toCell = unsafe Tensor(filling: first.shape, in: space) { _ in }
    let toGates = unsafe Tensor(filling: gates.shape, in: space) { toGates in
      unsafe Tensor.reading(gradient, gates, firstCell, output, turned) {
        gradient, gates, firstCell, output, turned in
        unsafe Tensor.filling(toFirst, toCell) { toFirst, toCell in
          unsafe Lengths.lending(lengths) {
            unsafe assay_lstm_derivative(
              gradient, gates, firstCell, output, turned, $0, toGates, toFirst, toCell, sizes)
          }
        }
      }
    }
    let bias = toGates.sumOfRows(in: space)
    return RecurrentGradients(
      gates: toGates, inputWeight: x.product(transposed: true, toGates, in: space),
      stateWeight: Tensor.stateWeightGradient(
        first: first, output: output, gates: toGates, sizes, in: space),
      inputBias: bias, stateBias: bias, first: toFirst, firstCell: toCell)
  }
}
