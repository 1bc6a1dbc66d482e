import Figures
package import ModelFiles
import NumericCore
package import Records
import Scores
package import WorkloadKit

/// The customer-service workload: what a customer wants, and what is done about it.
///
/// The embedded corpus is `EmbeddedCorpus`, the user's data a `LabelledTexts` of texts with their
/// intents. Claims C2, C3, C5, C7, C11, C13, C14, C15 and C17.
package struct CustomerService: Workload {
  /// The requests, embedded or the user's.
  private enum Corpus {
    case embedded(EmbeddedCorpus, WrittenKnowledge)
    case texts(LabelledTexts)
  }

  private let corpus: Corpus
  private let seed: UInt64
  private let knowledge: Double

  package init(_ reference: WorkloadReference, seed: UInt64) throws(WorkloadError) {
    self.seed = seed
    knowledge = reference.options["knowledge"] ?? 0.75
    if let data = reference.data {
      corpus = .texts(try LabelledTexts(data))
    } else {
      corpus = .embedded(EmbeddedCorpus(), .of(share: knowledge))
    }
  }

  private var written: WrittenKnowledge {
    switch corpus {
    case .embedded(_, let written): written
    case .texts: .none
    }
  }

  package var summary: CorpusSummary {
    switch corpus {
    case .embedded:
      CorpusSummary(remarks: [
        "embedded corpus, an analogy for the user's task; knowledge \(knowledge)"
      ])
    case .texts(let texts): texts.summary
    }
  }

  package func division(
    _ specification: TrialSpecification
  ) throws(WorkloadError) -> Division<ServiceItem> {
    switch corpus {
    case .embedded(let embedded, _):
      // Prefixes of one stream: a smaller size is part of every larger one.
      let training = SeededGenerator(
        seed: seed, "customer-service", "training", specification.repetition)
      return Division(
        training: embedded.items(specification.size, prefix: "R", generator: training),
        test: embedded.items(
          specification.testItems, prefix: EmbeddedCorpus.testPrefix, isTest: true,
          generator: EmbeddedCorpus.testGenerator(seed: seed)))
    case .texts(let texts): return texts.division(specification, seed: seed)
    }
  }

  package func train(
    _ architecture: Architecture, on items: [ServiceItem], configurations: Int, seed: UInt64
  ) throws -> Trained<ServiceRequest, ServiceAnswer> {
    switch architecture {
    case .hybrid:
      try Hybrid.train(items, knowledge: written, configurations: configurations, seed: seed)
    case .endToEnd:
      try EndToEnd.train(items, configurations: configurations, seed: seed)
    }
  }

  package func train(
    _ architecture: Architecture, varied variation: Variation, on items: [ServiceItem],
    configurations: Int, seed: UInt64
  ) throws -> Trained<ServiceRequest, ServiceAnswer> {
    switch (architecture, variation) {
    case (.hybrid, .learned(let names)):
      let stages = try HybridStage.named(names)
      if let other = stages.subtracting(HybridStage.learnable).first {
        throw WorkloadError(
          "'\(other.rawValue)' is not learned", at: Self.descriptor.name,
          remedy: "name some of: "
            + HybridStage.learnable.map(\.rawValue).joined(separator: ", "))
      }
      if case .texts = corpus, stages.contains(.slotTagger) {
        throw WorkloadError(
          "a table of texts and intents tells no slots", at: HybridStage.slotTagger.rawValue,
          remedy: "learn '\(HybridStage.intentClassifier.rawValue)' alone")
      }
      return try Hybrid.train(
        items, knowledge: written, learned: stages, configurations: configurations, seed: seed)
    case (.hybrid, .oracle(let name, let isRefitted)):
      guard let stage = try HybridStage.named([name]).first else {
        throw WorkloadError.noStage(name)
      }
      guard case .embedded = corpus else { throw OracleStages.noTruth(of: stage) }
      return try Hybrid.train(
        items, knowledge: written,
        oracle: .init(
          stage: stage, truth: CorpusTruth(seed: self.seed, training: items), isRefitted: isRefitted
        ), configurations: configurations, seed: seed)
    case (.endToEnd, .unregularised):
      return try EndToEnd.train(
        items, isRegularised: false, configurations: configurations, seed: seed)
    default:
      throw WorkloadError(
        "\(Self.descriptor.name) cannot train \(architecture.rawValue) varied as \(variation)",
        remedy: "leave the study out of the profile")
    }
  }

  package func load(
    _ architecture: Architecture, from file: ModelFile
  ) throws -> any Candidate<ServiceRequest, ServiceAnswer> {
    switch architecture {
    case .hybrid:
      switch corpus {
      case .embedded: try Hybrid(file: file, truth: CorpusTruth(seed: seed))
      case .texts: try Hybrid(file: file)
      }
    case .endToEnd: try EndToEnd(file: file)
    }
  }

  package static func stageFile(_ stage: String, of file: ModelFile) -> ModelFile? {
    guard file.kind == Hybrid.kind, HybridStage(rawValue: stage) != nil else { return nil }
    return file.part(stage)
  }

  package static func loadStage(
    _ stage: String, of architecture: Architecture, from part: ModelFile
  ) throws -> any StageService {
    try Hybrid.service(stage, from: part)
  }

  package func codec(
    of architecture: Architecture
  ) -> ServiceCodec<ServiceRequest, ServiceAnswer>? {
    architecture == .hybrid ? Hybrid.codec : nil
  }

  package func constantAnswer(learnedFrom items: [ServiceItem]) -> ServiceAnswer {
    let counts = Dictionary(grouping: items.map(\.outcome)) { $0 }.mapValues(\.count)
    let action =
      counts.max { ($0.value, $1.key.inWords) < ($1.value, $0.key.inWords) }?.key ?? .turnedAway
    let foreign = items.count { $0.outcome.intent == ServiceAction.outOfScope }
    let share = Double(foreign) / Double(max(items.count, 1))
    return ServiceAnswer(
      action: action, outOfScope: share,
      adverseScore: action.intent == ServiceAction.outOfScope ? 1 : -1,
      reply: Replies.reply(to: action))
  }

  package func values(of answer: ServiceAnswer, to item: ServiceItem) -> [String: Double] {
    let isNamed = answer.action.intent == item.outcome.intent
    let slots = item.isLabelOnly ? nil : SlotCounts(answer.action, item.outcome)
    let isDone = item.isLabelOnly ? isNamed : answer.action == item.outcome
    return [
      "task-success": isDone ? 1 : 0,
      "intent-correct": isNamed ? 1 : 0,
      "slot-hits": Double(slots?.hits ?? 0),
      "slots-found": Double(slots?.found ?? 0),
      "slots-true": Double(slots?.expected ?? 0),
      "out-of-scope": item.outcome.intent == ServiceAction.outOfScope ? 1 : 0,
      "out-of-scope-score": answer.outOfScope,
    ]
  }

  /// No answerer's best is known: some test items are worded as no example is.
  package func ceilings(on items: [ServiceItem]) -> [String: Double] { [:] }

  package func groups(
    _ answers: [ServiceAnswer?], on items: [ServiceItem]
  ) -> [GroupDecisions] { [] }

  package var units: [String] { WordUnits.names }

  package func compose(
    _ input: ServiceRequest, reference: ServiceRequest, kept: [Bool]
  ) -> ServiceRequest {
    WordUnits.compose(input, reference: reference, kept: kept)
  }

  package func isAdverse(_ answer: ServiceAnswer) -> Bool { answer.isTurnedAway }

  package func adverseScore(_ answer: ServiceAnswer) -> Double { answer.adverseScore }

  /// The words that carry what is asked, each with the same share; for turning away where no service
  /// is there for it, against it otherwise.
  package func truth(of item: ServiceItem, against references: [ServiceItem]) -> [Double]? {
    guard let truth = item.truth else { return nil }
    let sign = item.outcome.intent == ServiceAction.outOfScope ? 1.0 : -1.0
    var shares = [Double](repeating: 0, count: WordUnits.count)
    for word in truth.cause {
      shares[WordUnits.unit(ofWord: word)] += sign / Double(max(truth.cause.count, 1))
    }
    return shares
  }

  package func inWords(input: ServiceRequest) -> [String] { WordUnits.inWords(input) }

  package func inWords(answer: ServiceAnswer) -> String {
    (answer.isTurnedAway ? "turned away" : answer.action.inWords)
      + ", probability of being out of scope \(Format.fixed(answer.outOfScope, decimals: 2))"
  }
}
