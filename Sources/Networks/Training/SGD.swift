package import Tensors

/// Stochastic gradient descent with momentum (Polyak 1964), as PyTorch defines it.
///
/// With g the gradient plus decay · w, the velocity is v ← momentum · v + g, and the step is v times
/// the learning rate, or g + momentum · v in Nesterov's form (Sutskever, Martens, Dahl & Hinton
/// 2013). A change of the learning rate thus acts at once, on old gradients too.
package struct SGD: UpdateRule {
  /// In 0 ..< 1; 0 is plain gradient descent.
  package var momentum: Float
  package var nesterov: Bool
  /// Times a weight, what its gradient gains; biases and norms gain nothing.
  package var decay: Float
  package var clipNorm: Double?

  package init(
    momentum: Float = 0.9, nesterov: Bool = false, decay: Float = 0, clipNorm: Double? = 1
  ) {
    self.momentum = momentum
    self.nesterov = nesterov
    self.decay = decay
    self.clipNorm = clipNorm
  }

  package func moments(of shape: Shape) -> Moments {
    Moments(first: Tensor(repeating: 0, shape), second: Tensor(repeating: 0, Shape(0)))
  }

  package func apply(
    _ step: UpdateStep, to parameter: inout Parameter, _ moments: inout Moments, gradient: Tensor
  ) {
    SGDStep(
      learningRate: step.learningRate, momentum: momentum, nesterov: nesterov,
      decay: parameter.decays ? decay : 0, gradientFactor: step.gradientFactor
    ).apply(to: &parameter.value, velocity: &moments.first, gradient: gradient)
  }
}
