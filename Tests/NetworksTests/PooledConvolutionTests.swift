import Networks
import NumericCore
import Tensors
import Testing

/// What is done on the way, image by image, against the same operations one after the other.
struct PooledConvolutionTests {
  static let pools = [
    Window(square: AxisWindow(2, stride: 2)),
    Window(square: AxisWindow(3, stride: 2, padding: 1)),
    Window(height: AxisWindow(2), width: AxisWindow(3, stride: 3)),
    // More windows than pixels.
    Window(square: AxisWindow(4, padding: 3)),
  ]

  private struct Found {
    let output: Tensor
    let gradients: [Tensor]
  }

  private func run(_ function: ([Variable]) -> Variable, outputs: Int) -> Found {
    var generator = SeededGenerator(seed: 5, "pooled convolution", outputs)
    let shapes = [Shape(3, 7, 6, 2), Shape(18, outputs), Shape(outputs)]
    let tape = Tape(.gradients)
    let inputs = shapes.map { shape in
      tape.input(Tensor(shape, (0..<shape.count).map { _ in Float(generator.uniform(-1, 1)) }))
    }
    let output = function(inputs)
    let weights = Tensor(
      output.shape, (0..<output.shape.count).map { _ in Float(generator.uniform(-1, 1)) })
    let gradients = tape.gradients(of: (output * tape.constant(weights)).sum())
    return Found(output: output.value, gradients: inputs.map(gradients.of))
  }

  /// Outputs are the same numbers; gradients are added up in another order, which rounds sums of up to
  /// 126 numbers of size 1 otherwise: within 126 · 2⁻²⁴ · √126 = 8e-5.
  @Test(
    "Pooling on the way equals pooling afterwards", arguments: pools, [false, true])
  func pooling(_ pool: Window, rectified: Bool) {
    // Outputs that fill vectors of sixteen channels, and some that do not.
    for outputs in [1, 5, 16, 33] {
      let window = Window(square: AxisWindow(3, padding: 1))
      let together = run(
        {
          $0[0].convolved(
            Convolution(window, rectified: rectified, pool: pool), weight: $0[1], bias: $0[2])
        }, outputs: outputs)
      let apart = run(
        {
          let convolved = $0[0].convolved(Convolution(window), weight: $0[1], bias: $0[2])
          return (rectified ? convolved.relu() : convolved).maxPooled(pool)
        }, outputs: outputs)
      #expect(together.output == apart.output)
      for (a, b) in zip(together.gradients, apart.gradients) {
        #expect(a.shape == b.shape)
        #expect(zip(a.values, b.values).allSatisfy { abs($0 - $1) <= 8e-5 })
      }
    }
  }

  @Test("An answer does not depend on the images that come with it")
  func alone() {
    let pool = Window(square: AxisWindow(2, stride: 2))
    var generator = SeededGenerator(seed: 8)
    let layer = Conv2D(2, 5, Window(square: AxisWindow(3)), from: &generator)
    let images = Tensor(uniform: Shape(4, 9, 8, 2), limit: 1, seed: 3)
    let tape = Tape(.inference)
    let all = layer(tape.constant(images), rectified: true, pool: pool).value
    for image in 0..<4 {
      let one = tape.constant(images.slice(axis: 0, image..<image + 1))
      #expect(
        layer(one, rectified: true, pool: pool).value == all.slice(axis: 0, image..<image + 1))
    }
  }
}
