import NumericCore
import Tensors
import Testing

struct KernelTests {
  /// Every 1/64 over the range in which e^x is a normal number.
  private static let grid = (-5587...5651).map { Float($0) / 64 }

  @Test("exp is within 2 units in the last place of Float64's over its whole range")
  func exponential() {
    let found = Tensor(Shape(Self.grid.count), Self.grid).exponential()
    for (x, y) in zip(Self.grid, found.values) {
      let expected = Double.exp(Double(x))
      #expect(abs(Double(y) - expected) <= 2 * Double(Float(expected).ulp), "e^\(x) as \(y)")
    }
  }

  @Test("tanh keeps its relative error near zero and stays within ±1")
  func hyperbolicTangent() {
    let points = Self.grid + (1...40).map { Float(sign: .plus, exponent: -$0, significand: 1.25) }
    let found = Tensor(Shape(points.count), points).activated(.tanh)
    for (x, y) in zip(points, found.values) {
      let expected = Double.tanh(Double(x))
      #expect(abs(Double(y) - expected) <= 4e-7 * abs(expected), "tanh \(x) as \(y)")
      #expect(abs(y) <= 1)
    }
  }

  @Test("No finite input makes an activation or its derivative infinite or not a number")
  func extremes() {
    let values: [Float] = [-.greatestFiniteMagnitude, -1e20, -1e4, -0.0, 0, 1e4, 1e20, 3e38]
    let x = Tensor(Shape(8), values)
    let ones = Tensor(repeating: 1, Shape(8))
    #expect(x.exponential().values.allSatisfy { $0.isFinite })
    for activation in Activation.allCases {
      let y = x.activated(activation)
      let point = activation.differentiatesByResult ? y : x
      for tensor in [y, point.activationDerivative(activation, ones)] {
        #expect(tensor.values.allSatisfy { $0.isFinite }, "\(activation): \(tensor.values)")
      }
    }
  }

  @Test("Logits of ±1e4 give finite losses and gradients")
  func extremeLogits() throws {
    let logits = Tensor(Shape(2, 2), [1e4, -1e4, -1e4, 1e4])
    let targets = Tensor(Shape(2, 2), [1, 0, 1, 0])
    // Right, right, wrong by 1e4, wrong by 1e4.
    #expect(logits.binaryCrossEntropy(targets) == 2e4)
    let binary = logits.binaryCrossEntropyDerivative(targets, factor: 1).values
    #expect(near(binary, [0, 0, -1, 1]))
    // Wrong by 2e4, then right.
    #expect(try logits.softmaxCrossEntropy([1, 1]) == 2e4)
    #expect(near(logits.softmaxCrossEntropyDerivative([1, 1], factor: 1).values, [1, -1, 0, 0]))
  }

  // The kernels' e^x ends at 1e-38 instead of at zero.
  private func near(_ found: [Float], _ expected: [Float]) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= 2e-38 }
  }

  @Test("NaN stays NaN through every activation, so that trouble is seen")
  func notANumber() {
    let x = Tensor(Shape(1), [.nan])
    #expect(x.exponential()[0].isNaN)
    for activation in Activation.allCases {
      #expect(x.activated(activation)[0].isNaN, "\(activation)")
    }
  }

  @Test("Sums agree with a plain loop in Float64 for every remainder", arguments: 0...35)
  func sums(_ count: Int) {
    var generator = SeededGenerator(seed: 3, count)
    let values = (0..<count).map { _ in Float(generator.normal()) }
    let tensor = Tensor(Shape(count), values)
    #expect(abs(tensor.sum() - values.reduce(0) { $0 + Double($1) }) <= 1e-13)
    #expect(
      abs(tensor.sumOfSquares() - values.reduce(0) { $0 + Double($1) * Double($1) }) <= 1e-13)
  }

  @Test("The kernels name themselves for the record")
  func names() {
    #expect(["x86-64-v4", "x86-64-v3", "x86-64", "arm64", "portable"].contains(Kernels.name))
  }
}
