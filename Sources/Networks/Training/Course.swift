import NumericCore
import Tensors

/// A training under way: the weights with the optimiser's state and the epochs that led to them.
///
/// A value, so that the best moment is kept by copying it; the copies share what does not change.
struct Course<Model: Module> {
  private let trainer: Trainer
  private let examples: Int
  // What a step computes falls free with it, so the next step finds the memory of the last.
  private let space = Workspace(.turns)
  private(set) var model: Model
  private var optimizer: Optimizer
  private var average: WeightAverage?
  private var recorder: StepRecorder?
  /// The learning-rate factor of each epoch behind the present weights.
  private(set) var plan: [Double] = []
  /// All steps and epochs, those on abandoned ways included.
  private(set) var totalSteps = 0
  private var totalEpochs = 0

  init(_ trainer: Trainer, _ model: Model, examples: Int) {
    self.trainer = trainer
    self.examples = examples
    self.model = model
    optimizer = Optimizer(trainer.optimizer, for: &self.model)
    average = trainer.averaging.map { WeightAverage(of: model, settings: $0) }
    recorder = trainer.recorder
  }

  /// The model that answers: with averaged weights, where the trainer averages.
  var evaluated: Model { average?.model(like: model) ?? model }

  /// What was written down on the way.
  var records: [StepRecorder.Record] { recorder?.records ?? [] }

  /// Goes back to an earlier moment, average included, but keeps counting and recording.
  mutating func restore(_ earlier: Course) {
    let (steps, epochs, recorder) = (totalSteps, totalEpochs, recorder)
    self = earlier
    (totalSteps, totalEpochs, self.recorder) = (steps, epochs, recorder)
  }

  /// Goes once through the examples in an order of the epoch's own, up to a limit of all steps.
  mutating func epoch(
    factor: Double, limit: Int, _ batchLoss: Trainer.BatchLoss<Model>
  ) throws(TrainingError) {
    guard examples > 0 else { throw TrainingError(.noExamples, step: totalSteps, "") }
    var shuffler = SeededGenerator(seed: trainer.seed, "epoch", totalEpochs)
    var masks = SeededGenerator(seed: trainer.seed, "dropout", totalEpochs)
    let order = shuffler.permutation(examples)
    var start = 0
    while start < examples && totalSteps < limit {
      let end = min(examples, start + trainer.batchSize)
      let tape = Tape(.training(seed: masks.next()), in: space)
      let loss = try attempt(on: model) { try batchLoss($0, Array(order[start..<end]), tape) }
      guard loss.value.scalar.isFinite else {
        throw TrainingError(.diverged, step: totalSteps, "the loss is \(loss.value.scalar)")
      }
      step(tape.gradients(of: loss), factor: factor)
      start = end
    }
    totalEpochs += 1
    plan.append(factor)
  }

  private mutating func step(_ gradients: Gradients, factor: Double) {
    // Kept only where it is needed: a second reference makes the step copy every parameter.
    let before = recorder?.isDue(at: totalSteps) == true ? model : nil
    optimizer.step(
      &model, gradients, learningRate: factor * trainer.schedule(optimizer.steps))
    average?.update(with: model)
    if let before {
      recorder?.record(step: totalSteps, gradients, before: before, after: model)
    }
    totalSteps += 1
  }

  /// Calls back with a model, and makes any error a `TrainingError`.
  func attempt<Outcome>(
    on model: Model, _ body: (Model) throws -> Outcome
  ) throws(TrainingError) -> Outcome {
    do {
      return try body(model)
    } catch let error as TrainingError {
      throw error
    } catch let error as TensorError {
      throw TrainingError(.badData, step: totalSteps, "\(error)")
    } catch {
      throw TrainingError(.failed, step: totalSteps, "\(error)")
    }
  }
}
