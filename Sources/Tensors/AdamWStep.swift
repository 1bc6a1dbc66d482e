private import CKernels

/// The numbers of one AdamW step on one parameter (Loshchilov & Hutter 2019).
package struct AdamWStep: Sendable {
  package var learningRate: Float
  package var beta1: Float
  package var beta2: Float
  package var epsilon: Float
  /// The decay that is decoupled from the gradient; 0 on biases and norms.
  package var decay: Float
  /// Multiplies the gradient; below 1 where its norm is clipped.
  package var gradientFactor: Float
  /// Counts from 1.
  package var step: Int

  package init(
    learningRate: Float, beta1: Float, beta2: Float, epsilon: Float, decay: Float,
    gradientFactor: Float, step: Int
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.decay = decay
    self.gradientFactor = gradientFactor
    self.step = step
  }

  /// Steps a parameter and its two moments in place.
  ///
  /// # Shapes
  /// - parameter, first, second, gradient: alike
  package func apply(
    to parameter: inout Tensor, first: inout Tensor, second: inout Tensor, gradient: Tensor
  ) {
    demand(
      parameter.shape == gradient.shape && first.shape == gradient.shape
        && second.shape == gradient.shape,
      "adamw: \(parameter.shape) with gradient \(gradient.shape)")
    let settings = assay_adamw_settings(
      learning_rate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, decay: decay,
      first_correction: Self.correction(beta1, step),
      second_correction: Self.correction(beta2, step), gradient_factor: gradientFactor)
    let count = gradient.shape.count
    unsafe parameter.writing { parameter in
      unsafe first.writing { first in
        unsafe second.writing { second in
          unsafe gradient.reading {
            unsafe assay_adamw(parameter, first, second, $0, settings, count)
          }
        }
      }
    }
  }

  // 1 / (1 − βᵗ), the power by squaring: the same bits with every C library.
  private static func correction(_ beta: Float, _ step: Int) -> Float {
    var (power, base, left) = (1.0, Double(beta), step)
    while left > 0 {
      if left & 1 == 1 { power *= base }
      base *= base
      left >>= 1
    }
    return Float(1 / (1 - power))
  }
}
