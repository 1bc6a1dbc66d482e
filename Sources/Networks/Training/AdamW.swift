package import Tensors

/// Adam with decoupled weight decay (Loshchilov & Hutter 2019).
package struct AdamW: UpdateRule {
  package var beta1: Float
  package var beta2: Float
  package var epsilon: Float
  /// Times the learning rate, the share that a step takes off each weight; biases and norms keep
  /// theirs.
  package var decay: Float
  package var clipNorm: Double?

  package init(
    beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8, decay: Float = 0.01,
    clipNorm: Double? = 1
  ) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.decay = decay
    self.clipNorm = clipNorm
  }

  package func moments(of shape: Shape) -> Moments {
    Moments(first: Tensor(repeating: 0, shape), second: Tensor(repeating: 0, shape))
  }

  package func apply(
    _ step: UpdateStep, to parameter: inout Parameter, _ moments: inout Moments, gradient: Tensor
  ) {
    AdamWStep(
      learningRate: step.learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
      decay: parameter.decays ? decay : 0, gradientFactor: step.gradientFactor, step: step.number
    ).apply(
      to: &parameter.value, first: &moments.first, second: &moments.second, gradient: gradient)
  }
}
