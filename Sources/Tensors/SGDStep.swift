private import CKernels

/// The numbers of one step of gradient descent with momentum on one parameter (Polyak 1964).
package struct SGDStep: Sendable {
  package var learningRate: Float
  package var momentum: Float
  /// Whether the step looks ahead along the velocity (Sutskever, Martens, Dahl & Hinton 2013).
  package var nesterov: Bool
  /// Times the parameter, what is added to the gradient; 0 on biases and norms.
  package var decay: Float
  /// Multiplies the gradient; below 1 where its norm is clipped.
  package var gradientFactor: Float

  package init(
    learningRate: Float, momentum: Float, nesterov: Bool, decay: Float, gradientFactor: Float
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.nesterov = nesterov
    self.decay = decay
    self.gradientFactor = gradientFactor
  }

  /// Steps a parameter and its velocity in place.
  ///
  /// # Shapes
  /// - parameter, velocity, gradient: alike
  package func apply(to parameter: inout Tensor, velocity: inout Tensor, gradient: Tensor) {
    demand(
      parameter.shape == gradient.shape && velocity.shape == gradient.shape,
      "sgd: \(parameter.shape) with velocity \(velocity.shape) and gradient \(gradient.shape)")
    let settings = assay_sgd_settings(
      learning_rate: learningRate, momentum: momentum, decay: decay,
      gradient_factor: gradientFactor, nesterov: nesterov ? 1 : 0)
    let count = gradient.shape.count
    unsafe parameter.writing { parameter in
      unsafe velocity.writing { velocity in
        unsafe gradient.reading { unsafe assay_sgd(parameter, velocity, $0, settings, count) }
      }
    }
  }
}
