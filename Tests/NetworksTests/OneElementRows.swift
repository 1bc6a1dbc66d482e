import Networks
import NumericCore
import Tensors

/// Rows of one element, or with one element on the axis that matters.
enum OneElementRows {
  static let all = products + elements + layers

  private typealias Row = ShapeEdgeRow

  private static let one = Shape(1, 1, 1, 1)

  private static let products: [ShapeEdgeRow] = [
    Row("matmul", [Shape(), Shape()], is: .all(1, 1, 1)) { $0[0].matmul($0[1]) },
    Row("matmul", [Shape(1, 1), Shape(1, 1)], is: .all(1, 1, 1)) { $0[0].matmul($0[1]) },
    Row("batchedMatmul", [one, one], is: .all(1, 1, 1, 1, 1)) { $0[0].batchedMatmul($0[1]) },
    Row("affine", [Shape(1), Shape(1, 1), Shape(1)], is: .all(2, 1)) {
      $0[0].affine(weight: $0[1], bias: $0[2])
    },
  ]

  private static let elements: [ShapeEdgeRow] = [
    Row("arithmetic", [Shape(), one], is: .all(1.5, 1, 1, 1, 1)) {
      ($0[0] + $0[1]) - $0[0] / ($0[1] * 2)
    },
    Row("scale", [Shape()], is: Tensor(-3)) { $0[0] * -3 },
    Row("activation", [Shape()], is: Tensor(1)) { $0[0].relu() },
    Row("softmax", [Shape()], is: Tensor(1)) { $0[0].softmax() },
    Row("softmax", [Shape(2, 1)], is: .all(1, 2, 1)) { $0[0].softmax() },
    Row("logSoftmax", [Shape(2, 1)], is: .all(0, 2, 1)) { $0[0].logSoftmax() },
    Row("reshape", [Shape()], is: .all(1, 1, 1, 1, 1)) { $0[0].reshaped(one) },
    Row("transpose", [one], is: .all(1, 1, 1, 1, 1)) { $0[0].transposed(0, 3) },
    Row("concat", [Shape(1)], is: .all(1, 1)) { Variable.concatenated($0) },
    Row("slice", [Shape(1)], is: .all(1, 1)) { $0[0].columns(0..<1) },
    Row("sum", [Shape()], is: Tensor(1)) { $0[0].sum() },
    Row("sumAxis", [Shape(1)], is: Tensor(1)) { $0[0].mean(axis: 0) },
    Row("maxAxis", [Shape(1)], is: Tensor(1)) { $0[0].maximum(axis: 0) },
    Row("gather", [Shape(1)], is: .all(1, 1)) { try $0[0].gathered(axis: 0, [0], picks: 1) },
    Row("scatter", [Shape(1)], is: .all(1, 1)) {
      try $0[0].scattered(axis: 0, [0], entries: 1)
    },
    Row("embedding", [Shape(1, 1)], is: .all(1, 1, 1)) { try $0[0].gathered([0]) },
    Row("reverseInTime", [Shape(1, 1, 1)], is: .all(1, 1, 1, 1)) { $0[0].reversedInTime() },
  ]

  private static let layers: [ShapeEdgeRow] = [
    Row("convolution", [one, Shape(1, 1), Shape(1)], is: .all(2, 1, 1, 1, 1)) {
      $0[0].convolved(
        Convolution(Window(square: AxisWindow(1))), weight: $0[1], bias: $0[2])
    },
    Row("maxPool", "padded", [one], is: .all(1, 1, 2, 2, 1)) {
      $0[0].maxPooled(Window(square: AxisWindow(2, padding: 1)))
    },
    Row("averagePool", "padded", [one], is: .all(1, 1, 2, 2, 1)) {
      $0[0].averagePooled(Window(square: AxisWindow(2, padding: 1)))
    },
    // One number is its own mean: what is left is the shift.
    Row("layerNorm", [Shape(2, 1), Shape(1), Shape(1)], is: .all(1, 2, 1)) {
      $0[0].layerNormalised(scale: $0[1], shift: $0[2], epsilon: 1e-5)
    },
    Row("batchNorm", [Shape(1, 2), Shape(2), Shape(2)], is: .all(1, 1, 2)) {
      $0[0].batchNormalised(by: nil, scale: $0[1], shift: $0[2], epsilon: 1e-5).output
    },
    Row("attention", [Shape(1, 1, 1), Shape(1, 1, 1), Shape(1, 1, 1)], is: .all(1, 1, 1, 1)) {
      $0[0].attending(
        to: $0[1], values: $0[2], heads: 1, mask: AttentionMask(isCausal: true)
      ).output
    },
    // With weights and biases of zero both gates are a half and the candidate is 0: (1 + 0) / 2.
    Row("gru", [Shape(1, 1, 1), Shape(1, 1)], is: .all(0.5, 1, 1, 1)) { inputs in
      var generator = SeededGenerator(seed: 1)
      return zeroed(GRU(1, 1, from: &generator))(inputs[0], from: inputs[1])
    },
    // So are an LSTM's, whose candidate is 0 and whose first cell is none: tanh 0.
    Row("lstm", [Shape(1, 1, 1)], is: .all(0, 1, 1, 1)) { inputs in
      var generator = SeededGenerator(seed: 1)
      return zeroed(LSTM(1, 1, from: &generator))(inputs[0]).output
    },
    // −log σ(1), in Float64.
    Row("binaryCrossEntropy", [Shape()], is: Tensor(Float(Double.log(1 + Double.exp(-1))))) {
      try $0[0].binaryCrossEntropy([1])
    },
    // One class alone is certain.
    Row("softmaxCrossEntropy", [Shape(1, 1)], is: Tensor(0)) {
      try $0[0].softmaxCrossEntropy([0])
    },
    Row("regression", [Shape()], is: Tensor(4)) { try $0[0].regressionLoss(.square, [3]) },
    // One frame with the one label there is.
    Row("lattice", "ctc", [Shape(1, 1, 1)], is: Tensor(0)) { try $0[0].ctcLoss([[]]) },
    Row("lattice", "transducer", [one], is: Tensor(0)) { try $0[0].rnnTransducerLoss([[]]) },
  ]

  private static func zeroed<Layer: Module>(_ layer: Layer) -> Layer {
    var zeroed = layer
    let zeros = layer.namedParameters().map { Tensor(repeating: 0, $0.parameter.value.shape) }
    var writer = ParameterWriter(values: zeros[...])
    zeroed.visit(&writer)
    return zeroed
  }
}
