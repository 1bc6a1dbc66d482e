/// What a training came to.
package struct TrainingOutcome: Hashable, Sendable {
  /// All steps taken, those that the best weights left behind included.
  package let steps: Int
  package let epochs: Int
  package let bestValidationLoss: Double
  /// The epoch after which the weights were best, counted from 1.
  package let bestEpoch: Int
  /// False where the step limit came first: the network is undertrained.
  package let reachedPlateau: Bool
  /// The learning-rate factor of each epoch that led to the best weights.
  package let plan: [Double]
  /// The loss after each epoch.
  package let validationLosses: [Double]
  /// All steps taken when each of these losses was computed, those on abandoned ways included.
  package let validationSteps: [Int]
  /// What the trainer's recorder wrote down.
  package let records: [StepRecorder.Record]

  /// The steps taken at the first validation whose loss is at or below the target; nil if none is.
  ///
  /// This is for the claim that one architecture takes several times the steps of another to the
  /// same quality. The target is then one loss that both have reached, of the same kind on the same
  /// items, such as the worse of the two best: each network's own best loss is another quality.
  /// Steps of unequal batches are compared as examples seen, steps · batch size. The answer lies
  /// above the truth by up to an epoch, since only validations are looked at; the step of the
  /// validation before it is the lower end. Nil says "not within `steps`", which is a bound and not a
  /// missing value.
  package func steps(to target: Double) -> Int? {
    validationLosses.firstIndex { $0 <= target }.map { validationSteps[$0] }
  }
}
