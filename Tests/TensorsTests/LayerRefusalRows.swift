import Tensors

extension RefusalRow {
  private static let three = Window(square: AxisWindow(3))

  static let layers: [RefusalRow] = [
    RefusalRow("conv2d: [2, 3, 4] with weight [9, 5], kernel 3 × 3, 1 groups") {
      _ = ones(2, 3, 4).convolved(three, weight: ones(9, 5), bias: ones(5))
    },
    RefusalRow("conv2d: [1, 4, 4, 3] with weight [18, 5], kernel 3 × 3, 1 groups") {
      _ = ones(1, 4, 4, 3).convolved(three, weight: ones(18, 5), bias: ones(5))
    },
    RefusalRow("conv2d: [1, 4, 4, 3] with weight [9, 4], kernel 3 × 3, 2 groups") {
      _ = ones(1, 4, 4, 3).convolved(three, weight: ones(9, 4), bias: ones(4), groups: 2)
    },
    RefusalRow("conv2d: bias [4] for 5 outputs") {
      _ = ones(1, 4, 4, 1).convolved(three, weight: ones(9, 5), bias: ones(4))
    },
    RefusalRow("conv2d derivative: [1, 4, 4, 5] for images [1, 4, 4, 1], weight [9, 5]") {
      _ = ConvolutionPass(ones(1, 4, 4, 1), Convolution(three), weight: ones(9, 5), bias: ones(5))
        .derivative(
          ones(1, 4, 4, 5), images: ones(1, 4, 4, 1), weight: ones(9, 5), wantsImages: true)
    },
    RefusalRow("conv2d derivative: [1, 2, 2, 5] for images [1, 4, 5, 1], weight [9, 5]") {
      _ = ConvolutionPass(ones(1, 4, 4, 1), Convolution(three), weight: ones(9, 5), bias: ones(5))
        .derivative(
          ones(1, 2, 2, 5), images: ones(1, 4, 5, 1), weight: ones(9, 5), wantsImages: true)
    },
    RefusalRow("conv2d: 0 groups") { _ = Convolution(three, groups: 0) },
    RefusalRow("window: kernel 0, stride 1, padding 0, dilation 1") { _ = AxisWindow(0) },
    RefusalRow("windows: [2, 3] is not [batch, height, width, channels]") {
      _ = ones(2, 3).maxPooled(three)
    },
    RefusalRow(
      "pooling: 2 by 1, padding 2 and 2 by 1, padding 2: no dilation, and less padding than the "
        + "kernel"
    ) { _ = ones(1, 4, 4, 1).averagePooled(Window(square: AxisWindow(2, padding: 2))) },
    RefusalRow("pooling: windows [1, 1, 5, 1] over padding alone, in images [1, 0, 4, 1]") {
      _ = ones(1, 0, 4, 1).maxPooled(Window(square: AxisWindow(2, padding: 1)))
    },
    RefusalRow("max pooling derivative: [1, 4, 4, 1] for images [1, 4, 4, 1]") {
      let winners = ones(1, 4, 4, 1).maxPooled(three).winners
      _ = ones(1, 4, 4, 1).maxPoolingDerivative(
        three, winners: winners, images: Shape(1, 4, 4, 1))
    },
    RefusalRow("average pooling derivative: [1, 4, 4, 1] for images [1, 4, 4, 1]") {
      _ = ones(1, 4, 4, 1).averagePoolingDerivative(three, images: Shape(1, 4, 4, 1))
    },
    RefusalRow("layer norm: [2, 3] with [3] and [2]") {
      _ = ones(2, 3).layerNormalised(scale: ones(3), shift: ones(2), epsilon: 1)
    },
    RefusalRow("layer norm derivative: [2, 3] with [3, 2] and scale [3]") {
      _ = ones(2, 3).layerNormalised(scale: ones(3), shift: ones(3), epsilon: 1)
        .layerDerivative(ones(3, 2), scale: ones(3))
    },
    RefusalRow("batch norm: [0, 3] has no rows") { _ = ones(0, 3).columnMoments() },
    RefusalRow("batch norm: [2, 3] with [2] and [3]") {
      _ = ones(2, 3).batchNormalised(
        by: ones(2, 3).columnMoments(), scale: ones(2), shift: ones(3), epsilon: 1)
    },
    RefusalRow("batch norm: [2, 3] with [4] and [4]") {
      _ = ones(2, 3).batchNormalised(
        by: ones(2, 4).columnMoments(), scale: ones(3), shift: ones(3), epsilon: 1)
    },
    RefusalRow("batch norm derivative: [2, 3] with [3, 3] and scale [3]") {
      _ = ones(2, 3).batchNormalised(
        by: ones(2, 3).columnMoments(), scale: ones(3), shift: ones(3), epsilon: 1
      ).batchDerivative(ones(3, 3), scale: ones(3))
    },
  ]

  private static func weights(_ channels: Int, _ hidden: Int, gates: Int) -> RecurrentWeights {
    let width = gates * hidden
    return RecurrentWeights(
      input: ones(channels, width), state: ones(hidden, width), inputBias: ones(width),
      stateBias: ones(width))
  }

  private static func gru(_ x: Tensor, first: Tensor, lengths: Lengths? = nil) -> GRUPass {
    GRUPass(x, weights(3, 4, gates: 3), first: first, lengths: lengths, recording: true)
  }

  private static func lstm(_ x: Tensor, first: Tensor, lengths: Lengths? = nil) -> LSTMPass {
    LSTMPass(x, weights(3, 4, gates: 4), first: first, firstCell: first, lengths: lengths)
  }

