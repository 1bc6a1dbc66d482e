import Figures
import Records
import Scores
import Statistics

/// How far the network's score on its training examples lies above that on the test items.
///
/// One value a repetition: the mean over its folds of the training score, less the score of the
/// repetition's answers; t-intervals over repetitions.
struct TrainingGap {
  let score: any Score
  let ledger: TrialLedger

  /// The gap of an arm of a study; nil where its trials kept no training score.
  func gap(_ arm: StudyArm, _ trials: [TrialSpecification]) -> OverfittingGap? {
    var training: [Double] = []
    var gaps: [Double] = []
    for (repetition, sheets) in arm.sheets.sorted(by: { $0.key < $1.key }) {
      let kept = trials.filter { $0.repetition == repetition }
        .map { ledger.answers($0.number)?.trainingScore }
      guard let sheet = sheets.first, let test = try? score.value(of: sheet.items),
        !kept.isEmpty, kept.allSatisfy({ $0 != nil })
      else { continue }
      let onTraining = kept.reduce(0) { $0 + ($1 ?? 0) } / Double(kept.count)
      training.append(onTraining)
      gaps.append((score.kind.direction == .higherIsBetter ? 1 : -1) * (onTraining - test))
    }
    guard let first = training.first, let firstGap = gaps.first else { return nil }
    return OverfittingGap(
      label: arm.label, training: estimate(training, first), gap: estimate(gaps, firstGap))
  }

  private func estimate(_ values: [Double], _ first: Double) -> Estimate {
    guard values.count > 1, let mean = try? Replications.mean(values) else {
      return Estimate(value: first, method: "one repetition, no interval")
    }
    return Estimate(
      value: mean.value, interval: mean.interval, standardError: mean.standardError,
      degreesOfFreedom: mean.degreesOfFreedom, method: "\(values.count) repetitions, t")
  }
}
