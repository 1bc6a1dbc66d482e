import Classics
import NumericCore
import Records
import WorkloadKit

extension Hybrid {
  /// A configuration of the machines and of the field.
  struct Setting {
    var cost: Double
    /// The longest n-gram of words, and of characters.
    var words: Int
    var characters: Int
    var minimumDocuments: Int
    var deviation: Double

    /// The settings as a record holds them.
    var numbers: [String: Double] {
      [
        "cost": cost, "word-grams": Double(words), "character-grams": Double(characters),
        "minimum-documents": Double(minimumDocuments), "deviation": deviation,
      ]
    }

    var options: TextVectoriser.Options {
      TextVectoriser.Options(
        words: words, characters: characters > 0 ? 2...characters : nil,
        minimumDocuments: minimumDocuments)
    }
  }

  /// The grid, most ordinary first: a plan that tries fewer takes a prefix.
  static let grid = [
    Setting(cost: 1, words: 2, characters: 4, minimumDocuments: 1, deviation: 3),
    Setting(cost: 0.5, words: 2, characters: 5, minimumDocuments: 1, deviation: 1),
    Setting(cost: 2, words: 2, characters: 4, minimumDocuments: 2, deviation: 2),
    Setting(cost: 1, words: 2, characters: 0, minimumDocuments: 1, deviation: 5),
    Setting(cost: 0.3, words: 2, characters: 4, minimumDocuments: 1, deviation: 1.5),
    Setting(cost: 1, words: 3, characters: 5, minimumDocuments: 1, deviation: 3),
    Setting(cost: 4, words: 1, characters: 4, minimumDocuments: 1, deviation: 2),
    Setting(cost: 0.1, words: 2, characters: 5, minimumDocuments: 1, deviation: 1),
  ]

  /// The corpus's truth in the place of a stage.
  struct OracleRecipe {
    var stage: HybridStage
    var truth: CorpusTruth
    /// Whether the later stages are fitted to the truth.
    var isRefitted: Bool
  }

  /// Chooses a configuration and fits it on all items.
  ///
  /// In the places of the `learned` stages stand networks, in that of the oracle's the truth.
  static func train(
    _ items: [ServiceItem], knowledge: WrittenKnowledge, learned: Set<HybridStage> = [],
    oracle: OracleRecipe? = nil, configurations: Int, seed: UInt64
  ) throws -> Trained<ServiceRequest, ServiceAnswer> {
    let fitting = HybridFitting(
      knowledge: knowledge, learned: learned, oracle: oracle?.isRefitted == true ? oracle : nil,
      seed: seed, batchSize: NetworkSetting.batchSize(examples: items.count))
    let settings = grid.indices.prefix(configurations).map { index in
      (setting: index, numbers: fitting.numbers(index))
    }
    let choice = try ServiceTuning(settings: settings, seed: seed).choose(items) {
      index, training, held in
      var draft = try fitting.fit(training, held: held, index, plans: nil)
      return try draft.trial(training, held)
    }
    let draft = try fitting.fit(items, held: nil, choice.index, plans: choice.trial.plans)
    var fitted = draft.fitted
    fitted.rejection = choice.rejection(among: items)
    fitted.oracle = oracle?.stage
    let course = try choice.trial.course()
    return Trained(
      candidate: try Hybrid(fitted, truth: oracle?.truth),
      summary: TrainingSummary(
        configurations: choice.records, chosen: choice.index, steps: draft.steps,
        trainingExamples: choice.training.count, validationExamples: choice.held.count,
        course: course?.course), courseSeconds: course?.seconds)
  }
}

/// A hybrid that was fitted, and what the fit came to.
struct HybridDraft {
  var fitted: Hybrid.Fitted
  var truth: CorpusTruth?
  var steps = 0
  var epochs = 1.0
  var reachedPlateau = true
  /// One for each network, in the order of the stages.
  var plans: [[Double]] = []
  /// The field after each epoch, with the seconds since the fit began.
  var fields: [(field: ConditionalRandomField, seconds: Double)] = []

  /// Asks the draft about the examples held back, and fits its rejection to their scores.
  mutating func trial(
    _ training: [ServiceItem], _ held: [ServiceItem]
  ) throws -> ServiceTuning<Int>.Trial {
    let labels = ServiceLabels(training)
    let hybrid = try Hybrid(fitted, truth: truth)
    let scores = try held.map { try fitted.scores(try hybrid.tokenised($0.input)) }
    fitted.rejection = .fit(scores, classes: labels.classes(of: held), foreign: labels.foreign)
    let draft = self
    return .init(
      scores: scores, failures: try draft.failures(on: held), steps: steps, epochs: epochs,
      reachedPlateau: reachedPlateau, plans: plans,
      course: { try draft.course(on: held, examples: training.count) })
  }

  private func failures(on held: [ServiceItem]) throws -> Double {
    let hybrid = try Hybrid(fitted, truth: truth)
    return held.shareMissed(by: try held.map { try hybrid.answer($0.input).action })
  }

  /// The failures after each epoch of the field, the other stages as they became in the end; nil of a
  /// hybrid without a field, or with a network, which was trained besides.
  private func course(on held: [ServiceItem], examples: Int) throws -> RecordedCourse? {
    guard !fields.isEmpty, plans.isEmpty else { return nil }
    let points = try fields.enumerated().map { index, epoch in
      var stage = self
      stage.fitted.tagger.field = epoch.field
      return TrainingCourse.Point(
        step: (index + 1) * examples, examples: (index + 1) * examples,
        loss: try stage.failures(on: held))
    }
    return RecordedCourse(
      course: TrainingCourse(
        step: "a step of the field on one request", points: points, kept: points.count - 1),
      seconds: fields.map(\.seconds))
  }
}
