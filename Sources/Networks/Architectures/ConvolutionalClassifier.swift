package import NumericCore
import Tensors

/// Two convolutions with pooling, and a perceptron over what they find.
///
///     images ─► conv 3 × 3 ─► pool 2 ─► conv 3 × 3 ─► pool 2 ─► dense ─► dense ─► logits
package struct ConvolutionalClassifier: Module {
  /// The sizes of a classifier; images are squares of a side that four divides.
  package struct Sizes: Hashable, Sendable {
    package var side: Int
    package var channels: Int
    /// Of the first convolution; the second has twice as many.
    package var filters: Int
    package var hidden: Int
    package var classes: Int

    package init(side: Int, channels: Int, filters: Int, hidden: Int, classes: Int) {
      self.side = side
      self.channels = channels
      self.filters = filters
      self.hidden = hidden
      self.classes = classes
    }

    fileprivate var flattened: Int { side / 4 * (side / 4) * 2 * filters }

    /// The number of parameters of a classifier of these sizes.
    package var parameterCount: Int {
      ParameterCounts.convolution(channels, filters, kernel: 9)
        + ParameterCounts.convolution(filters, 2 * filters, kernel: 9)
        + ParameterCounts.dense(flattened, hidden) + ParameterCounts.dense(hidden, classes)
    }
  }

  private static let window = Window(square: AxisWindow(3, padding: 1))
  private static let pool = Window(square: AxisWindow(2, stride: 2))

  package var first: Conv2D
  package var second: Conv2D
  package var hidden: Dense
  package var output: Dense

  package init(_ sizes: Sizes, from generator: inout SeededGenerator) {
    demand(sizes.side % 4 == 0, "classifier: the side \(sizes.side) is no multiple of 4")
    first = Conv2D(sizes.channels, sizes.filters, Self.window, from: &generator)
    second = Conv2D(sizes.filters, 2 * sizes.filters, Self.window, from: &generator)
    hidden = Dense(sizes.flattened, sizes.hidden, from: &generator)
    output = Dense(sizes.hidden, sizes.classes, from: &generator)
  }

  /// Applies the network.
  ///
  /// # Shapes
  /// - images: `[batch, side, side, channels]`
  /// - result: `[batch, classes]`
  package func callAsFunction(_ images: Variable) -> Variable {
    let edges = first(images, rectified: true, pool: Self.pool)
    let parts = second(edges, rectified: true, pool: Self.pool)
    return output(hidden(parts.flattened()).relu())
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("first", &first)
    visitor.visit("second", &second)
    visitor.visit("hidden", &hidden)
    visitor.visit("output", &output)
  }
}
