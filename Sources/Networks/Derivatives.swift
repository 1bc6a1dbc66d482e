import Tensors

extension Node {
  /// The table of derivatives: from `g`, the gradient at the output, each operand's share.
  ///
  /// x are the operands' values in order and y is the output's. A gradient has its operand's shape.
  func differentiate(_ g: Tensor, _ sums: inout GradientSums, in space: Workspace) {
    func x(_ index: Int) -> Tensor { operands[index].value }
    let y = output
    switch operation {
    case .leaf:
      break
    case .matmul:
      sums.add(
        operands[0], g.product(x(1), otherTransposed: true, in: space).reshaped(x(0).shape))
      sums.add(operands[1], x(0).product(transposed: true, g, in: space))
    case .batchedMatmul:
      sums.add(operands[0], g.batchedProduct(x(1), otherTransposed: true, in: space))
      sums.add(operands[1], x(0).batchedProduct(transposed: true, g, in: space))
    case .affine:
      sums.add(
        operands[0], g.product(x(1), otherTransposed: true, in: space).reshaped(x(0).shape))
      sums.add(operands[1], x(0).product(transposed: true, g, in: space))
      sums.add(operands[2], g.sumOfRows(in: space))
    case .arithmetic(.add):
      sums.add(operands[0], g.summed(to: x(0).shape, in: space))
      sums.add(operands[1], g.summed(to: x(1).shape, in: space))
    case .arithmetic(.subtract):
      sums.add(operands[0], g.summed(to: x(0).shape, in: space))
      sums.add(operands[1], g.scaled(by: -1, in: space).summed(to: x(1).shape, in: space))
    case .arithmetic(.multiply):
      sums.add(
        operands[0], g.combined(.multiply, x(1), in: space).summed(to: x(0).shape, in: space))
      sums.add(
        operands[1], g.combined(.multiply, x(0), in: space).summed(to: x(1).shape, in: space))
    case .arithmetic(.divide):
      // y = a / b: by a it is 1/b, by b it is −y/b.
      let share = g.combined(.divide, x(1), in: space)
      sums.add(operands[0], share.summed(to: x(0).shape, in: space))
      sums.add(
        operands[1],
        share.combined(.multiply, y, in: space).scaled(by: -1, in: space)
          .summed(to: x(1).shape, in: space))
    case .scale(let factor):
      sums.add(operands[0], g.scaled(by: factor, in: space))
    case .activation(let function):
      let point = function.differentiatesByResult ? y : x(0)
      sums.add(operands[0], point.activationDerivative(function, g, in: space))
    case .softmax:
      sums.add(operands[0], y.softmaxDerivative(g, in: space))
    case .logSoftmax:
      sums.add(operands[0], y.logSoftmaxDerivative(g, in: space))
    case .reshape:
      sums.add(operands[0], g.reshaped(x(0).shape))
    case .transpose(let first, let second):
      sums.add(operands[0], g.transposed(first, second, in: space))
    case .concat(let axis):
      var start = 0
      for operand in operands {
        let range = start..<start + operand.value.shape[axis]
        sums.add(operand, g.slice(axis: axis, range, in: space))
        start = range.upperBound
      }
    case .slice(let axis, let range):
      sums.add(
        operands[0], g.sliceDerivative(axis: axis, range, of: x(0).shape[axis], in: space))
    case .sum:
      sums.add(operands[0], Tensor(repeating: g.scalar, x(0).shape, in: space))
    case .sumAxis(let axis, let factor):
      sums.add(operands[0], g.spread(to: x(0).shape, axis: axis, factor: factor, in: space))
    case .maxAxis(let axis, let winners):
      sums.add(operands[0], g.maxDerivative(winners, of: x(0).shape, axis: axis, in: space))
    case .gather(let axis, let ids):
      sums.add(operands[0], g.scatteredUnchecked(axis: axis, ids, to: x(0).shape, in: space))
    case .scatter(let axis, let ids):
      sums.add(operands[0], g.gatheredUnchecked(axis: axis, ids, to: x(0).shape, in: space))
    case .embedding(let ids):
      sums.add(operands[0], g.gatheredDerivative(ids, entries: x(0).shape.rows, in: space))
    case .reverseInTime(let lengths):
      sums.add(operands[0], g.reversedInTime(lengths: lengths, in: space))
    case .convolution(let pass):
      let shares = pass.derivative(
        g, images: x(0), weight: x(1), wantsImages: operands[0].id != nil, in: space)
      if let images = shares.images { sums.add(operands[0], images) }
      sums.add(operands[1], shares.weight)
      sums.add(operands[2], shares.bias)
    case .maxPool(let window, let winners):
      sums.add(
        operands[0],
        g.maxPoolingDerivative(window, winners: winners, images: x(0).shape, in: space))
    case .averagePool(let window):
      sums.add(operands[0], g.averagePoolingDerivative(window, images: x(0).shape, in: space))
    case .layerNorm(let kept):
      sums.add(operands[0], kept.layerDerivative(g, scale: x(1), in: space))
      addScaleAndShift(g, kept, &sums, in: space)
    case .batchNorm(let kept, ofBatch: true):
      sums.add(operands[0], kept.batchDerivative(g, scale: x(1), in: space))
      addScaleAndShift(g, kept, &sums, in: space)
    case .batchNorm(let kept, ofBatch: false):
      let factor = x(1).combined(.multiply, kept.inverseDeviation, in: space)
      sums.add(operands[0], g.combined(.multiply, factor, in: space))
      addScaleAndShift(g, kept, &sums, in: space)
    case .gru(let pass):
      addRecurrent(pass.derivative(g, x: x(0), recurrentWeights, in: space), &sums, in: space)
    case .lstm(let pass):
      addRecurrent(pass.derivative(g, x: x(0), recurrentWeights, in: space), &sums, in: space)
    case .attention(let pass):
      let shares = pass.derivative(g, queries: x(0), keys: x(1), values: x(2), in: space)
      sums.add(operands[0], shares.queries)
      sums.add(operands[1], shares.keys)
      sums.add(operands[2], shares.values)
    case .binaryCrossEntropy(let targets, let factor):
      sums.add(
        operands[0],
        x(0).binaryCrossEntropyDerivative(targets, factor: factor * g.scalar, in: space))
    case .softmaxCrossEntropy(let labels, let smoothing, let factor):
      sums.add(
        operands[0],
        x(0).softmaxCrossEntropyDerivative(
          labels, smoothing: smoothing, factor: factor * g.scalar, in: space))
    case .regression(let loss, let targets, let factor):
      sums.add(
        operands[0],
        x(0).regressionLossDerivative(loss, targets, factor: factor * g.scalar, in: space))
    case .lattice(let gradient):
      // Alone at the end of a tape the loss's own gradient is 1: no second array of this size.
      sums.add(operands[0], g.scalar == 1 ? gradient : gradient.scaled(by: g.scalar, in: space))
    }
  }

  private func addScaleAndShift(
    _ g: Tensor, _ kept: Normalised, _ sums: inout GradientSums, in space: Workspace
  ) {
    sums.add(
      operands[1], g.combined(.multiply, kept.normalised, in: space).sumOfRows(in: space))
    sums.add(operands[2], g.sumOfRows(in: space))
  }

  private var recurrentWeights: RecurrentWeights {
    RecurrentWeights(
      input: operands[1].value, state: operands[2].value, inputBias: operands[3].value,
      stateBias: operands[4].value)
  }

  private func addRecurrent(
    _ shares: RecurrentGradients, _ sums: inout GradientSums, in space: Workspace
  ) {
    let (sequence, weight) = (operands[0], operands[1].value)
    sums.add(
      sequence,
      shares.gates.product(weight, otherTransposed: true, in: space)
        .reshaped(sequence.value.shape))
    sums.add(operands[1], shares.inputWeight)
    sums.add(operands[2], shares.stateWeight)
    sums.add(operands[3], shares.inputBias)
    sums.add(operands[4], shares.stateBias)
    sums.add(operands[5], shares.first)
    if let cell = shares.firstCell { sums.add(operands[6], cell) }
  }
}
