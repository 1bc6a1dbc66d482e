import Networks
import NumericCore
import Tensors

/// Rows of what moves, picks, joins and reduces elements.
enum ShapeRows {
  static let all =
    moves + transposes + concats + slices + sums + reductions + picks + picksOnAxes

  private static let moves: [DerivativeCase] = [
    .init("reshape", "flattened", { [smallShape(&$0)] }, { $0[0].flattened() }),
    .init(
      "reshape", "and used twice", { [smallShape(&$0)] },
      { inputs in
        let flat = inputs[0].reshaped(Shape(inputs[0].shape.count))
        return flat * flat
      }),
    .init(
      "concat", "of one variable twice", { [smallShape(&$0)] },
      { Variable.concatenated([$0[0], $0[0] * 2, $0[0]]) }),
    .init("reverseInTime", "of all steps", { [sequenceShape(&$0)] }, { $0[0].reversedInTime() }),
    .init(
      "reverseInTime", "with lengths", { [sequenceShape(&$0)] },
      { $0[0].reversedInTime(lengths: try fallingLengths($0[0].shape)) }),
    .unary("transpose", "of any rank") { x in
      x.shape.rank < 2 ? x : x.transposed(0, x.shape.rank - 1)
    },
  ]

  private static let transposes: [DerivativeCase] = [
    (0, 1), (0, 2), (1, 2), (2, 0), (1, 1),
  ].map { (first: Int, second: Int) in
    DerivativeCase(
      "transpose", "\(first) with \(second)", { [smallShape(&$0)] },
      { $0[0].transposed(first, second) })
  }

  private static let concats: [DerivativeCase] = (0..<3).map { axis in
    DerivativeCase(
      "concat", "on axis \(axis)",
      { generator in
        let shape = smallShape(&generator)
        return (0..<3).map { _ in shape.replacing(axis, size(&generator, upTo: 4)) }
      }, { Variable.concatenated($0, axis: axis) })
  }

  private static let slices: [DerivativeCase] = (0..<3).map { axis in
    DerivativeCase(
      "slice", "on axis \(axis)",
      { generator in
        let shape = smallShape(&generator)
        return [shape.replacing(axis, shape[axis] + 2)]
      }, { $0[0].slice(axis: axis, 1..<$0[0].shape[axis] - 1) })
  }

  private static let sums: [DerivativeCase] = [.unary("sum", "of any rank") { $0.sum() }]

  private static let reductions: [DerivativeCase] = (0..<3).flatMap { axis in
    [
      DerivativeCase(
        "sumAxis", "\(axis)", { [smallShape(&$0)] }, { $0[0].sum(axis: axis) }),
      DerivativeCase(
        "sumAxis", "mean, \(axis)", { [smallShape(&$0)] }, { $0[0].mean(axis: axis) }),
      DerivativeCase(
        "maxAxis", "\(axis)", { [smallShape(&$0)] }, { $0[0].maximum(axis: axis) }),
    ]
  }

  private static let picks: [DerivativeCase] = [
    .init(
      "embedding", "a row twice and one never", { generator in [Shape(4, size(&generator))] },
      { try $0[0].gathered([3, 0, 3, 1]) }),
    .init("gather", "the last step", { [sequenceShape(&$0)] }, { $0[0].lastStep() }),
    .init(
      "gather", "the last step of each length", { [sequenceShape(&$0)] },
      { $0[0].lastStep(lengths: try fallingLengths($0[0].shape)) }),
  ]

  private static let picksOnAxes: [DerivativeCase] = (0..<3).flatMap { axis in
    [
      DerivativeCase(
        "gather", "on axis \(axis)", { [smallShape(&$0)] },
        { inputs in
          let shape = inputs[0].shape
          let ids = ids(shape.replacing(axis, 3).count, below: shape[axis])
          return try inputs[0].gathered(axis: axis, ids, picks: 3)
        }),
      DerivativeCase(
        "scatter", "on axis \(axis)", { [smallShape(&$0)] },
        { inputs in
          let ids = ids(inputs[0].shape.count, below: 4)
          return try inputs[0].scattered(axis: axis, ids, entries: 4)
        }),
    ]
  }

  /// Ids in no order, most of them more than once.
  private static func ids(_ count: Int, below bound: Int) -> [Int32] {
    (0..<count).map { Int32(($0 * 7 + $0 / 3) % bound) }
  }
}
