import Tensors

/// Sets a share of the elements to zero while training and scales the others up to make up for it.
///
/// Does nothing on other tapes (Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov 2014).
package struct Dropout: Module {
  /// The share that is dropped, in 0 ..< 1.
  package let rate: Float

  package init(_ rate: Float) {
    demand(rate >= 0 && rate < 1, "dropout: the rate is \(rate), not in 0 ..< 1")
    self.rate = rate
  }

  /// Applies the layer.
  ///
  /// Shapes: the result as the operand.
  package func callAsFunction(_ x: Variable) -> Variable {
    guard rate > 0, let mask = x.tape.dropoutMask(x.shape, rate: rate) else { return x }
    return x * mask
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {}
}
