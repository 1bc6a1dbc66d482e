import Tensors

/// Writes down, during a training, how large gradients and steps are.
///
/// Called with each step by `Trainer`, or by a loop of one's own:
///
///     let before = model
///     optimizer.step(&model, gradients, learningRate: rate)
///     recorder.record(step: step, gradients, before: before, after: model)
///
/// The copy costs the step a copy of every parameter, hence `every`.
package struct StepRecorder: Hashable, Sendable {
  /// What is known of one step.
  package struct Record: Hashable, Sendable {
    /// Counted from 0.
    package let step: Int
    /// The global norm, before clipping.
    package let gradientNorm: Double
    package let parts: [Part]
  }

  /// What is known of one part of the model in one step.
  package struct Part: Hashable, Sendable {
    package let name: String
    /// Before clipping.
    package let gradientNorm: Double
    /// ‖step‖ / ‖weights before it‖, nil where all of these are zero; the number that layer-wise
    /// rates hold constant (You, Gitman & Ginsburg 2017).
    package let updateRatio: Double?
  }

  /// One step of so many is recorded.
  package let every: Int
  /// How many names of a path make a part; nil for each parameter by itself.
  package let depth: Int?
  package private(set) var records: [Record] = []

  package init(every: Int = 1, depth: Int? = 1) {
    demand(every > 0, "step recorder: every \(every) steps")
    self.every = every
    self.depth = depth
  }

  /// Whether `record` keeps this step, counted from 0.
  package func isDue(at step: Int) -> Bool { step % every == 0 }

  /// Takes down a step, where it is due.
  ///
  /// - Parameters:
  ///   - step: The step's number, from 0.
  ///   - gradients: As the tape gave them.
  ///   - before: The model that the gradients are of.
  ///   - after: The model after the optimiser's step.
  package mutating func record<Model: Module>(
    step: Int, _ gradients: Gradients, before: Model, after: Model
  ) {
    guard isDue(at: step) else { return }
    var later = after.namedParameters().map(\.parameter.value)[...]
    let moves = before.squares(depth: depth) { parameter in
      guard let moved = later.popFirst() else { return 0 }
      return moved.combined(.subtract, parameter.value).sumOfSquares()
    }
    let weights = before.squares(depth: depth) { $0.value.sumOfSquares() }
    let parts = gradients.norms(of: before, depth: depth).enumerated().map { index, part in
      let weight = weights[index].square
      return Part(
        name: part.name, gradientNorm: part.norm,
        updateRatio: weight > 0 ? (moves[index].square / weight).squareRoot() : nil)
    }
    records.append(Record(step: step, gradientNorm: gradients.norm, parts: parts))
  }
}
