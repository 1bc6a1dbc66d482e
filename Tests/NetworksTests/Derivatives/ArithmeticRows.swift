import Networks
import NumericCore
import Tensors

/// Rows of products, elementwise arithmetic and activations.
enum ArithmeticRows {
  static let all = products + arithmetic + mixed + activations + elementwise

  private static let products: [DerivativeCase] = [
    .init("leaf", "an input itself", { [anyShape(&$0)] }, { $0[0] }),
    .init(
      "matmul", "of matrices",
      { generator in
        let (m, k, n) = (size(&generator), size(&generator), size(&generator))
        return [Shape(m, k), Shape(k, n)]
      }, { $0[0].matmul($0[1]) }),
    .init(
      "matmul", "of three axes",
      { generator in
        let (m, k, n) = (size(&generator), size(&generator), size(&generator))
        return [Shape(m, 2, k), Shape(k, n)]
      }, { $0[0].matmul($0[1]) }),
    .init(
      "batchedMatmul", "of three axes",
      { generator in
        let (b, m) = (size(&generator, upTo: 3), size(&generator))
        let (k, n) = (size(&generator), size(&generator))
        return [Shape(b, m, k), Shape(b, k, n)]
      }, { $0[0].batchedMatmul($0[1]) }),
    .init(
      "batchedMatmul", "of four axes",
      { generator in
        let (b, m) = (size(&generator, upTo: 3), size(&generator, upTo: 4))
        let (k, n) = (size(&generator, upTo: 4), size(&generator, upTo: 4))
        return [Shape(b, 2, m, k), Shape(b, 2, k, n)]
      }, { $0[0].batchedMatmul($0[1]) }),
    .init(
      "affine", "of three axes",
      { generator in
        let (m, k, n) = (size(&generator), size(&generator), size(&generator))
        return [Shape(m, 2, k), Shape(k, n), Shape(n)]
      }, { $0[0].affine(weight: $0[1], bias: $0[2]) }),
  ]

  /// How the second operand's shape follows from the first's, [a, b, c].
  private static let repeats: [(name: String, shape: @Sendable (Shape) -> Shape)] = [
    ("alike", { $0 }),
    ("a row", { Shape($0[2]) }),
    ("a column", { Shape($0[1], 1) }),
    ("over the batch", { Shape($0[0], 1, 1) }),
    ("over the middle", { Shape($0[0], 1, $0[2]) }),
    ("a number", { _ in Shape() }),
    ("a number of three axes", { _ in Shape(1, 1, 1) }),
  ]

  private static let arithmetic: [DerivativeCase] = Arithmetic.allCases.flatMap { arithmetic in
    repeats.flatMap { way in
      [true, false].map { second in
        DerivativeCase(
          "arithmetic", "\(arithmetic.rawValue), \(way.name) on the \(second ? "right" : "left")",
          { generator in
            let shape = smallShape(&generator)
            return second ? [shape, way.shape(shape)] : [way.shape(shape), shape]
          }, { combined(arithmetic, $0[0], $0[1]) })
      }
    }
  }

  private static let mixed: [DerivativeCase] = [
    .init(
      "arithmetic", "both operands repeated",
      { generator in
        let (a, b, c) = (size(&generator), size(&generator), size(&generator))
        return [Shape(a, 1, c), Shape(b, 1)]
      }, { $0[0] * $0[1] - $0[1] + $0[0] }),
    .unary("arithmetic", "multiply with itself") { $0 * $0 },
    .unary("arithmetic", "subtract from itself") { $0 - $0 * $0 },
  ]

  // Divisors lie in 1.5 … 2.5, far from the pole.
  private static func combined(
    _ arithmetic: Arithmetic, _ a: Variable, _ b: Variable
  ) -> Variable {
    switch arithmetic {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / (b * 0.25 + b.tape.constant(Tensor(2)))
    }
  }

  private static let activations: [DerivativeCase] = Activation.allCases.map { activation in
    .unary("activation", activation.rawValue) { $0.activated(activation) }
  }

  private static let elementwise: [DerivativeCase] = [
    .unary("scale", "by -1.75") { $0 * -1.75 },
    .unary("softmax", "of any rank") { $0.softmax() },
    .unary("logSoftmax", "of any rank") { $0.logSoftmax() },
  ]
}
