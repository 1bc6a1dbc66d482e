import Networks
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
}

extension Trainer {
  /// Trains on outcomes, to a plateau of the loss on the examples held back or over a known plan.
  ///
  /// - Parameters:
  ///   - network: the network; its present weights are the start.
  ///   - examples: what it is trained on.
  ///   - held: what the plateau is looked for on; needed for no plan.
  ///   - end: when it ends.
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
      let outcome = try train(
        &network, examples: examples.targets.count, batchLoss: examples.loss,
        validationLoss: { try held.loss($0, on: tape) })
      return NetworkRun(
        steps: outcome.steps, epochs: Double(outcome.epochs),
        reachedPlateau: outcome.reachedPlateau, plan: outcome.plan)
    }
  }
}
