import Figures
package import ModelFiles
package import Records
import Scores
package import Signals
package import WorkloadKit

/// The speech-recognition workload: which words were spoken, and when to ask again.
///
/// The embedded corpus is `SpokenCorpus`, the user's recordings a `RecordingManifest`; both
/// architectures train on either unchanged. Claims C1, C3, C5, C11, C13–C15 and C17.
package struct SpeechRecognition: Workload {
  package static let descriptor = WorkloadDescriptor(
    name: "speech-recognition", title: "Speech recognition",
    summary: "Which words does this recording say, and is it sure enough not to ask again?",
    claims: ["C1", "C3", "C5", "C11", "C13", "C14", "C15", "C17"],
    scores: [WordErrorRate().kind, CharacterErrorRate().kind, LastWordDelay().kind],
    options: [
      .init(
        name: "knowledge",
        summary: "how far speakers keep to the pronunciations that the hybrid's lexicon lists"
          + " (embedded corpus)",
        range: 0...1, defaultValue: 0.75)
    ],
    endToEnd:
      "one recurrent transducer from log-mel frames to letters, trained on transcripts only",
    stages: [
      .init(name: "features", summary: "cepstra with slopes every 10 ms", hasOracle: false),
      .init(
        name: "acoustic model", summary: "a network from cepstra to the states of phones",
        hasOracle: true),
      .init(
        name: "decoder", summary: "lexicon, Kneser–Ney trigrams and Viterbi's beam",
        hasOracle: false),
      .init(
        name: "confidence", summary: "how sure all words are, and whether to ask again",
        hasOracle: false),
    ],
    meanings: [], usesStageAnnotations: true,
    learnableStages: [HybridStage.acousticModel.rawValue, HybridStage.decoder.rawValue],
    // Without annotations the acoustic model is learned from transcripts as it is.
    stagesLearnedFromTables: [HybridStage.decoder.rawValue],
    canDropRegularisation: true, data: .init(inputKinds: [.audio], label: .text),
    // Trying every way to explain takes half a minute a decision, and a second configuration doubles the
    // network's time: both are left to a thorough run.
    budgets: [
      .quick: .init(
        sizes: 100...400, testItems: 400, configurations: 1, explanations: 8,
        comparedExplanations: 0, singleStreamQueries: 400, offlineItems: 128,
        timedExplanations: 8),
      .standard: .init(
        sizes: 250...2000, testItems: 1000, configurations: 1, explanations: 24,
        comparedExplanations: 0, singleStreamQueries: 1500, offlineItems: 512,
        timedExplanations: 20),
      .thorough: .init(
        sizes: 250...4000, testItems: 3000, configurations: 4, explanations: 60,
        comparedExplanations: 4, singleStreamQueries: 6000, offlineItems: 4096,
        timedExplanations: 40),
    ],
    // Measured by a quick and a standard run, two trials side by side, on two cores of an AMD EPYC with
    // AVX-512; comparing ways to explain while another run shared the machine.
    costs: [
      .endToEnd: .init(
        start: 0.4, knots: [.init(100, 11.7), .init(200, 12.8), .init(400, 16.8), .init(2000, 56)],
        answer: 1.0e-3, explanation: 0.6, declared: declaredNetwork, comparison: 16,
        learnedShare: 0.3),
      .hybrid: .init(
        start: 0.4, knots: [.init(100, 0.8), .init(200, 1.3), .init(400, 2), .init(2000, 9)],
        answer: 1.0e-3, explanation: 0.23, declared: declaredHybrid, comparison: 11),
    ], costReference: 13_660)

  /// Measured at 10 million parameters on the same machine: orders of magnitude.
  private static let declaredNetwork = WorkloadDescriptor.Cost.Declared(
    parameters: EndToEnd.declarable, build: 10e-9, answer: 6.4e-9, offline: 4.5e-9,
    explanation: 1.7e-6)
  private static let declaredHybrid = WorkloadDescriptor.Cost.Declared(
    parameters: Hybrid.declaredRange, build: 23e-9, answer: 3.1e-9, offline: 2.6e-9,
    explanation: 4.9e-9)

  /// The recordings, embedded or the user's.
  private enum Corpus {
    case embedded(SpokenCorpus)
    case recorded(RecordingManifest)
  }

  private let corpus: Corpus
  private let seed: UInt64

  package init(_ reference: WorkloadReference, seed: UInt64) throws(WorkloadError) {
    self.seed = seed
    if let data = reference.data {
      corpus = .recorded(try RecordingManifest(data))
    } else {
      corpus = .embedded(
        SpokenCorpus(knowledge: reference.options["knowledge"] ?? 0.75, seed: seed))
    }
  }

  package static func digest(of data: DataSource) throws(WorkloadError) -> String {
    try RecordingManifest.digest(data)
  }

  package var summary: CorpusSummary {
    switch corpus {
    case .embedded(let embedded):
      CorpusSummary(remarks: [
        "embedded corpus, an analogy for the user's task; knowledge \(embedded.knowledge)",
        "synthetic speech of \(Pronunciations.entries.count) words in a small grammar, at 8 kHz",
      ])
    case .recorded(let manifest): manifest.summary
    }
  }

  package func division(
    _ specification: TrialSpecification
  ) throws(WorkloadError) -> Division<Utterance> {
    switch corpus {
    case .embedded(let embedded):
      // Prefixes of one stream: a smaller size is part of every larger one.
      Division(
        training: embedded.utterances(
          specification.size, stream: SpokenCorpus.trainingStream,
          repetition: specification.repetition),
        test: embedded.utterances(specification.testItems, stream: SpokenCorpus.testStream))
    case .recorded(let manifest): manifest.division(specification, seed: seed)
    }
  }

  package func train(
    _ architecture: Architecture, on items: [Utterance], configurations: Int, seed: UInt64
  ) throws -> Trained<Waveform, Transcript> {
    switch architecture {
    case .hybrid: try Hybrid.train(items, configurations: configurations, seed: seed)
    case .endToEnd: try EndToEnd.train(items, configurations: configurations, seed: seed)
    }
  }

  package func train(
    _ architecture: Architecture, varied variation: Variation, on items: [Utterance],
    configurations: Int, seed: UInt64
  ) throws -> Trained<Waveform, Transcript> {
    switch (architecture, variation) {
    case (.hybrid, .learned(let stages)):
      return try Hybrid.train(
        items, recipe: try .learned(stages), configurations: configurations, seed: seed)
    case (.hybrid, .oracle(let name, let isRefitted)):
      guard try HybridStage.named([name]) == [.acousticModel], case .embedded(let embedded) = corpus
      else { throw Hybrid.noTruth(of: try HybridStage.named([name]).first ?? .features) }
      let truth = SpokenCorpusTruth(embedded, training: items)
      return try Hybrid.train(
        items, recipe: HybridRecipe(oracle: .init(truth: truth, isRefitted: isRefitted)),
        configurations: configurations, seed: seed)
    case (.endToEnd, .unregularised):
      return try EndToEnd.train(
        items, isRegularised: false, configurations: configurations, seed: seed)
    default:
      throw WorkloadError(
        "speech-recognition cannot train \(architecture.rawValue) varied as \(variation)",
        remedy: "leave the study out of the profile")
    }
  }

  package func declared(
    _ architecture: Architecture, parameters: Int, on items: [Utterance], seed: UInt64
  ) throws(WorkloadError) -> Declared<Waveform, Transcript> {
    switch architecture {
    case .hybrid: try Hybrid.declared(parameters: parameters, on: items, seed: seed)
    case .endToEnd: try EndToEnd.declared(parameters: parameters, on: items, seed: seed)
    }
  }

  package func load(
    _ architecture: Architecture, from file: ModelFile
  ) throws -> any Candidate<Waveform, Transcript> {
    switch architecture {
    case .hybrid:
      switch corpus {
      case .embedded(let embedded): try Hybrid(file: file, truth: SpokenCorpusTruth(embedded))
      case .recorded: try Hybrid(file: file)
      }
    case .endToEnd: try EndToEnd(file: file)
    }
  }

  /// The empty transcript, sure of nothing.
  package func constantAnswer(learnedFrom items: [Utterance]) -> Transcript {
    Transcript(words: [], confidence: 0, isRejected: false, lastWordAt: nil)
  }

  package func ceilings(on items: [Utterance]) -> [String: Double] { [:] }

  package func groups(_ answers: [Transcript?], on items: [Utterance]) -> [GroupDecisions] { [] }

  package var units: [String] { TimeSlices.names }

  package func compose(_ input: Waveform, reference: Waveform, kept: [Bool]) -> Waveform {
    TimeSlices.compose(input, reference: reference, kept: kept)
  }

  /// Whether the speaker is asked to repeat.
  package func isAdverse(_ answer: Transcript) -> Bool { answer.isRejected }

  /// The log-odds that some word is wrong.
  package func adverseScore(_ answer: Transcript) -> Double { -answer.confidence }

  package func mediaSeconds(of input: Waveform) -> Double? { input.seconds }
}

