import Networks
import NumericCore
import Tensors

/// Rows of layers with an axis of no elements.
enum EmptyLayerRows {
  static let all = images + norms + recurrent + attention

  private typealias Row = ShapeEdgeRow

  private static let two = Window(square: AxisWindow(2))
  private static let padded = Window(square: AxisWindow(2, padding: 1))

  private static func convolved(
    _ window: Window
  ) -> @Sendable ([Variable]) throws -> Variable {
    { $0[0].convolved(Convolution(window), weight: $0[1], bias: $0[2]) }
  }

  private static let images: [ShapeEdgeRow] = [
    Row(
      "convolution", "of no images", [Shape(0, 3, 3, 2), Shape(8, 5), Shape(5)],
      is: .none(0, 2, 2, 5), convolved(two)),
    Row(
      "convolution", "of no rows", [Shape(1, 0, 3, 2), Shape(8, 5), Shape(5)],
      is: .none(1, 0, 2, 5), convolved(two)),
    Row(
      "convolution", "of padding alone", [Shape(1, 0, 3, 2), Shape(8, 5), Shape(5)],
      is: .all(1, 1, 1, 4, 5), convolved(padded)),
    Row(
      "convolution", "of no channels", [Shape(1, 3, 3, 0), Shape(0, 5), Shape(5)],
      is: .all(1, 1, 2, 2, 5), convolved(two)),
    Row(
      "convolution", "to no outputs", [Shape(1, 3, 3, 2), Shape(8, 0), Shape(0)],
      is: .none(1, 2, 2, 0), convolved(two)),
    Row("maxPool", [Shape(0, 3, 3, 2)], is: .none(0, 2, 2, 2)) { $0[0].maxPooled(two) },
    Row("maxPool", [Shape(1, 0, 3, 2)], is: .none(1, 0, 2, 2)) { $0[0].maxPooled(two) },
    Row("maxPool", [Shape(1, 3, 3, 0)], is: .none(1, 2, 2, 0)) { $0[0].maxPooled(two) },
    Row("averagePool", [Shape(0, 3, 3, 2)], is: .none(0, 2, 2, 2)) { $0[0].averagePooled(two) },
    Row("averagePool", [Shape(1, 3, 0, 2)], is: .none(1, 2, 0, 2)) { $0[0].averagePooled(two) },
    Row("averagePool", [Shape(1, 3, 3, 0)], is: .none(1, 2, 2, 0)) { $0[0].averagePooled(two) },
  ]

  private static let norms: [ShapeEdgeRow] = [
    Row("layerNorm", [Shape(0, 3), Shape(3), Shape(3)], is: .none(0, 3)) {
      $0[0].layerNormalised(scale: $0[1], shift: $0[2], epsilon: 1)
    },
    Row("layerNorm", [Shape(2, 0), Shape(0), Shape(0)], is: .none(2, 0)) {
      $0[0].layerNormalised(scale: $0[1], shift: $0[2], epsilon: 1)
    },
    Row("batchNorm", [Shape(2, 0), Shape(0), Shape(0)], is: .none(2, 0)) {
      $0[0].batchNormalised(by: nil, scale: $0[1], shift: $0[2], epsilon: 1).output
    },
    Row("batchNorm", "of given moments", [Shape(0, 3), Shape(3), Shape(3)], is: .none(0, 3)) {
      $0[0].batchNormalised(
        by: ColumnMoments(mean: .all(0, 3), variance: .all(1, 3)), scale: $0[1], shift: $0[2],
        epsilon: 1
      ).output
    },
  ]

  private static func gru(_ hidden: Int) -> @Sendable ([Variable]) throws -> Variable {
    { inputs in
      var generator = SeededGenerator(seed: 1)
      return GRU(inputs[0].shape[2], hidden, from: &generator)(inputs[0], from: inputs[1])
    }
  }

  private static func lstm(_ hidden: Int) -> @Sendable ([Variable]) throws -> Variable {
    { inputs in
      var generator = SeededGenerator(seed: 1)
      return LSTM(inputs[0].shape[2], hidden, from: &generator)(inputs[0]).output
    }
  }

  private static let recurrent: [ShapeEdgeRow] = [
    Row("gru", "of no batch", [Shape(0, 4, 3), Shape(0, 2)], is: .none(0, 4, 2), gru(2)),
    Row("gru", "of no time", [Shape(2, 0, 3), Shape(2, 2)], is: .none(2, 0, 2), gru(2)),
    Row("gru", "of no state", [Shape(2, 4, 3), Shape(2, 0)], is: .none(2, 4, 0), gru(0)),
    Row("lstm", "of no batch", [Shape(0, 4, 3)], is: .none(0, 4, 2), lstm(2)),
    Row("lstm", "of no state", [Shape(2, 4, 3)], is: .none(2, 4, 0), lstm(0)),
  ]

  private static let attention: [ShapeEdgeRow] = [
    Row(
      "attention", "of no batch", [Shape(0, 2, 4), Shape(0, 3, 4), Shape(0, 3, 4)],
      is: .none(0, 2, 4), attending),
    Row(
      "attention", "of no queries", [Shape(2, 0, 4), Shape(2, 3, 4), Shape(2, 3, 4)],
      is: .none(2, 0, 4), attending),
    // As documented: a query without any key gets zeros.
    Row(
      "attention", "of no keys", [Shape(1, 2, 4), Shape(1, 0, 4), Shape(1, 0, 4)],
      is: .all(0, 1, 2, 4), attending),
    Row(
      "attention", "of no width", [Shape(1, 2, 0), Shape(1, 3, 0), Shape(1, 3, 0)],
      is: .none(1, 2, 0), attending),
  ]

  @Sendable private static func attending(_ inputs: [Variable]) -> Variable {
    inputs[0].attending(to: inputs[1], values: inputs[2], heads: 2).output
  }
}
