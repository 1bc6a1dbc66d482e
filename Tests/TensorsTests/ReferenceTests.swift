import Tensors
import Testing

/// Against numpy in float64 (`Tests/References/networks.py`).
///
/// A Float32 carries 6e-8 relative error; sums of up to 20 terms and a few roundings in a row are
/// granted 2e-6 of the larger of 1 and the value.
struct ReferenceTests {
  let tolerance = 2e-6

  @Test(
    "The activations have numpy's values",
    arguments: ["gelu", "sigmoid", "tanh"])
  func activations(_ name: String) throws {
    let points = try References.tensor("points", Shape(15))
    let activation = try #require(Activation(rawValue: name))
    let found = points.activated(activation)
    #expect(try largestError(found.values, References.numbers(name)) <= tolerance)
  }

  @Test("Layer norm has numpy's values, in rows that fill no whole vector")
  func layerNorm() throws {
    let found = try References.tensor("normInput", Shape(3, 19)).layerNormalised(
      scale: References.tensor("normScale", Shape(19)),
      shift: References.tensor("normShift", Shape(19)), epsilon: 1e-5)
    #expect(
      try largestError(found.output.values, References.numbers("normOutput")) <= 2 * tolerance)
  }

  @Test("A convolution with stride and padding has the values of its definition")
  func convolution() throws {
    let found = try References.tensor("convInput", Shape(2, 1, 7, 3)).convolved(
      Window(time: AxisWindow(4, stride: 2, padding: 2)),
      weight: References.tensor("convWeight", Shape(12, 5)),
      bias: References.tensor("convBias", Shape(5)))
    #expect(found.shape == Shape(2, 1, 4, 5))
    #expect(try largestError(found.values, References.numbers("convOutput")) <= tolerance)
  }

  @Test("The product has numpy's values, whichever operands are stored transposed")
  func product() throws {
    let expected = try References.numbers("product")
    let left = try References.tensor("left", Shape(4, 6))
    let right = try References.tensor("right", Shape(6, 3))
    let (leftT, rightT) = (transposed(left), transposed(right))
    let found = [
      left.product(right), leftT.product(transposed: true, right),
      left.product(rightT, otherTransposed: true),
      leftT.product(transposed: true, rightT, otherTransposed: true),
    ]
    for product in found {
      #expect(product.shape == Shape(4, 3))
      #expect(largestError(product.values, expected) <= tolerance)
    }
  }

  @Test("Four steps of AdamW end where numpy's do")
  func adamW() throws {
    var parameter = try References.tensor("adamStart", Shape(21))
    var (first, second) = (Tensor(repeating: 0, Shape(21)), Tensor(repeating: 0, Shape(21)))
    let gradients = try References.numbers("adamGradients").map { Float($0) }
    for step in 0..<4 {
      AdamWStep(
        learningRate: 0.05, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0.1,
        gradientFactor: 1, step: step + 1
      ).apply(
        to: &parameter, first: &first, second: &second,
        gradient: Tensor(Shape(21), Array(gradients[21 * step..<21 * (step + 1)])))
    }
    // Each step divides by a root of a mean of squares: 1e-5 over four of them.
    #expect(try largestError(parameter.values, References.numbers("adamEnd")) <= 1e-5)
  }

  @Test("Softmax and both cross-entropies have numpy's values")
  func losses() throws {
    let logits = try References.tensor("logits", Shape(5, 4))
    let labels = try References.numbers("labels").map { Int32($0) }
    let targets = try References.tensor("binaryTargets", Shape(5, 1))
    #expect(
      try largestError(logits.softmax().values, References.numbers("softmax")) <= tolerance)
    #expect(
      try abs(logits.softmaxCrossEntropy(labels) - References.numbers("softmaxCrossEntropy")[0])
        <= 1e-12 * 20)
    #expect(
      try abs(
        logits.slice(axis: 1, 0..<1).binaryCrossEntropy(targets)
          - References.numbers("binaryCrossEntropy")[0]) <= 1e-12 * 20)
  }

  private func transposed(_ matrix: Tensor) -> Tensor {
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    let values = (0..<columns).flatMap { column in
      (0..<rows).map { matrix.values[$0 * columns + column] }
    }
    return Tensor(Shape(columns, rows), values)
  }
}
