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
/// Every configuration is fitted to four fifths of the examples and asked about the fifth held back;
/// the one that fails least there is chosen, then fitted anew to all examples. The held-back answers
/// also give the rule by which a customer is turned away.
struct ServiceTuning<Setting> {
  /// What one fit says about the examples held back.
  struct Trial {
    /// The scores of the classes of each example held back.
    var scores: [[Double]]
    /// The share of examples held back whose outcome the candidate misses.
    var failures: Double
    var steps: Int
    var epochs: Double
    var reachedPlateau: Bool
    /// How the fit is repeated on all examples: for each network the learning-rate factor of each
    /// epoch.
    var plans: [[Double]] = []
    /// How it came to its failures; asked for of the chosen configuration only.
    var course: () throws -> RecordedCourse? = { nil }
  }

  /// The chosen configuration.
  struct Choice {
    var index: Int
    var trial: Trial
    var records: [TrainingSummary.Configuration]
    var training: [ServiceItem]
    var held: [ServiceItem]

    /// The rule by which customers are turned away by what was fitted anew to all items.
    ///
    /// Its scores have a class for each label of all items; those of the examples held back have one for
    /// each label of the others, which may be fewer.
    func rejection(among items: [ServiceItem]) -> Rejection {
      let (labels, all) = (ServiceLabels(training), ServiceLabels(items))
      guard (labels.foreign == nil) == (all.foreign == nil) else {
        return .initial(foreign: all.foreign)
      }
      var rejection = Rejection.fit(
        trial.scores, classes: labels.classes(of: held), foreign: labels.foreign)
      rejection.foreign = all.foreign
      return rejection
    }
  }

  let settings: [(setting: Setting, numbers: [String: Double])]
  let seed: UInt64

  /// Tries every setting.
  ///
  /// - Throws: what `fit` throws; `WorkloadError` where the examples are too few.
  func choose(
    _ items: [ServiceItem],
    fit: (_ setting: Setting, _ training: [ServiceItem], _ held: [ServiceItem]) throws -> Trial
  ) throws -> Choice {
    let intents = Set(items.map(\.outcome.intent))
    guard items.count >= 40, intents.count >= 2 else {
      throw WorkloadError(
        "\(items.count) examples hold \(intents.count) intents", at: "training data",
        remedy: "bring at least 40 examples of at least 2 intents")
    }
    var generator = SeededGenerator(seed: seed, "customer-service", "validation")
    let order = generator.permutation(items.count)
    let count = items.count / 5
    let held = order.prefix(count).sorted().map { items[$0] }
    let training = order.dropFirst(count).sorted().map { items[$0] }
    var best: (index: Int, trial: Trial)?
    var records: [TrainingSummary.Configuration] = []
    for (index, candidate) in settings.enumerated() {
      let trial = try fit(candidate.setting, training, held)
      records.append(
        .init(
          settings: candidate.numbers, validationLoss: trial.failures, steps: trial.steps,
          epochs: trial.epochs, reachedPlateau: trial.reachedPlateau))
      if best.map({ trial.failures < $0.trial.failures }) ?? true { best = (index, trial) }
    }
    guard let best else {
      throw WorkloadError("no configuration was tried", remedy: "plan at least one")
    }
    return Choice(
      index: best.index, trial: best.trial, records: records, training: training, held: held)
  }
}

/// The labels that the examples have, in the order of their names.
struct ServiceLabels {
  let names: [String]
  let classes: [Int]
  /// The index of the foreign class; nil where no example is of it.
  let foreign: Int?

  init(_ items: [ServiceItem]) {
    let names = Set(items.map(\.outcome.intent)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    self.names = names
    classes = items.map { numbers[$0.outcome.intent, default: 0] }
    foreign = numbers[ServiceAction.outOfScope]
  }

  /// The class of each of other items; −1 for an intent that no example had.
  func classes(of items: [ServiceItem]) -> [Int] {
    items.map { names.firstIndex(of: $0.outcome.intent) ?? -1 }
  }
}

extension [ServiceItem] {
  /// The share of these items whose outcome the actions, one for each, miss; of data that tell intents
  /// only, whose intent.
  func shareMissed(by actions: [ServiceAction]) -> Double {
    let missed = zip(actions, self).count { action, item in
      item.isLabelOnly ? action.intent != item.outcome.intent : action != item.outcome
    }
    return Double(missed) / Double(Swift.max(count, 1))
  }
}
