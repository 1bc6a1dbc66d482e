package import NumericCore
package import Tensors

/// A convolution over time of a sequence with channels.
package struct Conv1D: Module {
  package let window: AxisWindow
  package let groups: Int
  package var weight: Parameter
  package var bias: Parameter

  /// Weights uniform as in `Dense`, with kernel · channels in the place of either side's channels.
  package init(
    _ channels: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
    dilation: Int = 1, groups: Int = 1, from generator: inout SeededGenerator
  ) {
    window = AxisWindow(kernel, stride: stride, padding: padding, dilation: dilation)
    self.groups = groups
    let fanIn = kernel * channels / groups
    weight = .glorot(Shape(fanIn, outputs), fanIn, kernel * outputs, &generator)
    bias = Parameter(Tensor(repeating: 0, Shape(outputs)), decays: false)
  }

  /// The steps of the output for a sequence of this many:
  /// (time + 2·padding − dilation·(kernel − 1) − 1) / stride + 1.
  package func steps(after time: Int) -> Int { window.count(on: time) }

  /// Applies the layer.
  ///
  /// # Shapes
  /// - x: `[batch, time, channels]`
  /// - result: `[batch, steps(after: time), outputs]`
  package func callAsFunction(_ x: Variable) -> Variable {
    demand(x.shape.rank == 3, "conv1d: \(x.shape) is not [batch, time, channels]")
    let (batch, time, channels) = (x.shape[0], x.shape[1], x.shape[2])
    let output = x.reshaped(Shape(batch, 1, time, channels)).convolved(
      Convolution(Window(time: window), groups: groups), weight: x.tape.parameter(weight),
      bias: x.tape.parameter(bias))
    return output.reshaped(Shape(batch, output.shape[2], output.shape[3]))
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("weight", &weight)
    visitor.visit("bias", &bias)
  }
}
