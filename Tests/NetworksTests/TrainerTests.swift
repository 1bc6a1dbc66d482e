import ModelFiles
import Networks
import NumericCore
import Tensors
import Testing

struct TrainerTests {
  /// A hidden layer is needed: no line divides the odd corners from the even ones.
  struct ExclusiveOr: Module {
    static let inputs: [[Float]] = [[0, 0], [0, 1], [1, 0], [1, 1]]
    static let targets: [Float] = [0, 1, 1, 0]

    var hidden: Dense
    var output: Dense

    init(seed: UInt64) {
      var generator = SeededGenerator(seed: seed, "weights")
      hidden = Dense(2, 8, from: &generator)
      output = Dense(8, 1, from: &generator)
    }

    mutating func visit(_ visitor: inout some ParameterVisitor) {
      visitor.visit("hidden", &hidden)
      visitor.visit("output", &output)
    }

    func loss(_ corners: [Int], _ tape: Tape) throws(TensorError) -> Variable {
      let x = Tensor(Shape(corners.count, 2), corners.flatMap { Self.inputs[$0 % 4] })
      return try output(hidden(tape.constant(x)).tanh())
        .binaryCrossEntropy(corners.map { Self.targets[$0 % 4] })
    }

    func validationLoss() throws -> Double {
      Double(try loss([0, 1, 2, 3], Tape(.inference)).value.scalar)
    }
  }

  private func trainer(maximumSteps: Int = 5000) -> Trainer {
    Trainer(
      seed: 5, batchSize: 8, maximumSteps: maximumSteps, patience: 5, minimumDelta: 1e-4, drops: 2,
      schedule: Schedules.warmUp(to: 0.05, over: 20), optimizer: AdamW(decay: 0))
  }

  private func train(_ trainer: Trainer) throws -> (ExclusiveOr, TrainingOutcome) {
    var model = ExclusiveOr(seed: 11)
    let outcome = try trainer.train(
      &model, examples: 32, batchLoss: { try $0.loss($1, $2) },
      validationLoss: { try $0.validationLoss() })
    return (model, outcome)
  }

  @Test("A small network learns the exclusive or to a plateau, and is left at its best")
  func learns() throws {
    let (model, outcome) = try train(trainer())
    #expect(outcome.reachedPlateau)
    #expect(outcome.bestValidationLoss < 0.01)
    #expect(try model.validationLoss() == outcome.bestValidationLoss)
    #expect(outcome.validationLosses[outcome.bestEpoch - 1] == outcome.bestValidationLoss)
    #expect(outcome.validationLosses.count == outcome.epochs)
    #expect(outcome.steps == outcome.epochs * 4)
    #expect(outcome.plan.count <= outcome.bestEpoch)
  }

  @Test("A step limit ends the training within an epoch and is no plateau")
  func stepLimit() throws {
    let (model, outcome) = try train(trainer(maximumSteps: 10))
    #expect(!outcome.reachedPlateau)
    #expect(outcome.steps == 10)
    #expect(outcome.epochs == 3)
    #expect(try model.validationLoss() == outcome.bestValidationLoss)
  }

  @Test("Equal seeds give equal weights and outcomes, bit for bit; another seed does not")
  func determinism() throws {
    let examples = SmallNetwork.examples(200, seed: 2)
    func weights(seed: UInt64) throws -> ([String: [UInt32]], TrainingOutcome) {
      var model = SmallNetwork(seed: 3)
      let outcome = try Trainer(seed: seed, batchSize: 32, maximumSteps: 40).train(
        &model, examples: 150, batchLoss: { try $0.loss($1.map { examples[$0] }, on: $2) },
        validationLoss: {
          Double(try $0.loss(Array(examples[150...]), on: Tape(.inference)).value.scalar)
        })
      return (try bits(of: model), outcome)
    }
    let (first, second) = (try weights(seed: 4), try weights(seed: 4))
    #expect(first.0 == second.0)
    #expect(first.1 == second.1)
    #expect(try weights(seed: 5).0 != first.0)
  }

  @Test("A fixed plan without drops takes the same way as training with validation")
  func fixedPlan() throws {
    let (found, outcome) = try train(
      Trainer(seed: 5, batchSize: 8, maximumSteps: 200, patience: 1000, drops: 0))
    var model = ExclusiveOr(seed: 11)
    let steps = try Trainer(seed: 5, batchSize: 8).train(
      &model, examples: 32, plan: outcome.plan, batchLoss: { try $0.loss($1, $2) })
    #expect(steps == 4 * outcome.bestEpoch)
    #expect(try bits(of: model) == bits(of: found))
  }

  @Test("The network for records beats the constant predictor on examples it has not seen")
  func smallNetwork() throws {
    let examples = SmallNetwork.examples(1400, seed: 8)
    var model = SmallNetwork(seed: 1)
    let outcome = try Trainer(seed: 1, maximumSteps: 600, patience: 4).train(
      &model, examples: 1000, batchLoss: { try $0.loss($1.map { examples[$0] }, on: $2) },
      validationLoss: {
        Double(try $0.loss(Array(examples[1000...]), on: Tape(.inference)).value.scalar)
      })
    // The constant predictor's loss is at most ln 2.
    #expect(outcome.bestValidationLoss < 0.62)
  }

  @Test("A loss that is no number, no examples and bad data are typed errors")
  func failures() throws {
    var model = ExclusiveOr(seed: 1)
    let none = #expect(throws: TrainingError.self) {
      try trainer().train(&model, examples: 0, plan: [1], batchLoss: { try $0.loss($1, $2) })
    }
    #expect(none?.code == .noExamples)
    let diverged = #expect(throws: TrainingError.self) {
      try trainer().train(
        &model, examples: 4, plan: [1], batchLoss: { try $0.loss($1, $2) * .infinity })
    }
    #expect(
      diverged?.description
        == "training: step 0: the loss is inf; lower the learning rate or scale the inputs")
    let overshot = #expect(throws: TrainingError.self) {
      try Trainer(seed: 5, batchSize: 8, schedule: Schedules.constant(1e39))
        .train(&model, examples: 4, plan: [1], batchLoss: { try $0.loss($1, $2) })
    }
    #expect(overshot?.code == .diverged)
    #expect(overshot?.detail == "a weight is not finite")
    #expect(try model.validationLoss().isFinite)
    let bad = #expect(throws: TrainingError.self) {
      try trainer().train(&model, examples: 4, plan: [1]) { model, _, tape in
        try model.output(tape.constant(Tensor(repeating: 0, Shape(2, 8)))).binaryCrossEntropy([1])
      }
    }
    #expect(bad?.code == .badData)
    #expect(bad?.detail == "binary cross-entropy: 1 targets for logits [2, 1]")
  }
}

/// Every parameter's bits, under its path.
func bits(of model: some Module) throws -> [String: [UInt32]] {
  let file = ModelFile(kind: "test", arrays: model.parameterArrays())
  return try Dictionary(
    uniqueKeysWithValues: file.arrays.keys.map { ($0, try file.float32($0).map(\.bitPattern)) })
}
