import Networks
import NumericCore
import Tensors
import Testing

/// An operation on shapes at the edge of what there is, and what it gives for inputs of ones.
///
/// The expected values are written out by hand: a sum of nothing is 0, a product over nothing is
/// the bias, and a softmax of one number is 1.
struct ShapeEdgeRow: CustomTestStringConvertible, Sendable {
  /// The case of `Operation` that the row is there for.
  let operation: String
  let name: String
  let shapes: [Shape]
  let expected: Tensor
  let function: @Sendable ([Variable]) throws -> Variable

  var testDescription: String { "\(operation): \(name) \(shapes)" }

  init(
    _ operation: String, _ name: String, _ shapes: [Shape], is expected: Tensor,
    _ function: @escaping @Sendable ([Variable]) throws -> Variable
  ) {
    self.operation = operation
    self.name = name
    self.shapes = shapes
    self.expected = expected
    self.function = function
  }

  init(
    _ operation: String, _ shapes: [Shape], is expected: Tensor,
    _ function: @escaping @Sendable ([Variable]) throws -> Variable
  ) {
    self.init(operation, "", shapes, is: expected, function)
  }
}

/// Rows with an axis of no elements.
enum EmptyRows {
  static let all = products + elementwise + shapes + reductions + picks

  private typealias Row = ShapeEdgeRow

  private static let products: [ShapeEdgeRow] = [
    Row("matmul", [Shape(0, 3), Shape(3, 2)], is: .none(0, 2)) { $0[0].matmul($0[1]) },
    Row("matmul", [Shape(2, 0), Shape(0, 3)], is: .all(0, 2, 3)) { $0[0].matmul($0[1]) },
    Row("matmul", [Shape(2, 3), Shape(3, 0)], is: .none(2, 0)) { $0[0].matmul($0[1]) },
    Row("batchedMatmul", [Shape(0, 2, 3), Shape(0, 3, 4)], is: .none(0, 2, 4)) {
      $0[0].batchedMatmul($0[1])
    },
    Row("batchedMatmul", [Shape(2, 2, 0), Shape(2, 0, 4)], is: .all(0, 2, 2, 4)) {
      $0[0].batchedMatmul($0[1])
    },
    Row("affine", [Shape(0, 3), Shape(3, 2), Shape(2)], is: .none(0, 2)) {
      $0[0].affine(weight: $0[1], bias: $0[2])
    },
    Row("affine", "of no inputs", [Shape(2, 0), Shape(0, 3), Shape(3)], is: .all(1, 2, 3)) {
      $0[0].affine(weight: $0[1], bias: $0[2])
    },
    Row("affine", [Shape(2, 3), Shape(3, 0), Shape(0)], is: .none(2, 0)) {
      $0[0].affine(weight: $0[1], bias: $0[2])
    },
  ]

  private static let elementwise: [ShapeEdgeRow] = [
    Row("arithmetic", [Shape(0, 3), Shape(3)], is: .none(0, 3)) { $0[0] + $0[1] },
    Row("arithmetic", [Shape(2, 0), Shape(2, 1)], is: .none(2, 0)) { $0[0] - $0[1] },
    Row("arithmetic", [Shape(1, 3), Shape(0, 3)], is: .none(0, 3)) { $0[0] * $0[1] },
    Row("arithmetic", [Shape(), Shape(2, 0, 3)], is: .none(2, 0, 3)) { $0[0] / $0[1] },
    Row("scale", [Shape(2, 0)], is: .none(2, 0)) { $0[0] * 2 },
    Row("activation", [Shape(0, 2)], is: .none(0, 2)) { $0[0].gelu().silu().relu() },
    Row("softmax", [Shape(0, 2)], is: .none(0, 2)) { $0[0].softmax() },
    Row("softmax", [Shape(2, 0)], is: .none(2, 0)) { $0[0].softmax() },
    Row("logSoftmax", [Shape(0, 2)], is: .none(0, 2)) { $0[0].logSoftmax() },
    Row("logSoftmax", [Shape(2, 0)], is: .none(2, 0)) { $0[0].logSoftmax() },
  ]

  private static let shapes: [ShapeEdgeRow] = [
    Row("reshape", [Shape(0, 3)], is: .none(2, 0)) { $0[0].reshaped(Shape(2, 0)) },
    Row("reshape", "flattened", [Shape(2, 0, 3)], is: .none(2, 0)) { $0[0].flattened() },
    Row("transpose", [Shape(2, 0, 3)], is: .none(3, 0, 2)) { $0[0].transposed(0, 2) },
    Row("concat", [Shape(0, 3), Shape(2, 3), Shape(0, 3)], is: .all(1, 2, 3)) {
      Variable.concatenated($0, axis: 0)
    },
    Row("concat", [Shape(0, 3), Shape(0, 2)], is: .none(0, 5)) { Variable.concatenated($0) },
    Row("slice", "of nothing", [Shape(2, 3)], is: .none(2, 0)) { $0[0].slice(axis: 1, 2..<2) },
    Row("slice", [Shape(0, 3)], is: .none(0, 2)) { $0[0].slice(axis: 1, 0..<2) },
    Row("reverseInTime", [Shape(0, 2, 3)], is: .none(0, 2, 3)) { $0[0].reversedInTime() },
    Row("reverseInTime", [Shape(2, 0, 3)], is: .none(2, 0, 3)) { $0[0].reversedInTime() },
  ]

  private static let reductions: [ShapeEdgeRow] = [
    Row("sum", [Shape(0, 3)], is: Tensor(0)) { $0[0].sum() },
    Row("sumAxis", [Shape(0, 3)], is: .all(0, 3)) { $0[0].sum(axis: 0) },
    Row("sumAxis", [Shape(0, 3)], is: .none(0)) { $0[0].sum(axis: 1) },
    Row("sumAxis", "mean", [Shape(0, 3)], is: .none(0)) { $0[0].mean(axis: 1) },
    Row("maxAxis", [Shape(0, 3)], is: .none(0)) { $0[0].maximum(axis: 1) },
  ]

  private static let picks: [ShapeEdgeRow] = [
    Row("gather", "nothing", [Shape(2, 3)], is: .none(2, 0)) {
      try $0[0].gathered(axis: 1, [], picks: 0)
    },
    Row("gather", [Shape(0, 3)], is: .none(0, 2)) { try $0[0].gathered(axis: 1, [], picks: 2) },
    Row("scatter", [Shape(2, 0)], is: .all(0, 2, 3)) {
      try $0[0].scattered(axis: 1, [], entries: 3)
    },
    Row("embedding", "no ids", [Shape(2, 3)], is: .none(0, 3)) { try $0[0].gathered([]) },
    Row("embedding", [Shape(2, 0)], is: .none(2, 0)) { try $0[0].gathered([1, 1]) },
  ]
}

extension Tensor {
  /// No elements, of these sizes.
  static func none(_ sizes: Int...) -> Tensor { repeated(0, sizes) }

  static func all(_ value: Float, _ sizes: Int...) -> Tensor { repeated(value, sizes) }

  private static func repeated(_ value: Float, _ sizes: [Int]) -> Tensor {
    (try? Shape(checking: sizes)).map { Tensor(repeating: value, $0) } ?? Tensor(value)
  }
}
