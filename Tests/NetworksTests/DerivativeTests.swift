import Networks
import NumericCore
import Tensors
import Testing

/// One row of the derivative table under test: a function of inputs whose shapes are drawn.
struct DerivativeCase: CustomTestStringConvertible, Sendable {
  let name: String
  /// The shapes of the inputs.
  let shapes: @Sendable (inout SeededGenerator) -> [Shape]
  let function: @Sendable ([Variable]) throws -> Variable

  var testDescription: String { name }

  init(
    _ name: String, _ shapes: @escaping @Sendable (inout SeededGenerator) -> [Shape],
    _ function: @escaping @Sendable ([Variable]) throws -> Variable
  ) {
    self.name = name
    self.shapes = shapes
    self.function = function
  }

  static func unary(
    _ name: String, _ function: @escaping @Sendable (Variable) -> Variable
  ) -> Self {
    .init(name, { [anyShape(&$0)] }, { function($0[0]) })
  }
}

/// A size of an axis; one-element axes are as likely as any other.
private func size(_ generator: inout SeededGenerator) -> Int { 1 + generator.index(below: 6) }

private func anyShape(_ generator: inout SeededGenerator) -> Shape {
  let (a, b, c) = (size(&generator), size(&generator), size(&generator))
  return [Shape(), Shape(a), Shape(a, b), Shape(a, b, c)][generator.index(below: 4)]
}

private func sequence(_ generator: inout SeededGenerator) -> Shape {
  Shape(size(&generator), 4 + size(&generator), size(&generator))
}

private let cases: [DerivativeCase] = [
  .init(
    "matmul",
    { generator in
      let (m, k, n) = (size(&generator), size(&generator), size(&generator))
      return [Shape(m, k), Shape(k, n)]
    }, { $0[0].matmul($0[1]) }),
  .init(
    "affine",
    { generator in
      let (m, k, n) = (size(&generator), size(&generator), size(&generator))
      return [Shape(m, 2, k), Shape(k, n), Shape(n)]
    }, { $0[0].affine(weight: $0[1], bias: $0[2]) }),
  .init(
    "add bias",
    { generator in
      let (m, n) = (size(&generator), size(&generator))
      return [Shape(m, n), Shape(n)]
    }, { $0[0].addingBias($0[1]) }),
  .init(
    "add",
    { generator in
      let shape = anyShape(&generator)
      return [shape, shape]
    }, { $0[0] + $0[1] }),
  .init(
    "multiply",
    { generator in
      let shape = anyShape(&generator)
      return [shape, shape]
    }, { $0[0] * $0[1] }),
  .unary("multiply with itself") { $0 * $0 },
  .unary("scale") { $0 * -1.75 },
  .unary("relu") { $0.relu() },
  .unary("sigmoid") { $0.sigmoid() },
  .unary("tanh") { $0.tanh() },
  .unary("gelu") { $0.gelu() },
  .unary("sum") { $0.sum() },
  .init("flatten", { [sequence(&$0)] }, { $0[0].flattened() }),
  .init(
    "concat",
    { generator in
      let m = size(&generator)
      return (0..<3).map { _ in Shape(m, size(&generator)) }
    }, { Variable.concatenated($0) }),
  .init(
    "slice", { generator in [Shape(size(&generator), 3 + size(&generator))] },
    { $0[0].columns(1..<3) }),
  .init("mean over time", { [sequence(&$0)] }, { $0[0].meanOverTime() }),
  .init("max over time", { [sequence(&$0)] }, { $0[0].maxOverTime() }),
  convolution(Window(kernel: 1)),
  convolution(Window(kernel: 3, stride: 2, padding: 1)),
  convolution(Window(kernel: 4, stride: 3, padding: 5)),
  .init(
    "embedding", { generator in [Shape(4, size(&generator))] },
    { try $0[0].gathered([3, 0, 3, 1]) }),
  .init(
    "layer norm",
    { generator in
      let n = 2 + size(&generator)
      return [Shape(size(&generator), n), Shape(n), Shape(n)]
    }, { $0[0].layerNormalised(scale: $0[1], shift: $0[2], epsilon: 1e-3) }),
  .init(
    "binary cross-entropy", { generator in [Shape(size(&generator), 3)] },
    { inputs in
      let count = inputs[0].shape.count
      return try inputs[0].binaryCrossEntropy((0..<count).map { Float($0 % 3) / 2 })
    }),
  .init(
    "softmax cross-entropy", { generator in [Shape(size(&generator), 1 + size(&generator))] },
    { inputs in
      try inputs[0].softmaxCrossEntropy((0..<inputs[0].shape[0]).map { $0 % inputs[0].shape[1] })
    }),
  .init(
    "ctc", { generator in [Shape(2, 4 + size(&generator), 4)] },
    { inputs in
      try inputs[0].ctcLoss([[1, 1, 3], []], lengths: [inputs[0].shape[1], 2])
    }),
  .init(
    "transducer", { generator in [Shape(2, size(&generator), 3 + size(&generator) % 2, 3)] },
    { inputs in
      try inputs[0].rnnTransducerLoss([[1, 1], [2]], lengths: [inputs[0].shape[1], 1])
    }),
]

