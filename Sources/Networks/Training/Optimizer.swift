package import Tensors

/// How an optimiser moves one parameter: its constants, and what it keeps between steps.
///
/// `AdamW` and `SGD` are the rules there are. `Optimizer` goes over the parameters with one of them.
package protocol UpdateRule: Hashable, Sendable {
  /// The largest global gradient norm; nil clips nothing (Pascanu, Mikolov & Bengio 2013).
  var clipNorm: Double? { get }

  /// What is kept of a parameter of this shape, before the first step.
  func moments(of shape: Shape) -> Moments

  /// Moves a parameter against its gradient.
  ///
  /// # Shapes
  /// - parameter, gradient: alike
  func apply(
    _ step: UpdateStep, to parameter: inout Parameter, _ moments: inout Moments, gradient: Tensor)
}

/// What the step of an optimiser is for all parameters alike.
package struct UpdateStep: Hashable, Sendable {
  package let learningRate: Float
  /// Multiplies every gradient; below 1 where the global norm is clipped.
  package let gradientFactor: Float
  /// Counts from 1.
  package let number: Int
}

/// The running means that a rule keeps of one parameter's gradients.
package struct Moments: Hashable, Sendable {
  package var first: Tensor
  /// Without elements where the rule keeps but one.
  package var second: Tensor
}

/// Moves a model's parameters against their gradients, by a rule, clipped by their global norm.
package struct Optimizer: Sendable {
  package let rule: any UpdateRule
  /// The steps taken so far.
  package private(set) var steps = 0
  private var moments: [Moments]

  /// An optimiser for one model, whose parameters it numbers.
  package init(_ rule: any UpdateRule, for model: inout some Module) {
    self.rule = rule
    model.numberParameters()
    var maker = MomentMaker(rule: rule)
    model.visit(&maker)
    moments = maker.moments
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
    if let limit = rule.clipNorm, norm > limit { factor = Float(limit / norm) }
    var stepper = Stepper(
      rule: rule,
      step: UpdateStep(
        learningRate: Float(learningRate), gradientFactor: factor, number: steps),
      gradients: gradients, moments: moments)
    // The stepper holds the only reference, so the moments change in place.
    moments = []
    model.visit(&stepper)
    moments = stepper.moments
    return norm
  }
}

private struct MomentMaker: ParameterVisitor {
  let rule: any UpdateRule
  var path: [String] = []
  var moments: [Moments] = []

  init(rule: any UpdateRule) { self.rule = rule }

  mutating func visit(_ parameter: inout Parameter) {
    moments.append(rule.moments(of: parameter.value.shape))
  }
}

private struct Stepper: ParameterVisitor {
  let rule: any UpdateRule
  let step: UpdateStep
  let gradients: Gradients
  var path: [String] = []
  var moments: [Moments]

  init(rule: any UpdateRule, step: UpdateStep, gradients: Gradients, moments: [Moments]) {
    self.rule = rule
    self.step = step
    self.gradients = gradients
    self.moments = moments
  }

  mutating func visit(_ parameter: inout Parameter) {
    guard let slot = parameter.slot, slot < moments.count else {
      refuse("optimizer: it was made for another model than this")
    }
    if let momentum = parameter.momentum {
      if let seen = gradients.observed[slot] {
        parameter.value.move(towards: seen, share: momentum)
      }
      return
    }
    rule.apply(step, to: &parameter, &moments[slot], gradient: gradients.of(parameter))
  }
}
