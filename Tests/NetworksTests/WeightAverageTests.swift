import Networks
import NumericCore
import Tensors
import Testing

struct WeightAverageTests {
  @Test(
    "The average of six steps' weights is PyTorch's, with and without the warm-up",
    arguments: [("average", 0.7, false), ("averageWarming", 0.25, true)])
  func reference(_ name: String, decay: Double, warmsUp: Bool) throws {
    var generator = SeededGenerator(seed: 1)
    var start = Dense(3, 2, from: &generator)
    start.weight.value = try TrainingReferences.tensor("weight", Shape(3, 2))
    start.bias.value = try TrainingReferences.tensor("bias", Shape(2))
    var average = WeightAverage(of: start, settings: .init(decay: decay, warmsUp: warmsUp))
    let last = try Descent.run(SGD(momentum: 0.9, clipNorm: nil)) { dense, _ in
      average.update(with: dense)
    }
    let found = Descent(dense: average.model(like: last.dense)).numbers
    for (value, reference) in zip(found, try TrainingReferences.numbers(name)) {
      #expect(abs(value - reference) <= OptimizerTests.tolerance * max(1, abs(reference)))
    }
    #expect(average.updates == 6)
  }

  @Test("The warm-up rises as (1 + t) / (10 + t) up to the decay")
  func warmUp() {
    let settings = WeightAverage.Settings(decay: 0.9)
    // (1 + t) / (10 + t) = 0.9 at t = 80.
    #expect([0, 1, 8, 80, 1000].map(settings.decay(at:)) == [0.1, 2.0 / 11, 0.5, 0.9, 0.9])
    #expect(WeightAverage.Settings(decay: 0.9, warmsUp: false).decay(at: 0) == 0.9)
  }

  @Test("The average of weights that do not change is these weights, bit for bit")
  func constant() throws {
    let model = SmallNetwork(seed: 1)
    var average = WeightAverage(of: model)
    for _ in 0..<50 { average.update(with: model) }
    #expect(try bits(of: average.model(like: model)) == bits(of: model))
  }

  private typealias Network = TrainerTests.ExclusiveOr

  private func trainer(_ averaging: WeightAverage.Settings?, drops: Int = 2) -> Trainer {
    Trainer(
      seed: 5, batchSize: 8, maximumSteps: 2000, patience: 3, minimumDelta: 1e-3, drops: drops,
      schedule: Schedules.constant(0.1), optimizer: AdamW(decay: 0), averaging: averaging)
  }

  private func train(_ trainer: Trainer) throws -> (Network, TrainingOutcome) {
    var model = Network(seed: 11)
    let outcome = try trainer.train(
      &model, examples: 32, batchLoss: { try $0.loss($1, $2) },
      validationLoss: { try $0.validationLoss() })
    return (model, outcome)
  }

  @Test("Training with an average is the same bit for bit, and leaves the averaged model")
  func reproducible() throws {
    let (first, second) = (
      try train(trainer(.init(decay: 0.9))), try train(trainer(.init(decay: 0.9)))
    )
    #expect(try bits(of: first.0) == bits(of: second.0))
    #expect(first.1 == second.1)
    #expect(first.1.reachedPlateau)
    #expect(try first.0.validationLoss() == first.1.bestValidationLoss)
    #expect(try train(trainer(nil)).1.validationLosses != first.1.validationLosses)
  }

  @Test("An average with decay 0 is the last weights: nothing changes but the name")
  func noMemory() throws {
    let (averaged, plain) = (
      try train(trainer(.init(decay: 0, warmsUp: false))), try train(trainer(nil))
    )
    #expect(averaged.1.validationLosses.count == plain.1.validationLosses.count)
    for (found, expected) in zip(averaged.1.validationLosses, plain.1.validationLosses) {
      // w̄ + 1 · (w − w̄) rounds twice.
      #expect(abs(found - expected) <= 1e-5)
    }
  }

  /// A loss that falls by itself at every epoch leads nowhere; one that is read from the weights shows
  /// which of them were restored.
  @Test("After a plateau the average goes back to its best moment with the weights")
  func restore() throws {
    var seen: [[String: [UInt32]]] = []
    var model = Network(seed: 11)
    // Improves once, then twice not, which restores; the step after it starts from the best moment
    // again at a rate of zero, so that the weights stay and only the average could differ.
    let losses = [1.0, 2, 2, 2, 2]
    var trainer = trainer(.init(decay: 0.9, warmsUp: false), drops: 1)
    trainer.patience = 2
    trainer.dropFactor = 0
    let outcome = try trainer.train(
      &model, examples: 8, batchLoss: { try $0.loss($1, $2) },
      validationLoss: {
        seen.append(try bits(of: $0))
        return losses[seen.count - 1]
      })
    #expect(outcome.validationLosses == losses)
    #expect(outcome.reachedPlateau)
    #expect(try bits(of: model) == seen[0])
    // By hand from the best moment: one step of w₁ at rate 0.1 and the average w̄₁ = 0.9·w₀ + 0.1·w₁;
    // after the restore w stays w₁ and w̄ ← 0.9·w̄₁ + 0.1·w₁.
    let start = Network(seed: 11)
    var weights = start
    try Trainer(
      seed: 5, batchSize: 8, schedule: Schedules.constant(0.1), optimizer: AdamW(decay: 0)
    ).train(&weights, examples: 8, plan: [1], batchLoss: { try $0.loss($1, $2) })
    var average = WeightAverage(of: start, settings: .init(decay: 0.9, warmsUp: false))
    average.update(with: weights)
    #expect(try bits(of: average.model(like: weights)) == seen[0])
    average.update(with: weights)
    #expect(try bits(of: average.model(like: weights)) == seen[3])
  }

  @Test("A fixed plan with an average takes the same way as training with validation")
  func fixedPlan() throws {
    var trainer = trainer(.init(decay: 0.8), drops: 0)
    trainer.maximumSteps = 100
    trainer.patience = 1000
    let (found, outcome) = try train(trainer)
    var model = Network(seed: 11)
    try trainer.train(
      &model, examples: 32, plan: outcome.plan, batchLoss: { try $0.loss($1, $2) })
    #expect(try bits(of: model) == bits(of: found))
  }

  @Test("Statistics are taken as they are, since they are averages already")
  func statistics() {
    var layer = BatchNorm(2)
    layer.runningVariance.value = Tensor(Shape(2), [1e8, 3])
    var average = WeightAverage(of: layer)
    layer.runningVariance.value = Tensor(Shape(2), [1, 1e-9])
    layer.scale.value = Tensor(Shape(2), [2, 2])
    average.update(with: layer)
    let averaged = average.model(like: layer)
    #expect(averaged.runningVariance.value.values == [1, 1e-9])
    // The first update uses d = min(0.999, (1 + 0) / (10 + 0)): 0.1 · 1 + 0.9 · 2.
    #expect(averaged.scale.value.values.allSatisfy { abs($0 - 1.9) < 1e-6 })
  }
}
