import Tensors

/// Brings each row to mean 0 and variance 1, then scales and shifts (Ba, Kiros & Hinton 2016).
package struct LayerNorm: Module {
  package var scale: Parameter
  package var shift: Parameter
  package let epsilon: Float

  package init(_ columns: Int, epsilon: Float = 1e-5) {
    scale = Parameter(Tensor(repeating: 1, Shape(columns)), decays: false)
    shift = Parameter(Tensor(repeating: 0, Shape(columns)), decays: false)
    self.epsilon = epsilon
  }

  /// Applies the layer.
  ///
  /// # Shapes
  /// - x: `[..., columns]`
  /// - result: `[..., columns]`
  package func callAsFunction(_ x: Variable) -> Variable {
    x.layerNormalised(
      scale: x.tape.parameter(scale), shift: x.tape.parameter(shift), epsilon: epsilon)
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("scale", &scale)
    visitor.visit("shift", &shift)
  }
}
