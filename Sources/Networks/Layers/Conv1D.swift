package import NumericCore
package import Tensors

/// A convolution over time of a sequence with channels.
package struct Conv1D: Module {
  package let window: Window
  package var weight: Parameter
  package var bias: Parameter

  /// Weights uniform as in `Dense`, with kernel · channels in the place of either side's channels.
  package init(
    _ channels: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
    from generator: inout SeededGenerator
  ) {
    window = Window(kernel: kernel, stride: stride, padding: padding)
    weight = .glorot(
      Shape(kernel * channels, outputs), kernel * channels, kernel * outputs, &generator)
    bias = Parameter(Tensor(repeating: 0, Shape(outputs)), decays: false)
  }

  /// The steps of the output for a sequence of this many: (time + 2·padding − kernel) / stride + 1.
  package func steps(after time: Int) -> Int { window.count(time: time) }

  /// Applies the layer.
  ///
  /// # Shapes
  /// - x: `[batch, time, channels]`
  /// - result: `[batch, steps(after: time), outputs]`
  package func callAsFunction(_ x: Variable) -> Variable {
    x.conv1D(window, weight: x.tape.parameter(weight), bias: x.tape.parameter(bias))
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("weight", &weight)
    visitor.visit("bias", &bias)
  }
}