private func convolution(_ window: Window) -> DerivativeCase {
  DerivativeCase(
    "conv1d \(window.kernel)/\(window.stride)/\(window.padding)",
    { generator in
      let (x, outputs) = (sequence(&generator), size(&generator))
      return [x, Shape(window.kernel * x[2], outputs), Shape(outputs)]
    }, { $0[0].conv1D(window, weight: $0[1], bias: $0[2]) })
}

struct DerivativeTests {
  /// Against (f(x + h) − f(x − h)) / 2h of f = Σ weight · output, with h = 2⁻⁷, added up in Float64.
  ///
  /// Inputs lie in ±2 and away from ReLU's corner and max's ties. The third derivatives are of the
  /// order of 1, which gives h²/6 ≈ 1e-5. Float32 rounds an output of size 10 by up to 5e-7, which
  /// division by 2h makes 3e-5 an element, and the errors of independent elements add up like a
  /// root. Hence 5e-4 absolute and 5e-4 relative, five times the largest error that was seen; a
  /// rule that is off by 1 % fails in every row of the table.
  @Test(
    "Every derivative agrees with central differences over random shapes",
    arguments: cases, 0..<12)
  func derivativesAgreeWithCentralDifferences(_ row: DerivativeCase, seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed), "derivatives", row.name)
    let inputs = row.shapes(&generator).map { spread($0, &generator) }
    let tape = Tape(.gradients)
    let variables = inputs.map { tape.input($0) }
    let output = try row.function(variables)
    let weights = Tensor(
      output.shape, (0..<output.shape.count).map { _ in Float(generator.uniform(-1, 1)) })
    let gradients = tape.gradients(of: (output * tape.constant(weights)).sum())

    func value(_ inputs: [Tensor]) throws -> Double {
      let tape = Tape(.inference)
      let output = try row.function(inputs.map { tape.constant($0) }).value
      return zip(output.values, weights.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    let h: Float = 0x1p-7
    for (index, input) in inputs.enumerated() {
      let gradient = gradients.of(variables[index])
      #expect(gradient.shape == input.shape)
      for element in input.values.indices {
        var (above, below) = (inputs, inputs)
        above[index].update { $0[element] += h }
        below[index].update { $0[element] -= h }
        let step = Double(above[index].values[element]) - Double(below[index].values[element])
        let expected = try (value(above) - value(below)) / step
        let found = Double(gradient.values[element])
        #expect(
          abs(found - expected) <= 5e-4 + 5e-4 * abs(expected),
          "input \(index) \(input.shape), element \(element): \(found), not \(expected)")
      }
    }
  }

  /// Distinct values at least 4h from each other and 2h from zero, so that no corner lies within h.
  private func spread(_ shape: Shape, _ generator: inout SeededGenerator) -> Tensor {
    let count = shape.count
    let spacing = 4 / Double(max(count, 1))
    let values = generator.permutation(count).map { Float((Double($0) + 0.5) * spacing - 2) }
    let gap: Float = 0x1p-6
    return Tensor(shape, values.map { abs($0) < gap ? gap : $0 })
  }
}
