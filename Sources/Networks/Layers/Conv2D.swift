package import NumericCore
package import Tensors

/// A convolution over images with channels.
package struct Conv2D: Module {
  package let window: Window
  package let groups: Int
  package var weight: Parameter
  package var bias: Parameter

  /// Weights uniform as in `Dense`, with the window's size times the channels on either side.
  package init(
    _ channels: Int, _ outputs: Int, _ window: Window, groups: Int = 1,
    from generator: inout SeededGenerator
  ) {
    self.window = window
    self.groups = groups
    let fanIn = window.elements(channels: channels / groups)
    weight = .glorot(
      Shape(fanIn, outputs), fanIn, window.elements(channels: outputs), &generator)
    bias = Parameter(Tensor(repeating: 0, Shape(outputs)), decays: false)
  }

  /// Applies the layer, and on the way ReLU and pooling to the largest outputs, if it is asked to.
  ///
  /// # Shapes
  /// - x: `[batch, height, width, channels]`
  /// - result: `[batch, height windows, width windows, outputs]`
  package func callAsFunction(
    _ x: Variable, rectified: Bool = false, pool: Window? = nil
  ) -> Variable {
    x.convolved(
      Convolution(window, groups: groups, rectified: rectified, pool: pool),
      weight: x.tape.parameter(weight), bias: x.tape.parameter(bias))
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("weight", &weight)
    visitor.visit("bias", &bias)
  }
}
