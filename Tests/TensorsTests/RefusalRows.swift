import Tensors

/// An operation given shapes that do not fit, and the message it stops the program with.
struct RefusalRow: Sendable {
  let message: String
  let operation: @Sendable () -> Void

  init(_ message: String, _ operation: @escaping @Sendable () -> Void) {
    self.message = message
    self.operation = operation
  }

  static let all = elements + products + axes + layers + sequences + losses + steps

  static func ones(_ sizes: Int...) -> Tensor {
    (try? Shape(checking: sizes)).map { Tensor(repeating: 1, $0) } ?? Tensor(1)
  }

  private static let elements: [RefusalRow] =
    Arithmetic.allCases.map { arithmetic in
      RefusalRow("\(arithmetic.rawValue): [2, 3] with [2, 4]") {
        _ = ones(2, 3).combined(arithmetic, ones(2, 4))
      }
    }
    + Activation.allCases.map { activation in
      RefusalRow("\(activation.rawValue) derivative: [2, 3] with [3, 2]") {
        _ = ones(2, 3).activationDerivative(activation, ones(3, 2))
      }
    }
    + [
      RefusalRow("5 values for the shape [2, 3]") {
        _ = Tensor(Shape(2, 3), [1, 2, 3, 4, 5])
      },
      RefusalRow("shape [2, -1]: -1 is negative") { _ = Shape(2, -1) },
      RefusalRow("element 6 of the shape [2, 3]") { _ = ones(2, 3)[6] },
      RefusalRow("scalar: the shape is [2], not of one element") { _ = ones(2).scalar },
      RefusalRow("moving average: [2] with [3]") {
        var average = ones(2)
        average.move(towards: ones(3), share: 0.5)
      },
      RefusalRow("dropout mask: the rate is 1.0, not in 0 ..< 1") {
        _ = Tensor(dropoutMask: Shape(2), rate: 1, seed: 1, stream: 1)
      },
    ]

  private static let products: [RefusalRow] = [
    RefusalRow("matmul: [2, 3] with [4, 5]") { _ = ones(2, 3).product(ones(4, 5)) },
    RefusalRow("matmul: [2, 3]ᵀ with [3, 5]") {
      _ = ones(2, 3).product(transposed: true, ones(3, 5))
    },
    RefusalRow("matmul: [2, 3] with [3, 5]ᵀ") {
      _ = ones(2, 3).product(ones(3, 5), otherTransposed: true)
    },
    RefusalRow("batched matmul: [2, 3, 4] with [2, 5, 6]") {
      _ = ones(2, 3, 4).batchedProduct(ones(2, 5, 6))
    },
    RefusalRow("batched matmul: [2, 3, 4] with [3, 4, 6]") {
      _ = ones(2, 3, 4).batchedProduct(ones(3, 4, 6))
    },
    RefusalRow("batched matmul: [2, 3, 4] with [4, 6]") {
      _ = ones(2, 3, 4).batchedProduct(ones(4, 6))
    },
    RefusalRow("affine: [2, 3] with weight [4, 5] and bias [5]") {
      _ = ones(2, 3).affine(weight: ones(4, 5), bias: ones(5))
    },
    RefusalRow("affine: [2, 4] with weight [4, 5] and bias [6]") {
      _ = ones(2, 4).affine(weight: ones(4, 5), bias: ones(6))
    },
  ]

  private static let axes: [RefusalRow] = [
    RefusalRow("reshape: [2, 3] to [5]") { _ = ones(2, 3).reshaped(Shape(5)) },
    RefusalRow("transpose: axes 0 and 2 of [2, 3]") { _ = ones(2, 3).transposed(0, 2) },
    RefusalRow("concat: [2, 3] with [2, 4] along axis 0") {
      _ = Tensor.concatenated([ones(2, 3), ones(2, 4)], axis: 0)
    },
    RefusalRow("concat: [2, 3] with [2, 3] along axis 2") {
      _ = Tensor.concatenated([ones(2, 3)], axis: 2)
    },
    RefusalRow("concat: nothing to join") { _ = Tensor.concatenated([], axis: 0) },
    RefusalRow("slice: 1..<4 on axis 1 of [2, 3]") { _ = ones(2, 3).slice(axis: 1, 1..<4) },
    RefusalRow("slice derivative: [2, 3] at 1..<3 of 9") {
      _ = ones(2, 3).sliceDerivative(axis: 1, 1..<3, of: 9)
    },
    RefusalRow("sum: axis 2 of [2, 3]") { _ = ones(2, 3).sum(axis: 2) },
    RefusalRow("sum: [2, 3] to [2]") { _ = ones(2, 3).summed(to: Shape(2)) },
    RefusalRow("spread: [2] to [2, 3]") { _ = ones(2).spread(to: Shape(2, 3), axis: 0) },
    RefusalRow("max: axis -1 of [2, 3]") { _ = ones(2, 3).maximum(axis: -1) },
    RefusalRow("max: axis 1 of [2, 0] is empty") { _ = ones(2, 0).maximum(axis: 1) },
    RefusalRow("max derivative: [3] to [2, 3]") {
      _ = ones(3).maxDerivative(ones(2, 3).maximum(axis: 1).winners, of: Shape(2, 3), axis: 1)
    },
    RefusalRow("gather: 3 ids from [2, 3] to [2, 2] along axis 1") {
      _ = ones(2, 3).gatheredUnchecked(axis: 1, [0, 1, 2], to: Shape(2, 2))
    },
    RefusalRow("scatter: 6 ids from [2, 3] to [3, 4] along axis 1") {
      _ = ones(2, 3).scatteredUnchecked(axis: 1, [0, 1, 2, 0, 1, 2], to: Shape(3, 4))
    },
    RefusalRow("embedding derivative: [2, 3] with 3 ids below 4") {
      _ = ones(2, 3).gatheredDerivative([0, 1, 2], entries: 4)
    },
  ]
}
