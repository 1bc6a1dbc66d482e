import Tensors

extension Node {
  /// The table of derivatives: from `g`, the gradient at the output, each operand's share.
  ///
  /// x are the operands' values in order and y is the output's. A gradient has its operand's shape.
  func differentiate(_ g: Tensor, _ sums: inout GradientSums) {
    func x(_ index: Int) -> Tensor { operands[index].value }
    let y = output
    switch operation {
    case .leaf:
      break
    case .matmul:
      sums.add(operands[0], g.product(x(1), otherTransposed: true).reshaped(x(0).shape))
      sums.add(operands[1], x(0).product(transposed: true, g))
    case .affine:
      sums.add(operands[0], g.product(x(1), otherTransposed: true).reshaped(x(0).shape))
      sums.add(operands[1], x(0).product(transposed: true, g))
      sums.add(operands[2], g.sumOfRows())
    case .addBias:
      sums.add(operands[0], g)
      sums.add(operands[1], g.sumOfRows())
    case .add:
      sums.add(operands[0], g)
      sums.add(operands[1], g)
    case .multiply:
      sums.add(operands[0], g * x(1))
      sums.add(operands[1], g * x(0))
    case .scale(let factor):
      sums.add(operands[0], g * factor)
    case .relu:
      sums.add(operands[0], x(0).reluDerivative(g))
    case .sigmoid:
      sums.add(operands[0], y.sigmoidDerivative(g))
    case .tanh:
      sums.add(operands[0], y.tanhDerivative(g))
    case .gelu:
      sums.add(operands[0], x(0).geluDerivative(g))
    case .reshape:
      sums.add(operands[0], g.reshaped(x(0).shape))
    case .concat:
      var start = 0
      for operand in operands {
        let range = start..<start + operand.value.shape.last
        sums.add(operand, g.columns(range))
        start = range.upperBound
      }
    case .columns(let range):
      sums.add(operands[0], g.columnsDerivative(range, of: x(0).shape.last))
    case .sum:
      sums.add(operands[0], Tensor(repeating: g.scalar, x(0).shape))
    case .meanOverTime:
      sums.add(operands[0], g.meanOverTimeDerivative(time: x(0).shape[1]))
    case .maxOverTime(let winners):
      sums.add(operands[0], g.maxOverTimeDerivative(winners, time: x(0).shape[1]))
    case .conv1D(let window, let unfolded):
      sums.add(
        operands[0],
        g.product(x(1), otherTransposed: true).reshaped(unfolded.shape)
          .unfoldedDerivative(window, time: x(0).shape[1]))
      sums.add(operands[1], unfolded.product(transposed: true, g))
      sums.add(operands[2], g.sumOfRows())
    case .embedding(let ids):
      sums.add(operands[0], g.gatheredDerivative(ids, entries: x(0).shape.rows))
    case .layerNorm(let kept):
      sums.add(operands[0], kept.derivative(g, scale: x(1)))
      sums.add(operands[1], (g * kept.normalised).sumOfRows())
      sums.add(operands[2], g.sumOfRows())
    case .binaryCrossEntropy(let targets, let factor):
      sums.add(
        operands[0], x(0).binaryCrossEntropyDerivative(targets, factor: factor * g.scalar))
    case .softmaxCrossEntropy(let labels, let factor):
      sums.add(
        operands[0], x(0).softmaxCrossEntropyDerivative(labels, factor: factor * g.scalar))
    case .ctc(let gradient), .rnnTransducer(let gradient):
      // Alone at the end of a tape the loss's own gradient is 1: no second array of this size.
      sums.add(operands[0], g.scalar == 1 ? gradient : gradient * g.scalar)
    }
  }
}
