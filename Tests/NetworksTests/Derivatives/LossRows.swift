import Networks
import NumericCore
import Tensors

/// Rows of losses.
enum LossRows {
  static let all = binary + crossEntropies + regressions + lattices

  private static let binary: [DerivativeCase] = [
    .init(
      "binaryCrossEntropy", "alone", { generator in [Shape(size(&generator), 3)] },
      { inputs in
        let count = inputs[0].shape.count
        return try inputs[0].binaryCrossEntropy((0..<count).map { Float($0 % 3) / 2 })
      }),
    .init(
      "binaryCrossEntropy", "one of two losses", { generator in [Shape(size(&generator))] },
      { inputs in
        let targets = [Float](repeating: 0.25, count: inputs[0].shape.count)
        return try inputs[0].binaryCrossEntropy(targets) * 3 + inputs[0].sum()
      }),
  ]

  private static let crossEntropies: [DerivativeCase] = [Float(0), 0.1].flatMap { smoothing in
    [false, true].map { ignores in
      let ignored = ignores ? 0 : nil
      let name = "smoothing \(smoothing)" + (ignored == nil ? "" : ", ignoring labels")
      return DerivativeCase(
        "softmaxCrossEntropy", name,
        { generator in [Shape(2, size(&generator), 1 + size(&generator))] },
        { inputs in
          // The second row's label is 1 and counts, whatever is ignored.
          let (rows, classes) = (inputs[0].shape.rows, inputs[0].shape.last)
          return try inputs[0].softmaxCrossEntropy(
            (0..<rows).map { $0 % classes }, smoothing: smoothing, ignoring: ignored)
        })
    }
  }

  private static let losses: [RegressionLoss] = [
    .square, .absolute, .huber(delta: 0.5), .huber(delta: 8),
  ]

  private static let regressions: [DerivativeCase] = losses.map { loss in
    .unary("regression", "\(loss)") { x in
      // The deviations lie in 0.5 … 4.5 of either sign, away from both corners.
      let places = 0..<x.shape.count
      return try (x + x.tape.constant(Tensor(x.shape, places.map { $0 % 2 == 0 ? 2.25 : -2.25 })))
        .regressionLoss(loss, [Float](repeating: 0.125, count: x.shape.count))
    }
  }

  private static let lattices: [DerivativeCase] = [
    .init(
      "lattice", "ctc", { generator in [Shape(2, 4 + size(&generator), 4)] },
      { inputs in
        try inputs[0].ctcLoss([[1, 1, 3], []], lengths: [inputs[0].shape[1], 2])
      }),
    .init(
      "lattice", "transducer",
      { generator in [Shape(2, size(&generator), 3 + size(&generator) % 2, 3)] },
      { inputs in
        try inputs[0].rnnTransducerLoss([[1, 1], [2]], lengths: [inputs[0].shape[1], 1])
      }),
    .init(
      "lattice", "one of two losses", { generator in [Shape(1, 2 + size(&generator), 3)] },
      { inputs in try inputs[0].ctcLoss([[2]]) * 0.5 + inputs[0].sum() }),
  ]
}
