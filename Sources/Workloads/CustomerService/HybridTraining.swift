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
  static var configurations: Int { grid.count }

  /// Chooses a configuration and fits it on all items.
  static func train(
    _ items: [ServiceItem], knowledge: WrittenKnowledge, configurations: Int, seed: UInt64
  ) throws -> Trained<ServiceRequest, ServiceAnswer> {
    let fitting = HybridFitting(knowledge: knowledge, seed: seed)
    let settings = grid.prefix(configurations).map { (setting: $0, numbers: $0.numbers) }
    let choice = try ServiceTuning(settings: settings, seed: seed).choose(items) {
      setting, training, held in
      var draft = try fitting.fit(training, setting)
      return try draft.trial(training, held)
    }
    let draft = try fitting.fit(items, grid[choice.index])
    var fitted = draft.fitted
    let labels = ServiceLabels(items)
    fitted.classifier.form.rejection = .fit(
      choice.trial.scores, classes: labels.classes(of: choice.held), foreign: labels.foreign)
    let course = try choice.trial.course()
    return Trained(
      candidate: try Hybrid(fitted),
      summary: TrainingSummary(
        configurations: choice.records, chosen: choice.index, steps: draft.steps,
        trainingExamples: choice.training.count, validationExamples: choice.held.count,
        course: course?.course), courseSeconds: course?.seconds)
  }
}

/// How one configuration of the hybrid is fitted.
struct HybridFitting {
  let knowledge: WrittenKnowledge
  let seed: UInt64

  /// A fitted hybrid, and what the fit came to.
  struct Draft {
    var fitted: Hybrid.Fitted
    var steps = 0
    var epochs = 1.0
    var reachedPlateau = true
    /// The field after each epoch, with the seconds since the fit began.
    var fields: [(field: ConditionalRandomField, seconds: Double)] = []

    /// Asks the draft about the examples held back, and fits its rejection to their scores.
    mutating func trial(
      _ training: [ServiceItem], _ held: [ServiceItem]
    ) throws -> ServiceTuning<Hybrid.Setting>.Trial {
      let labels = ServiceLabels(training)
      let draft = try Hybrid(fitted)
      let scores = try held.map { fitted.classifier.scores(try draft.tokenised($0.input)) }
      fitted.classifier.form.rejection = .fit(
        scores, classes: labels.classes(of: held), foreign: labels.foreign)
      let (stages, epochFields) = (fitted, fields)
      return .init(
        scores: scores, failures: try Self.failures(of: stages, on: held), steps: steps,
        epochs: epochs, reachedPlateau: reachedPlateau,
        course: {
          try Self.course(of: epochFields, in: stages, on: held, examples: training.count)
        })
    }

    private static func failures(
      of fitted: Hybrid.Fitted, on held: [ServiceItem]
    ) throws -> Double {
      let hybrid = try Hybrid(fitted)
      return held.shareMissed(by: try held.map { try hybrid.answer($0.input).action })
    }

    /// The failures after each epoch of the field, the other stages as they became in the end.
    private static func course(
      of fields: [(field: ConditionalRandomField, seconds: Double)], in fitted: Hybrid.Fitted,
      on held: [ServiceItem], examples: Int
    ) throws -> RecordedCourse? {
      guard !fields.isEmpty else { return nil }
      let points = try fields.enumerated().map { index, epoch in
        var stage = fitted
        stage.tagger.field = epoch.field
        return TrainingCourse.Point(
          step: (index + 1) * examples, examples: (index + 1) * examples,
          loss: try failures(of: stage, on: held))
      }
      return RecordedCourse(
        course: TrainingCourse(
          step: "a step of the field on one request", points: points, kept: points.count - 1),
        seconds: fields.map(\.seconds))
    }
  }

