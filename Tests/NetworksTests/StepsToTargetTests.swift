import Networks
import NumericCore
import Tensors
import Testing

struct StepsToTargetTests {
  private typealias Network = TrainerTests.ExclusiveOr

  private func outcome(_ losses: [Double], limit: Int) throws -> TrainingOutcome {
    var model = Network(seed: 1)
    var validations = 0
    return try Trainer(
      seed: 1, batchSize: 2, maximumSteps: limit, patience: 2, drops: 1,
      recorder: StepRecorder(every: 5)
    ).train(
      &model, examples: 8, batchLoss: { try $0.loss($1, $2) },
      validationLoss: { _ in
        validations += 1
        return losses[validations - 1]
      })
  }

  @Test("The steps to a target are those at the first validation at or below it")
  func stepsToTarget() throws {
    // Four steps an epoch. The plateau after the fourth epoch goes back to the second one's weights,
    // and the steps in between count: the sixth epoch ends at step 24.
    let outcome = try outcome([0.9, 0.5, 0.6, 0.7, 0.55, 0.3, 0.4, 0.4], limit: 1000)
    #expect(outcome.validationSteps == [4, 8, 12, 16, 20, 24, 28, 32])
    #expect(outcome.steps(to: 1) == 4)
    #expect(outcome.steps(to: 0.5) == 8)
    #expect(outcome.steps(to: 0.49) == 24)
    #expect(outcome.steps(to: 0.3) == 24)
    #expect(outcome.steps(to: 0.29) == nil)
  }

  @Test("A validation within an epoch stands at the step of the limit")
  func limit() throws {
    #expect(try outcome([0.9, 0.8], limit: 6).validationSteps == [4, 6])
  }

  @Test("The recorder goes on counting through a return to the best weights")
  func records() throws {
    let outcome = try outcome([0.9, 0.5, 0.6, 0.7, 0.55, 0.6], limit: 1000)
    #expect(outcome.records.map(\.step) == [0, 5, 10, 15, 20])
    #expect(outcome.records.allSatisfy { $0.parts.map(\.name) == ["hidden", "output"] })
    #expect(outcome.records.allSatisfy { $0.gradientNorm > 0 })
  }
}