  /// Of one sequence of 5 steps.
  private static let five = try? Lengths(checking: [5], time: 5)

  static let sequences: [RefusalRow] = [
    RefusalRow("gru: [2, 5, 7] with weights [3, 12] and [4, 12], biases [12] and [12]") {
      _ = gru(ones(2, 5, 7), first: ones(2, 4))
    },
    RefusalRow("gru: first state [1, 4] for [2, 5, 3]") {
      _ = gru(ones(2, 5, 3), first: ones(1, 4))
    },
    RefusalRow("gru: lengths [5] for 2 sequences of 5 steps") {
      _ = gru(ones(2, 5, 3), first: ones(2, 4), lengths: five)
    },
    RefusalRow("gru derivative: [2, 5, 3] for [2, 5, 4]") {
      let x = ones(2, 5, 3)
      _ = gru(x, first: ones(2, 4)).derivative(ones(2, 5, 3), x: x, weights(3, 4, gates: 3))
    },
    RefusalRow("lstm: [2, 5, 7] with weights [3, 16] and [4, 16], biases [16] and [16]") {
      _ = lstm(ones(2, 5, 7), first: ones(2, 4))
    },
    RefusalRow("lstm: first state [1, 4] and cell [1, 4] for [2, 5, 3]") {
      _ = lstm(ones(2, 5, 3), first: ones(1, 4))
    },
    RefusalRow("lstm: lengths [5] for 1 sequences of 4 steps") {
      _ = lstm(ones(1, 4, 3), first: ones(1, 4), lengths: five)
    },
    RefusalRow("lstm derivative: [2, 5, 4] for [2, 5, 8]") {
      let x = ones(2, 5, 3)
      _ = lstm(x, first: ones(2, 4)).derivative(ones(2, 5, 4), x: x, weights(3, 4, gates: 4))
    },
    RefusalRow("attention: queries [1, 2, 6], keys [1, 3, 4], values [1, 3, 4], 2 heads") {
      _ = attention(ones(1, 2, 6), ones(1, 3, 4), heads: 2)
    },
    RefusalRow("attention: queries [1, 2, 6], keys [1, 3, 6], values [1, 3, 6], 4 heads") {
      _ = attention(ones(1, 2, 6), ones(1, 3, 6), heads: 4)
    },
    RefusalRow("attention: lengths [5] for 1 sequences of 3 steps") {
      _ = attention(ones(1, 2, 6), ones(1, 3, 6), heads: 2, lengths: five)
    },
    RefusalRow("attention derivative: [1, 3, 6] for [1, 2, 6]") {
      _ = attention(ones(1, 2, 6), ones(1, 3, 6), heads: 2).derivative(
        ones(1, 3, 6), queries: ones(1, 2, 6), keys: ones(1, 3, 6), values: ones(1, 3, 6))
    },
    RefusalRow("reverse in time: [2, 3] is not [batch, time, channels]") {
      _ = ones(2, 3).reversedInTime()
    },
    RefusalRow("reverse in time: lengths [5] for 2 sequences of 5 steps") {
      _ = ones(2, 5, 3).reversedInTime(lengths: five)
    },
  ]

  private static func attention(
    _ queries: Tensor, _ keys: Tensor, heads: Int, lengths: Lengths? = nil
  ) -> AttentionPass {
    AttentionPass(
      queries: queries, keys: keys, values: keys, heads: heads,
      mask: AttentionMask(keyLengths: lengths))
  }

  static let losses: [RefusalRow] = [
    RefusalRow("softmax derivative: [2, 3] with [2, 4]") {
      _ = ones(2, 3).softmaxDerivative(ones(2, 4))
    },
    RefusalRow("log-softmax derivative: [2, 3] with [2, 4]") {
      _ = ones(2, 3).logSoftmaxDerivative(ones(2, 4))
    },
    RefusalRow("binary cross-entropy: [2, 3] with [2, 4]") {
      _ = ones(2, 3).binaryCrossEntropy(ones(2, 4))
    },
    RefusalRow("binary cross-entropy derivative: [2, 3] with [2, 4]") {
      _ = ones(2, 3).binaryCrossEntropyDerivative(ones(2, 4), factor: 1)
    },
    RefusalRow("softmax cross-entropy derivative: 3 labels for logits [2, 3]") {
      _ = ones(2, 3).softmaxCrossEntropyDerivative([0, 1, 2], factor: 1)
    },
    RefusalRow("square: [2, 3] with [2, 4]") {
      _ = ones(2, 3).regressionLoss(.square, ones(2, 4))
    },
    RefusalRow("huber(delta: 2.0) derivative: [2, 3] with [2, 4]") {
      _ = ones(2, 3).regressionLossDerivative(.huber(delta: 2), ones(2, 4), factor: 1)
    },
  ]

  static let steps: [RefusalRow] = [
    RefusalRow("sgd: [2] with velocity [2] and gradient [3]") {
      var (parameter, velocity) = (ones(2), ones(2))
      SGDStep(learningRate: 1, momentum: 0, nesterov: false, decay: 0, gradientFactor: 1)
        .apply(to: &parameter, velocity: &velocity, gradient: ones(3))
    },
    RefusalRow("adamw: [2] with gradient [3]") {
      var (parameter, first, second) = (ones(2), ones(2), ones(2))
      AdamWStep(
        learningRate: 1, beta1: 0, beta2: 0, epsilon: 1, decay: 0, gradientFactor: 1, step: 1
      ).apply(to: &parameter, first: &first, second: &second, gradient: ones(3))
    },
  ]
}
