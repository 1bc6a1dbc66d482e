import NumericCore
import Tensors
import Testing

/// Convolutions over random sizes against their definition, written as plain loops in Float64: sizes
/// from 0, strides, padding beyond the kernel's reach, dilation and groups in every mixture.
struct ConvolutionDefinitionTests {
  /// One drawn convolution with its operands.
  private struct Drawn {
    let window: Window
    let groups: Int
    let images: Tensor
    let weight: Tensor
    let bias: Tensor

    init(_ generator: inout SeededGenerator) {
      func draw(_ shape: Shape) -> Tensor {
        Tensor(shape, (0..<shape.count).map { _ in Float(generator.uniform(-1, 1)) })
      }
      let axes = (0..<2).map { _ in
        AxisWindow(
          1 + generator.index(below: 4), stride: 1 + generator.index(below: 3),
          padding: generator.index(below: 5), dilation: 1 + generator.index(below: 3))
      }
      window = Window(height: axes[0], width: axes[1])
      groups = 1 + generator.index(below: 3)
      let own = 1 + generator.index(below: 4)
      let outputs = groups * (1 + generator.index(below: 20))
      images = draw(
        Shape(
          1 + generator.index(below: 2), generator.index(below: 8), generator.index(below: 8),
          groups * own))
      weight = draw(Shape(window.elements(channels: own), outputs))
      bias = draw(Shape(outputs))
    }

    /// Calls back with each product of the sum: the places of the answer, the pixel and the weight.
    func products(_ body: (_ answer: Int, _ pixel: Int, _ weight: Int) -> Void) {
      let (x, outputs) = (images.shape, weight.shape.last)
      let windows = window.count(on: x)
      let (own, each) = (x[3] / groups, outputs / groups)
      for answer in 0..<windows.replacingLast(outputs).count {
        let output = answer % outputs
        let column = answer / outputs % windows[2]
        let line = answer / outputs / windows[2] % windows[1]
        let item = answer / outputs / windows[2] / windows[1]
        for step in 0..<window.height.kernel * window.width.kernel {
          let (down, across) = (step / window.width.kernel, step % window.width.kernel)
          let row = Self.place(window.height, line, down)
          let pixel = Self.place(window.width, column, across)
          guard (0..<x[1]).contains(row), (0..<x[2]).contains(pixel) else { continue }
          for channel in 0..<own {
            body(
              answer,
              ((item * x[1] + row) * x[2] + pixel) * x[3] + output / each * own + channel,
              (step * own + channel) * outputs + output)
          }
        }
      }
    }

    private static func place(_ axis: AxisWindow, _ window: Int, _ step: Int) -> Int {
      window * axis.stride + step * axis.dilation - axis.padding
    }
  }

  /// Sums of at most 4 · 4 · 4 products of size 1, and of 2 · 14 · 14 for the weight: 2e-4 is more than
  /// ten times what Float32 rounds there, and less than any product that is left out or read twice.
  private func agree(_ found: Tensor, _ expected: [Double]) -> Bool {
    found.shape.count == expected.count
      && zip(found.values, expected).allSatisfy { abs(Double($0) - $1) <= 2e-4 }
  }

  @Test("Answers and all three gradients are those of the definition", arguments: 0..<20)
  func definition(_ block: Int) {
    for index in 0..<25 {
      var generator = SeededGenerator(seed: 9, "convolution", block, index)
      let drawn = Drawn(&generator)
      let pass = ConvolutionPass(
        drawn.images, Convolution(drawn.window, groups: drawn.groups), weight: drawn.weight,
        bias: drawn.bias)
      let gradient = Tensor(
        pass.output.shape,
        (0..<pass.output.shape.count).map { _ in Float(generator.uniform(-1, 1)) })
      let shares = pass.derivative(
        gradient, images: drawn.images, weight: drawn.weight, wantsImages: true)

      let (x, w) = (drawn.images.values, drawn.weight.values)
      let (b, g) = (drawn.bias.values, gradient.values)
      var answers = g.indices.map { Double(b[$0 % b.count]) }
      var toImages = [Double](repeating: 0, count: x.count)
      var toWeight = [Double](repeating: 0, count: w.count)
      var toBias = [Double](repeating: 0, count: b.count)
      drawn.products { answer, pixel, weight in
        answers[answer] += Double(x[pixel]) * Double(w[weight])
        toImages[pixel] += Double(g[answer]) * Double(w[weight])
        toWeight[weight] += Double(g[answer]) * Double(x[pixel])
      }
      for (place, value) in g.enumerated() { toBias[place % b.count] += Double(value) }
      let place = "\(drawn.images.shape), \(drawn.window), \(drawn.groups) groups"
      #expect(agree(pass.output, answers), "\(place)")
      #expect(shares.images.map { agree($0, toImages) } == true, "\(place)")
      #expect(agree(shares.weight, toWeight), "\(place)")
      #expect(agree(shares.bias, toBias), "\(place)")
    }
  }
}
