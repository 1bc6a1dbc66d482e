import CKernels

/// The weights of a recurrent layer; gates are PyTorch's, reset, update, new or input, forget, cell,
/// output.
package struct RecurrentWeights: Sendable {
  /// From the inputs to the gates: `[channels, gates · hidden]`.
  package let input: Tensor
  /// From the state to the gates: `[hidden, gates · hidden]`.
  package let state: Tensor
  /// Beside the inputs' share: `[gates · hidden]`.
  package let inputBias: Tensor
  /// Beside the state's share, which a GRU's reset gate scales: `[gates · hidden]`.
  package let stateBias: Tensor

  package init(input: Tensor, state: Tensor, inputBias: Tensor, stateBias: Tensor) {
    self.input = input
    self.state = state
    self.inputBias = inputBias
    self.stateBias = stateBias
  }

  /// The size of the state.
  package var hidden: Int { state.shape.rows }

  func check(_ operation: String, _ x: Shape, gates: Int) {
    let width = gates * hidden
    demand(
      x.rank == 3 && input.shape == Shape(x[2], width) && state.shape == Shape(hidden, width)
        && inputBias.shape.count == width && stateBias.shape.count == width,
      "\(operation): \(x) with weights \(input.shape) and \(state.shape), biases "
        + "\(inputBias.shape) and \(stateBias.shape)")
  }
}

/// The gradients by what a recurrent layer reads; that by its sequence follows from the gates'.
package struct RecurrentGradients: Sendable {
  /// At the inputs' share of the gates: `[batch, time, gates · hidden]`.
  package let gates: Tensor
  package let inputWeight: Tensor
  package let stateWeight: Tensor
  package let inputBias: Tensor
  package let stateBias: Tensor
  /// At the first state: `[batch, hidden]`.
  package let first: Tensor
  /// At the first cell of an LSTM: `[batch, hidden]`.
  package let firstCell: Tensor?
}

extension Tensor {
  /// statesᵀ · gates over all steps.
  static func stateWeightGradient(
    first: Tensor, output: Tensor, gates: Tensor, _ sizes: assay_recurrence, in space: Workspace?
  ) -> Tensor {
    let width = gates.shape.last
    // The kernel takes the steps after the first one.
    if sizes.time == 0 { return Tensor(repeating: 0, Shape(sizes.hidden, width), in: space) }
    return unsafe Tensor(filling: Shape(sizes.hidden, width), in: space) { weight in
      unsafe reading(first, output, gates) {
        unsafe assay_recurrent_weight($0, $1, output.shape.last, $2, weight, width, sizes)
      }
    }
  }
}