extension SpeechRecognition {
  package func values(of answer: Transcript, to item: Utterance) -> [String: Double] {
    let reference = item.words.joined(separator: " ")
    let hypothesis = answer.words.joined(separator: " ")
    let last = answer.lastWordAt ?? item.input.seconds
    return [
      ScoredItems.Column.wordErrors: Double(EditDistance.errors(item.words, answer.words)),
      ScoredItems.Column.words: Double(item.words.count),
      ScoredItems.Column.characterErrors: Double(
        EditDistance.errors(Array(reference), Array(hypothesis))),
      ScoredItems.Column.characters: Double(reference.count),
      ScoredItems.Column.lastWordDelay: last - item.endOfSpeech,
    ]
  }

  /// The share of the burst of noise that lies in each slice; nil where no burst is known.
  package func truth(of item: Utterance, against references: [Utterance]) -> [Double]? {
    guard let burst = item.truth?.disturbance, !burst.isEmpty else { return nil }
    let slices = TimeSlices(item.input)
    return (0..<TimeSlices.count).map { slice in
      Double(slices.samples(slice).clamped(to: burst).count) / Double(burst.count)
    }
  }

  package func inWords(input: Waveform) -> [String] {
    let slices = TimeSlices(input)
    return (0..<TimeSlices.count).map(slices.inWords)
  }

  package func inWords(answer: Transcript) -> String {
    let words = answer.words.isEmpty ? "no word" : "'\(answer.words.joined(separator: " "))'"
    return words + (answer.isRejected ? ", please repeat" : "")
      + ", log-odds of all words right \(Format.fixed(answer.confidence, decimals: 1))"
  }
}

extension Utterance {
  /// The time at which the speech ends, in seconds.
  ///
  /// Without the corpus's truth it is estimated: see ``Waveform/estimatedEndOfSound``.
  var endOfSpeech: Double {
    guard let truth else { return input.estimatedEndOfSound }
    return Double(truth.endOfSpeech) / Double(max(input.rate, 1))
  }
}
