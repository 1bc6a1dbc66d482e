import Classics
import NumericCore
import Records
import WorkloadKit

/// A course with the seconds from the start of the fit to each of its points.
struct RecordedCourse {
  var course: TrainingCourse
  var seconds: [Double]
}

/// How a candidate's configuration is chosen: the same procedure for both architectures.
///
/// Every configuration is fitted on the training part of each division of the examples and asked
/// about the part held back; the one with the least log-loss is chosen, then refitted on all
/// examples. Up to `crossValidatedBelow` examples there are four divisions, so that every example
/// is held back once; beyond it one division holds back a quarter. The held-back answers also give
/// the calibration and the cut-off, since no model was fitted to them; the network's early stopping
/// alone has looked at them.
struct Tuning<Setting> {
  static var crossValidatedBelow: Int { 1500 }

  /// What one fit says about the examples held back.
  struct Trial {
    /// The log-odds of default of each example held back.
    var logits: [Double]
    var steps: Int
    var epochs: Double
    var reachedPlateau: Bool
    /// How the fit is repeated on all examples: for each network of the candidate the
    /// learning-rate factor of each epoch.
    var plans: [[Double]] = []
    /// How it came to its loss; asked for of the chosen configuration's first division only.
    var course: () throws -> RecordedCourse? = { nil }
  }

  /// The chosen configuration.
  struct Choice {
    var index: Int
    /// One for each division, in order.
    var trials: [Trial]
    var calibration: PlattCalibration
    var cutOff: Double
    var records: [TrainingSummary.Configuration]
    /// Examples that a fit trained on, and was validated on.
    var trainingExamples: Int
    var validationExamples: Int
    /// The log-odds that the chosen configuration gave to the examples held back, with outcomes.
    var heldLogits: [Double]
    var heldOutcomes: [Bool]

    /// For each network of the candidate the plan of the division whose training took the median
    /// number of epochs.
    var plans: [[Double]] {
      trials[0].plans.indices.map { network in
        trials.map { $0.plans[network] }.sorted { $0.count < $1.count }[trials.count / 2]
      }
    }
  }

  let settings: [(setting: Setting, numbers: [String: Double])]
  let seed: UInt64

  /// Tries every setting.
  ///
  /// - Throws: what `fit` throws; `WorkloadError` where the examples have one outcome only.
  func choose(
    _ applicants: [Applicant],
    fit: (_ setting: Setting, _ training: [Applicant], _ validation: [Applicant]) throws -> Trial
  ) throws -> Choice {
    let outcomes = applicants.map(\.defaulted)
    let defaults = outcomes.count { $0 }
    guard min(defaults, outcomes.count - defaults) >= 8 else {
      throw WorkloadError(
        "\(applicants.count) examples hold \(defaults) defaults", at: "training data",
        remedy: "bring at least 8 examples of either outcome")
    }
    let divisions = divisions(outcomes)
    let held = divisions.flatMap { $0.validation.map { outcomes[$0] } }
    var best: (loss: Double, index: Int, trials: [Trial])?
    var records: [TrainingSummary.Configuration] = []
    for (index, candidate) in settings.enumerated() {
      let trials = try divisions.map { division in
        try fit(
          candidate.setting, division.training.map { applicants[$0] },
          division.validation.map { applicants[$0] })
      }
      let loss = Self.logLoss(trials.flatMap(\.logits), held)
      records.append(
        .init(
          settings: candidate.numbers, validationLoss: loss,
          steps: trials.reduce(0) { $0 + $1.steps },
          epochs: trials.reduce(0) { $0 + $1.epochs } / Double(trials.count),
          reachedPlateau: trials.allSatisfy(\.reachedPlateau)))
      if best.map({ loss < $0.loss }) ?? true { best = (loss, index, trials) }
    }
    guard let best else {
      throw WorkloadError("no configuration was tried", remedy: "plan at least one")
    }
    let logits = best.trials.flatMap(\.logits)
    let calibration = try PlattCalibration.fit(scores: logits, outcomes: held)
    return Choice(
      index: best.index, trials: best.trials, calibration: calibration,
      cutOff: Self.cutOff(logits.map(calibration.probability), outcomes: held),
      records: records, trainingExamples: divisions[0].training.count,
      validationExamples: divisions[0].validation.count, heldLogits: logits, heldOutcomes: held)
  }

  private func divisions(_ outcomes: [Bool]) -> [(training: [Int], validation: [Int])] {
    let classes = outcomes.map { $0 ? 1 : 0 }
    guard outcomes.count <= Self.crossValidatedBelow else {
      var generator = SeededGenerator(seed: seed, "validation")
      return [Folds.validation(classes: classes, share: 0.25, generator: &generator)]
    }
    let folds = Folds.stratified(classes: classes, folds: 4, seed: seed, repetition: 0)
    return (0..<4).map { fold in
      (outcomes.indices.filter { folds[$0] != fold }, outcomes.indices.filter { folds[$0] == fold })
    }
  }

  static func logLoss(_ logits: [Double], _ outcomes: [Bool]) -> Double {
    zip(logits, outcomes).reduce(0) { sum, item in
      let signed = item.1 ? -item.0 : item.0
      return sum + max(signed, 0) + Double.log1p(Double.exp(-abs(signed)))
    } / Double(max(outcomes.count, 1))
  }

  /// The probability above which as many are refused as default: a cut-off that neither
  /// architecture's calibration moves.
  static func cutOff(_ probabilities: [Double], outcomes: [Bool]) -> Double {
    let defaults = outcomes.count { $0 }
    let ranked = probabilities.sorted(by: >)
    return (ranked[defaults - 1] + ranked[min(defaults, ranked.count - 1)]) / 2
  }
}