  /// Fits stage after stage, each to what the stages before it hand on.
  func fit(_ items: [ServiceItem], _ setting: Hybrid.Setting) throws -> Draft {
    let clock = ContinuousClock()
    let start = clock.now
    let normaliser = Normaliser.fit(items.map(\.input.text), knowledge: knowledge)
    let tokenised = try items.map { try Tokeniser().run(try normaliser.run($0.input)) }
    let classifier = fitClassifier(items, tokenised, setting)
    var tagger = untrainedTagger(items, tokenised)
    var draft = Draft(
      fitted: Hybrid.Fitted(
        normaliser: normaliser, classifier: classifier, tagger: tagger,
        policy: Policy(table: knowledge.policy)),
      steps: classifier.machines.iterations * items.count,
      reachedPlateau: classifier.machines.converged)
    let examples = zip(items, tokenised).compactMap { item, request in
      item.truth.flatMap { truth -> ConditionalRandomField.Example? in
        // No annotator marks slots in what no service is there for.
        guard item.outcome.intent != ServiceAction.outOfScope else { return nil }
        return .init(
          features: tagger.features(request.tokens),
          tags: SlotTags.tags(truth.slots, origins: request.origins))
      }
    }
    if !examples.isEmpty {
      let outcome = tagger.field.fit(
        examples, options: .init(deviation: setting.deviation),
        generator: SeededGenerator(seed: seed, "customer-service", "field")
      ) { draft.fields.append(($0, (clock.now - start) / .seconds(1))) }
      draft.steps += outcome.steps
      draft.epochs = Double(outcome.epochs)
      draft.reachedPlateau = draft.reachedPlateau && outcome.reachedPlateau
      draft.fitted.tagger = tagger
    }
    return draft
  }

  private func fitClassifier(
    _ items: [ServiceItem], _ tokenised: [TokenisedRequest], _ setting: Hybrid.Setting
  ) -> IntentClassifier {
    let labels = ServiceLabels(items)
    let vectoriser = TextVectoriser.fit(tokenised.map(\.tokens), options: setting.options)
    let machines = LinearClassifier.fit(
      tokenised.map { vectoriser.vector(of: $0.tokens) }, labels: labels.classes,
      classes: labels.names.count, features: vectoriser.index.count,
      options: .init(cost: setting.cost), seed: seed)
    return IntentClassifier(
      .init(
        labels: labels.names, options: setting.options,
        rejection: .initial(foreign: labels.foreign)),
      vectoriser: vectoriser, machines: machines)
  }

  /// A tagger that knows its features and values, and no tag yet.
  private func untrainedTagger(
    _ items: [ServiceItem], _ tokenised: [TokenisedRequest]
  ) -> SlotTagger {
    let annotated = zip(items, tokenised).filter { $0.0.truth != nil }
    guard !annotated.isEmpty else {
      return SlotTagger(
        lexicon: SlotLexicon(wordings: [:], names: [:]), index: FeatureIndex(keys: []),
        field: ConditionalRandomField(tags: SlotTags.count, features: 0))
    }
    let lexicon = SlotLexicon(knowledge, annotated: annotated.map { ($0.0, $0.1) })
    var seen: Set<UInt64> = []
    var keys: [UInt64] = []
    for (item, request) in annotated where item.outcome.intent != ServiceAction.outOfScope {
      for key in SlotFeatures.keys(request.tokens, lexicon: lexicon.written).joined()
      where seen.insert(key).inserted {
        keys.append(key)
      }
    }
    return SlotTagger(
      lexicon: lexicon, index: FeatureIndex(keys: keys),
      field: ConditionalRandomField(tags: SlotTags.count, features: keys.count))
  }
}

extension SlotLexicon {
  /// What was written, with the wordings and names that annotated examples add.
  init(_ knowledge: WrittenKnowledge, annotated: [(item: ServiceItem, request: TokenisedRequest)]) {
    var wordings = knowledge.wordings
    var names = knowledge.names.mapValues(Set.init)
    for (item, request) in annotated {
      for slot in item.truth?.slots ?? [] {
        switch slot.type {
        case .card, .account, .currency:
          let tokens = zip(request.tokens, request.origins).filter { slot.words.contains($0.1) }
          wordings[slot.type, default: [:]][tokens.map(\.0).joined(separator: " ")] = slot.value
        case .person, .city, .merchant: names[slot.type, default: []].insert(slot.value)
        case .amount, .date, .order: break
        }
      }
    }
    self.init(
      wordings: wordings, names: names.mapValues { $0.sorted() },
      written: WrittenWords(knowledge))
  }
}
