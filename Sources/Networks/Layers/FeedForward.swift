package import NumericCore
package import Tensors

/// Two dense layers with an activation between them.
package struct FeedForward: Module {
  package var expand: Dense
  package var contract: Dense
  package let activation: Activation

  package init(
    _ width: Int, inner: Int, activation: Activation = .relu,
    from generator: inout SeededGenerator
  ) {
    expand = Dense(width, inner, from: &generator)
    contract = Dense(inner, width, from: &generator)
    self.activation = activation
  }

  /// Applies the layer.
  ///
  /// # Shapes
  /// - x, result: `[..., width]`
  package func callAsFunction(_ x: Variable) -> Variable {
    contract(expand(x, then: activation))
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("expand", &expand)
    visitor.visit("contract", &contract)
  }
}
