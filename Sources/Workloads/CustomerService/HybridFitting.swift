import Classics
import Networks
import NumericCore
import WorkloadKit

/// How one configuration of the hybrid is fitted.
struct HybridFitting {
  let knowledge: WrittenKnowledge
  /// The stages in whose places networks stand.
  let learned: Set<HybridStage>
  /// The truth that later stages are fitted to; nil for none.
  let oracle: Hybrid.OracleRecipe?
  let seed: UInt64
  /// Of networks.
  let batchSize: Int

  /// The settings of a configuration as a record holds them: those that its stages read.
  ///
  /// The i-th configuration of a mix has the i-th of each part.
  func numbers(_ index: Int) -> [String: Double] {
    var numbers = learned == Set(HybridStage.learnable) ? [:] : Hybrid.grid[index].numbers
    if !learned.isEmpty {
      numbers.merge(NetworkSetting.grid[index].numbers) { first, _ in first }
    }
    return numbers
  }

  /// Fits stage after stage, each to what the stages before it hand on.
  ///
  /// A network's plateau is looked for on the examples held back, or the plans say how long each
  /// trains, in the order of the stages.
  func fit(
    _ items: [ServiceItem], held: [ServiceItem]?, _ index: Int, plans: [[Double]]?
  ) throws -> HybridDraft {
    let start = ContinuousClock.now
    let setting = Hybrid.grid[index]
    var draft = HybridDraft(
      fitted: Hybrid.Fitted(
        normaliser: Normaliser.fit(items.map(\.input.text), knowledge: knowledge),
        classifier: .empty, tagger: .empty, policy: Policy(table: knowledge.policy)),
      truth: oracle?.truth)
    // A classifier or tagger whose truth is known is fitted all the same: nothing later is to be.
    draft.fitted.oracle = oracle.flatMap {
      [.normaliser, .tokeniser].contains($0.stage) ? $0.stage : nil
    }
    let tokens = try tokenised(items, draft)
    let heldTokens = try held.map { try tokenised($0, draft) }
    if learned.contains(.intentClassifier) {
      draft.fitted.learnedClassifier = LearnedIntents(
        model: try network(
          LearnedIntents.examples(items, tokens),
          held: zip(held, heldTokens).map(LearnedIntents.examples), index, plans, &draft))
    } else {
      fitClassifier(&draft, items, tokens, setting)
    }
    if learned.contains(.slotTagger) {
      draft.fitted.learnedTagger = LearnedSlots(
        model: try network(
          LearnedSlots.examples(items, tokens),
          held: zip(held, heldTokens).map(LearnedSlots.examples), index, plans, &draft))
    } else {
      fitTagger(&draft, items, tokens, setting, since: start)
    }
    draft.fitted.oracle = oracle?.stage
    return draft
  }

  private func zip<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
    first.flatMap { first in second.map { (first, $0) } }
  }

  private func tokenised(
    _ items: [ServiceItem], _ draft: HybridDraft
  ) throws -> [TokenisedRequest] {
    let hybrid = try Hybrid(draft.fitted, truth: draft.truth)
    return try items.map { try hybrid.tokenised($0.input) }
  }

  /// Trains a network in a stage's place.
  private func network(
    _ items: [ServiceItem], held: [ServiceItem]?, _ index: Int, _ plans: [[Double]]?,
    _ draft: inout HybridDraft
  ) throws -> EndToEnd {
    let setting = NetworkSetting.grid[index]
    let fitting = NetworkFitting(seed: seed, batchSize: batchSize)
    var reader = NetworkFitting.Draft(items, sizes: setting.sizes, seed: seed)
    if let plans {
      let examples = NetworkExamples(items, reader)
      draft.steps += try setting.trainer(batchSize: batchSize, seed: seed).train(
        &reader.network, examples: items.count, plan: plans[draft.plans.count],
        batchLoss: examples.loss)
      draft.plans.append(plans[draft.plans.count])
    } else {
      let (trained, trial) = try fitting.toPlateau(setting, items, held ?? items)
      reader = trained
      draft.steps += trial.steps
      draft.epochs = max(draft.epochs, trial.epochs)
      draft.reachedPlateau = draft.reachedPlateau && trial.reachedPlateau
      draft.plans += trial.plans
    }
    return reader.candidate(rejection: .initial(foreign: reader.code.foreign))
  }

  private func fitClassifier(
    _ draft: inout HybridDraft, _ items: [ServiceItem], _ tokens: [TokenisedRequest],
    _ setting: Hybrid.Setting
  ) {
    let labels = ServiceLabels(items)
    let vectoriser = TextVectoriser.fit(tokens.map(\.tokens), options: setting.options)
    let machines = LinearClassifier.fit(
      tokens.map { vectoriser.vector(of: $0.tokens) }, labels: labels.classes,
      classes: labels.names.count, features: vectoriser.index.count,
      options: .init(cost: setting.cost), seed: seed)
    draft.fitted.classifier = IntentClassifier(
      .init(
        labels: labels.names, options: setting.options,
        rejection: .initial(foreign: labels.foreign)),
      vectoriser: vectoriser, machines: machines)
    draft.steps += machines.iterations
    draft.reachedPlateau = draft.reachedPlateau && machines.converged
  }

  private func fitTagger(
    _ draft: inout HybridDraft, _ items: [ServiceItem], _ tokens: [TokenisedRequest],
    _ setting: Hybrid.Setting, since start: ContinuousClock.Instant
  ) {
    // No annotator marks slots in what no service is there for.
    let annotated = Swift.zip(items, tokens).filter {
      $0.0.truth != nil && $0.0.outcome.intent != ServiceAction.outOfScope
    }.map { (item: $0.0, request: $0.1) }
    guard !annotated.isEmpty else { return }
    var tagger = untrainedTagger(annotated)
    let examples = annotated.map { item, request in
      ConditionalRandomField.Example(
        features: tagger.features(request.tokens),
        tags: SlotTags.tags(item.truth?.slots ?? [], origins: request.origins))
    }
    var fields: [(field: ConditionalRandomField, seconds: Double)] = []
    let outcome = tagger.field.fit(
      examples, options: .init(deviation: setting.deviation),
      generator: SeededGenerator(seed: seed, "customer-service", "field")
    ) { fields.append(($0, (ContinuousClock.now - start) / .seconds(1))) }
    draft.fields = fields
    draft.fitted.tagger = tagger
    draft.steps += outcome.steps
    draft.epochs = max(draft.epochs, Double(outcome.epochs))
    draft.reachedPlateau = draft.reachedPlateau && outcome.reachedPlateau
  }

  /// A tagger that knows its features and values, and no tag yet.
  private func untrainedTagger(
    _ annotated: [(item: ServiceItem, request: TokenisedRequest)]
  ) -> SlotTagger {
    let lexicon = SlotLexicon(knowledge, annotated: annotated)
    var seen: Set<UInt64> = []
    var keys: [UInt64] = []
    for (_, request) in annotated {
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
