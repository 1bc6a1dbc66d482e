package import NumericCore
package import Tensors

/// Dense layers with an activation between them.
///
///     inputs ─► dense ─► activation ─► … ─► dense ─► outputs
package struct MultilayerPerceptron: Module {
  package var layers: [Dense]
  package let activation: Activation

  /// `widths` are those of the inputs, the hidden layers and the outputs: `[24, 64, 64, 1]`.
  package init(
    _ widths: [Int], activation: Activation = .relu, from generator: inout SeededGenerator
  ) {
    demand(widths.count >= 2, "perceptron: widths \(widths), at least inputs and outputs")
    layers = []
    for (inputs, outputs) in zip(widths, widths.dropFirst()) {
      layers.append(Dense(inputs, outputs, from: &generator))
    }
    self.activation = activation
  }

  /// Applies the network.
  ///
  /// # Shapes
  /// - x: `[..., inputs]`
  /// - result: `[..., outputs]`
  package func callAsFunction(_ x: Variable) -> Variable {
    var rows = x
    for layer in layers.dropLast() { rows = layer(rows, then: activation) }
    return layers[layers.count - 1](rows)
  }

  /// The number of parameters of a network of these widths.
  package static func parameterCount(_ widths: [Int]) -> Int {
    zip(widths, widths.dropFirst()).reduce(0) { $0 + ParameterCounts.dense($1.0, $1.1) }
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("layers", &layers)
  }
}
