import NumericCore
import Tensors

/// How a network is trained; equal settings, data and seed give equal weights, bit for bit.
package struct Trainer: Sendable {
  package var batchSize: Int
  /// Where training ends without a plateau, and is reported as undertrained.
  package var maximumSteps: Int
  /// The epochs, and steps, without improvement that make a plateau.
  package var patience: Int
  package var patienceSteps: Int
  package var minimumDelta: Double
  /// How often a plateau lowers the learning rate, from the best weights, before one ends it.
  package var drops: Int
  package var dropFactor: Double
  /// By the steps that lie behind the present weights, so that returning to the best ones returns it.
  package var schedule: Schedule
  package var optimizer: any UpdateRule
  /// The average of weights that validation and the trained model use; nil for the weights themselves.
  package var averaging: WeightAverage.Settings?
  /// What writes down gradients and steps on the way, into the outcome; nil for nothing.
  package var recorder: StepRecorder?
  package var seed: UInt64

  package init(
    seed: UInt64, batchSize: Int = 64, maximumSteps: Int = 100_000, patience: Int = 8,
    patienceSteps: Int = 0, minimumDelta: Double = 1e-5, drops: Int = 1,
    dropFactor: Double = 0.2, schedule: @escaping Schedule = Schedules.constant(1e-3),
    optimizer: any UpdateRule = AdamW(), averaging: WeightAverage.Settings? = nil,
    recorder: StepRecorder? = nil
  ) {
    self.batchSize = max(1, batchSize)
    self.maximumSteps = maximumSteps
    self.patience = patience
    self.patienceSteps = patienceSteps
    self.minimumDelta = minimumDelta
    self.drops = drops
    self.dropFactor = dropFactor
    self.schedule = schedule
    self.optimizer = optimizer
    self.averaging = averaging
    self.recorder = recorder
    self.seed = seed
  }

  /// The mean loss of some examples, given by their numbers, on a tape.
  package typealias BatchLoss<Model: Module> = (Model, [Int], Tape) throws -> Variable

  /// Trains until the validation loss has reached a plateau, and leaves the model at its best.
  ///
  /// - Parameters:
  ///   - model: The model; its present weights are the start.
  ///   - examples: How many training examples there are.
  ///   - batchLoss: The mean loss of a mini-batch.
  ///   - validationLoss: The loss that decides; deterministic, on an inference tape.
  /// - Returns: What the training came to.
  /// - Throws: `TrainingError`, and leaves the model at its best so far.
  package func train<Model: Module>(
    _ model: inout Model, examples: Int, batchLoss: BatchLoss<Model>,
    validationLoss: (Model) throws -> Double
  ) throws(TrainingError) -> TrainingOutcome {
    var course = Course(self, model, examples: examples)
    var plateau = PlateauStopping(
      patience: patience, patienceSteps: patienceSteps, minimumDelta: minimumDelta)
    var best = course
    var losses: [Double] = []
    var validationSteps: [Int] = []
    var dropped = 0
    var reachedPlateau = false
    defer { model = best.evaluated }
    while course.totalSteps < maximumSteps && !reachedPlateau {
      try course.epoch(factor: power(dropFactor, dropped), limit: maximumSteps, batchLoss)
      let loss = try course.attempt(on: course.evaluated) { try validationLoss($0) }
      guard loss.isFinite else {
        throw TrainingError(
          .diverged, step: course.totalSteps, "the validation loss is \(loss)")
      }
      losses.append(loss)
      validationSteps.append(course.totalSteps)
      switch plateau.observe(loss, epoch: losses.count, step: course.totalSteps) {
      case .improved:
        best = course
      case .waiting:
        break
      case .plateau where dropped < drops:
        dropped += 1
        course.restore(best)
        plateau.startWaiting(step: course.totalSteps)
      case .plateau:
        reachedPlateau = true
      }
    }
    return TrainingOutcome(
      steps: course.totalSteps, epochs: losses.count, bestValidationLoss: plateau.bestLoss,
      bestEpoch: plateau.bestEpoch, reachedPlateau: reachedPlateau, plan: best.plan,
      validationLosses: losses, validationSteps: validationSteps, records: course.records)
  }

  /// Trains over a fixed plan, without validation: refits on all examples what `train` found out.
  ///
  /// - Parameters:
  ///   - model: The model; its present weights are the start.
  ///   - examples: How many training examples there are.
  ///   - plan: The learning-rate factor of each epoch, such as `TrainingOutcome.plan`.
  ///   - batchLoss: The mean loss of a mini-batch.
  /// - Returns: The number of steps.
  /// - Throws: `TrainingError`, and leaves the model as it was.
  @discardableResult
  package func train<Model: Module>(
    _ model: inout Model, examples: Int, plan: [Double], batchLoss: BatchLoss<Model>
  ) throws(TrainingError) -> Int {
    var course = Course(self, model, examples: examples)
    for factor in plan { try course.epoch(factor: factor, limit: .max, batchLoss) }
    let trained = course.evaluated
    // A loss is looked at before each step, so what the last one did has not been seen.
    guard trained.namedParameters().allSatisfy({ $0.parameter.value.sumOfSquares().isFinite })
    else {
      throw TrainingError(.diverged, step: course.totalSteps, "a weight is not finite")
    }
    model = trained
    return course.totalSteps
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
