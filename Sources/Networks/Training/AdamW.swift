import Tensors

/// Adam with decoupled weight decay (Loshchilov & Hutter 2019), and clipping by the global norm.
package struct AdamW: Sendable {
  /// The numbers that stay the same for all steps.
  package struct Settings: Hashable, Sendable {
    package var beta1: Float
    package var beta2: Float
    package var epsilon: Float
    /// Times the learning rate, the share that a step takes off each weight; biases and norms keep
    /// theirs.
    package var decay: Float
    /// The largest global gradient norm; nil clips nothing (Pascanu, Mikolov & Bengio 2013).
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
  }

  package let settings: Settings
  /// The steps taken so far.
  package private(set) var steps = 0
  private var first: [Tensor] = []
  private var second: [Tensor] = []

  /// An optimiser for one model, whose parameters it numbers.
  package init(for model: inout some Module, settings: Settings = Settings()) {
    self.settings = settings
    model.numberParameters()
    var maker = MomentMaker()
    model.visit(&maker)
    first = maker.moments
    second = maker.moments
  }

  /// Moves the model against the gradients, and reports the gradients' norm before clipping.
  ///
  /// A parameter that the loss did not depend on takes a step with a gradient of zero.
  @discardableResult
  package mutating func step(
    _ model: inout some Module, _ gradients: Gradients, learningRate: Double
  ) -> Double {
    steps += 1
    let norm = gradients.norm
    var factor: Float = 1
    if let limit = settings.clipNorm, norm > limit { factor = Float(limit / norm) }
    let numbers = AdamWStep(
      learningRate: Float(learningRate), beta1: settings.beta1, beta2: settings.beta2,
      epsilon: settings.epsilon, decay: settings.decay, gradientFactor: factor, step: steps)
    var stepper = Stepper(numbers: numbers, gradients: gradients, first: first, second: second)
    // The stepper holds the only reference, so the moments change in place.
    first = []
    second = []
    model.visit(&stepper)
    first = stepper.first
    second = stepper.second
    return norm
  }
}

private struct MomentMaker: ParameterVisitor {
  var path: [String] = []
  var moments: [Tensor] = []

  mutating func visit(_ parameter: inout Parameter) {
    moments.append(Tensor(repeating: 0, parameter.value.shape))
  }
}

private struct Stepper: ParameterVisitor {
  var path: [String] = []
  let numbers: AdamWStep
  let gradients: Gradients
  var first: [Tensor]
  var second: [Tensor]

  init(numbers: AdamWStep, gradients: Gradients, first: [Tensor], second: [Tensor]) {
    self.numbers = numbers
    self.gradients = gradients
    self.first = first
    self.second = second
  }

  mutating func visit(_ parameter: inout Parameter) {
    guard let slot = parameter.slot, slot < first.count else {
      refuse("adamw: the optimiser was made for another model than this")
    }
    var own = numbers
    if !parameter.decays { own.decay = 0 }
    own.apply(
      to: &parameter.value, first: &first[slot], second: &second[slot],
      gradient: gradients.of(parameter))
  }
}
