import Tensors

/// The exponential moving average of a model's parameters: w̄ ← d · w̄ + (1 − d) · w after each step.
///
/// Its answers vary less than the last weights' (Polyak & Juditsky 1992 for the plain average). It
/// starts as the model's weights at the time it is made.
package struct WeightAverage: Sendable {
  /// How slowly the average follows.
  package struct Settings: Hashable, Sendable {
    /// d, in 0 ..< 1; about 1 / (1 − d) steps are averaged.
    package var decay: Double
    /// Whether update t, counted from 0, uses min(d, (1 + t) / (10 + t)) instead, so that the first
    /// weights are soon forgotten: TensorFlow's `ExponentialMovingAverage` with `num_updates`.
    package var warmsUp: Bool

    package init(decay: Double = 0.999, warmsUp: Bool = true) {
      demand(
        decay >= 0 && decay < 1, "weight average: the decay is \(decay), not in 0 ..< 1")
      self.decay = decay
      self.warmsUp = warmsUp
    }

    /// The d of one update, counted from 0.
    package func decay(at update: Int) -> Double {
      warmsUp ? min(decay, Double(1 + update) / Double(10 + update)) : decay
    }
  }

  package let settings: Settings
  /// The updates so far.
  package private(set) var updates = 0
  private var averages: [Tensor]

  /// An average that starts as the model is.
  package init(of model: some Module, settings: Settings = Settings()) {
    self.settings = settings
    averages = model.namedParameters().map(\.parameter.value)
  }

  /// Takes the model's weights into the average.
  package mutating func update(with model: some Module) {
    let share = Float(1 - settings.decay(at: updates))
    let parameters = model.namedParameters()
    demand(
      parameters.count == averages.count,
      "weight average: of \(averages.count) parameters, not \(parameters.count)")
    for (index, named) in parameters.enumerated() {
      if named.parameter.momentum == nil {
        averages[index].move(towards: named.parameter.value, share: share)
      } else {
        // A statistic is an average already.
        averages[index] = named.parameter.value
      }
    }
    updates += 1
  }

  /// The model with averaged weights; all else is as in the model given.
  package func model<Model: Module>(like model: Model) -> Model {
    var writer = AverageWriter(averages: averages)
    var averaged = model
    averaged.visit(&writer)
    demand(
      writer.next == averages.count,
      "weight average: of \(averages.count) parameters, not \(writer.next)")
    return averaged
  }
}

private struct AverageWriter: ParameterVisitor {
  let averages: [Tensor]
  var path: [String] = []
  var next = 0

  init(averages: [Tensor]) { self.averages = averages }

  mutating func visit(_ parameter: inout Parameter) {
    guard next < averages.count, averages[next].shape == parameter.value.shape else {
      refuse("weight average: '\(name)' is not a parameter of the model that was averaged")
    }
    parameter.value = averages[next]
    next += 1
  }
}
