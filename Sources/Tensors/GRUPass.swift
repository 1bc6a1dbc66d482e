private import CKernels

/// A GRU's results with what its derivative needs.
package struct GRUPass: Sendable {
  /// The state after every step, zero beyond a sequence's length: `[batch, time, hidden]`.
  package let output: Tensor
  private let gates: Tensor
  private let candidates: Tensor?
  private let first: Tensor
  private let lengths: Lengths?

  /// Goes over a batch of sequences.
  ///
  /// After Cho et al. 2014; the reset gate scales the product with the state, as in cuDNN and PyTorch.
  ///
  /// # Shapes
  /// - x: `[batch, time, channels]`
  /// - first: `[batch, hidden]`, the state before the first step
  ///
  /// `recording` keeps what the derivative needs.
  package init(
    _ x: Tensor, _ weights: RecurrentWeights, first: Tensor, lengths: Lengths?, recording: Bool,
    in space: Workspace? = nil
  ) {
    weights.check("gru", x.shape, gates: 3)
    let (batch, time, hidden) = (x.shape[0], x.shape[1], weights.hidden)
    demand(first.shape == Shape(batch, hidden), "gru: first state \(first.shape) for \(x.shape)")
    lengths?.check(batch: batch, time: time, "gru")
    let gates = x.affine(weight: weights.input, bias: weights.inputBias, in: space)
    let kept: Tensor? =
      recording ? unsafe Tensor(filling: Shape(batch, time, hidden), in: space) { _ in } : nil
    let scratch = Scratch(batch * 3 * hidden, in: space)
    let sizes = assay_recurrence(batch: batch, time: time, hidden: hidden)
    output = unsafe Tensor(filling: Shape(batch, time, hidden), in: space) { out in
      unsafe Tensor.reading(first, weights.state, weights.stateBias) { first, weight, bias in
        unsafe Tensor.filling(gates, kept ?? gates) { gates, candidates in
          unsafe Lengths.lending(lengths) { lengths in
            unsafe scratch.floats {
              unsafe assay_gru(
                gates, first, weight, bias, lengths, out, recording ? candidates : nil, $0, sizes)
            }
          }
        }
      }
    }
    self.gates = gates
    candidates = kept
    self.first = first
    self.lengths = lengths
  }

  /// The gradients, given that at the output.
  ///
  /// # Shapes
  /// - gradient: `[batch, time, hidden]`
  package func derivative(
    _ gradient: Tensor, x: Tensor, _ weights: RecurrentWeights, in space: Workspace? = nil
  ) -> RecurrentGradients {
    guard let candidates else { refuse("gru derivative: the pass was not recorded") }
    let (batch, time, hidden) = (x.shape[0], x.shape[1], weights.hidden)
    demand(gradient.shape == output.shape, "gru derivative: \(gradient.shape) for \(output.shape)")
    let sizes = assay_recurrence(batch: batch, time: time, hidden: hidden)
    let turned = weights.state.transposed(0, 1, in: space)
    let toState = unsafe Tensor(filling: gates.shape, in: space) { _ in }
    let toFirst = unsafe Tensor(filling: first.shape, in: space) { _ in }
    let toInput = unsafe Tensor(filling: gates.shape, in: space) { toInput in
      unsafe Tensor.reading(gradient, gates, candidates, first, output, turned) {
        gradient, gates, candidates, first, output, turned in
        unsafe Tensor.filling(toState, toFirst) { toState, toFirst in
          unsafe Lengths.lending(lengths) {
            unsafe assay_gru_derivative(
              gradient, gates, candidates, first, output, turned, $0, toInput, toState, toFirst,
              sizes)
          }
        }
      }
    }
    return RecurrentGradients(
      gates: toInput, inputWeight: x.product(transposed: true, toInput, in: space),
      stateWeight: Tensor.stateWeightGradient(
        first: first, output: output, gates: toState, sizes, in: space),
      inputBias: toInput.sumOfRows(in: space), stateBias: toState.sumOfRows(in: space),
      first: toFirst, firstCell: nil)
  }
}
