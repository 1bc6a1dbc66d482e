import Networks
import Records
import Tensors

/// Examples with their outcomes, as one kind of network reads them.
struct OutcomeExamples<Network: Module> {
  /// 1 for a default, 0 for a loan repaid.
  let targets: [Float]
  /// The log-odds that a network gives to the examples at the positions; to all of them for nil.
  let logits: (Network, [Int]?, Tape) throws -> Variable

  /// The mean loss of some examples.
  func loss(_ network: Network, at positions: [Int], on tape: Tape) throws -> Variable {
    try logits(network, positions, tape).binaryCrossEntropy(positions.map { targets[$0] })
  }

  /// The mean loss of all examples.
  func loss(_ network: Network, on tape: Tape) throws -> Double {
    try Double(logits(network, nil, tape).binaryCrossEntropy(targets).value.scalar)
  }
}

/// When the training of a network ends.
enum TrainingEnd {
  /// At a plateau of the loss on examples held back.
  case plateau
  /// After the epochs that led to such a plateau, each with its learning-rate factor.
  case plan([Double])
}

/// What the training of one network came to.
struct NetworkRun {
  var steps: Int
  var epochs: Double
  var reachedPlateau: Bool
  /// How it is repeated on all examples.
  var plan: [Double]
  /// The loss that decided, epoch by epoch; nil where training followed a plan.
  var course: RecordedCourse?
}

extension Trainer {
  /// Trains on outcomes, to a plateau of the loss on the examples held back or over a known plan.
  ///
  /// The network's present weights are the start. With no examples held back the plateau is that of
  /// the loss on the examples themselves.
  ///
  /// - Throws: `TrainingError`.
  func train<Network: Module>(
    _ network: inout Network, on examples: OutcomeExamples<Network>,
    held: OutcomeExamples<Network>?, until end: TrainingEnd
  ) throws -> NetworkRun {
    switch end {
    case .plan(let plan):
      let steps = try train(
        &network, examples: examples.targets.count, plan: plan, batchLoss: examples.loss)
      return NetworkRun(
        steps: steps, epochs: Double(plan.count), reachedPlateau: true, plan: plan)
    case .plateau:
      let held = held ?? examples
      let tape = Tape(.inference)
      let clock = ContinuousClock()
      let start = clock.now
      var seconds: [Double] = []
      let outcome = try train(
        &network, examples: examples.targets.count, batchLoss: examples.loss,
        validationLoss: { network in
          let loss = try held.loss(network, on: tape)
          seconds.append((clock.now - start) / .seconds(1))
          return loss
        })
      return NetworkRun(
        steps: outcome.steps, epochs: Double(outcome.epochs),
        reachedPlateau: outcome.reachedPlateau, plan: outcome.plan,
        course: RecordedCourse(
          course: course(of: outcome, examples: examples.targets.count), seconds: seconds))
    }
  }

  private func course(of outcome: TrainingOutcome, examples: Int) -> TrainingCourse {
    TrainingCourse(
      step: "an optimiser step on a batch of \(batchSize)",
      points: zip(outcome.validationSteps, outcome.validationLosses).enumerated().map {
        // An epoch looks at every example once.
        .init(step: $1.0, examples: ($0 + 1) * examples, loss: $1.1)
      },
      kept: outcome.bestEpoch - 1)
  }
}
