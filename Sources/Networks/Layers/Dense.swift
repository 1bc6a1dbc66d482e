package import NumericCore
package import Tensors

/// A fully connected layer: x·W + b.
package struct Dense: Module {
  package var weight: Parameter
  package var bias: Parameter

  /// Weights uniform within ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010), biases zero.
  package init(_ inputs: Int, _ outputs: Int, from generator: inout SeededGenerator) {
    weight = .glorot(Shape(inputs, outputs), inputs, outputs, &generator)
    bias = Parameter(Tensor(repeating: 0, Shape(outputs)), decays: false)
  }

  /// Applies the layer.
  ///
  /// # Shapes
  /// - x: `[..., inputs]`
  /// - result: `[..., outputs]`
  package func callAsFunction(_ x: Variable) -> Variable {
    x.affine(weight: x.tape.parameter(weight), bias: x.tape.parameter(bias))
  }

  /// Applies the layer and an activation; equal bit for bit to the one after the other.
  ///
  /// Where nothing is recorded, ReLU is done on the way and takes no pass of its own.
  ///
  /// # Shapes
  /// - x: `[..., inputs]`
  /// - result: `[..., outputs]`
  package func callAsFunction(_ x: Variable, then activation: Activation) -> Variable {
    guard activation == .relu, !x.tape.records else { return self(x).activated(activation) }
    return x.tape.constant(
      x.value.affine(
        weight: weight.value, bias: bias.value, rectified: true, in: x.tape.space))
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("weight", &weight)
    visitor.visit("bias", &bias)
  }
}

extension Parameter {
  /// A weight uniform within ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010).
  ///
  /// The generator gives its seed: a large weight is drawn as fast as it is written.
  static func glorot(
    _ shape: Shape, _ inputs: Int, _ outputs: Int, _ generator: inout SeededGenerator
  ) -> Parameter {
    let limit = (6 / Double(max(1, inputs + outputs))).squareRoot()
    return Parameter(
      Tensor(uniform: shape, limit: Float(limit), seed: generator.next()), decays: true)
  }
}
