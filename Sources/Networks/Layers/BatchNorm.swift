import Tensors

/// Brings each column to mean 0 and variance 1, then scales and shifts (Ioffe & Szegedy 2015).
///
/// On a training tape the moments are the batch's own, and running ones follow them; on other tapes
/// they are the running ones, so that an answer does not depend on what else is asked.
package struct BatchNorm: Module {
  package var scale: Parameter
  package var shift: Parameter
  package var runningMean: Parameter
  package var runningVariance: Parameter
  package let epsilon: Float

  /// `momentum` is the share by which each batch moves the running moments.
  package init(_ columns: Int, epsilon: Float = 1e-5, momentum: Float = 0.1) {
    scale = Parameter(Tensor(repeating: 1, Shape(columns)), decays: false)
    shift = Parameter(Tensor(repeating: 0, Shape(columns)), decays: false)
    runningMean = Parameter(
      observing: Tensor(repeating: 0, Shape(columns)), momentum: momentum)
    runningVariance = Parameter(
      observing: Tensor(repeating: 1, Shape(columns)), momentum: momentum)
    self.epsilon = epsilon
  }

  /// Applies the layer.
  ///
  /// # Shapes
  /// - x, result: `[..., columns]`, at least one row on a training tape
  ///
  /// One row alone, such as the last of an epoch, has no variance: it is brought to zero, and moves
  /// the running mean only.
  package func callAsFunction(_ x: Variable) -> Variable {
    let tape = x.tape
    guard case .training = tape.mode else {
      let running = ColumnMoments(mean: runningMean.value, variance: runningVariance.value)
      return normalised(x, by: running).output
    }
    let (output, moments) = normalised(x, by: nil)
    let rows = x.shape.rows
    tape.observe(runningMean, moments.mean)
    guard rows > 1 else { return output }
    // The variance of all rows is estimated with one less than their number.
    let factor = Float(rows) / Float(rows - 1)
    tape.observe(runningVariance, moments.variance.scaled(by: factor, in: tape.space))
    return output
  }

  private func normalised(
    _ x: Variable, by moments: ColumnMoments?
  ) -> (output: Variable, moments: ColumnMoments) {
    x.batchNormalised(
      by: moments, scale: x.tape.parameter(scale), shift: x.tape.parameter(shift),
      epsilon: epsilon)
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("scale", &scale)
    visitor.visit("shift", &shift)
    visitor.visit("runningMean", &runningMean)
    visitor.visit("runningVariance", &runningVariance)
  }
}
