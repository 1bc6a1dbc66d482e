import ModelFiles
import Records
import Scores
import Signals
import SpeechRecognition
import Testing
import WorkloadKit

@Suite("Speech recognition conforms")
struct SpeechConformanceTests {
  typealias Suite = Conformance<SpeechRecognition>

  /// Recordings that must be refused, one fault each.
  static var malformed: [Suite.Malformed] {
    var broken = [Float](repeating: 0.1, count: 4000)
    broken[77] = .nan
    var loud = broken
    loud[77] = 1e25
    return [
      .init("no sound at all", Waveform(samples: [], rate: 8000)),
      .init("a few samples", Waveform(samples: [0, 0.1, 0], rate: 8000)),
      .init("a sample that is no number", Waveform(samples: broken, rate: 8000)),
      .init("a sample that is far too large", Waveform(samples: loud, rate: 8000)),
      .init(
        "no rate", Waveform(samples: Array(repeating: 0.1, count: 4000), rate: 0)),
    ]
  }

  /// The empty transcript has every word wrong.
  ///
  /// What so few recordings teach the network is little.
  @Test(
    "Both architectures keep every rule",
    arguments: [(Architecture.hybrid, 120, 0.7), (Architecture.endToEnd, 64, 0.02)])
  func embedded(architecture: Architecture, size: Int, margin: Double) throws {
    let suite = try Suite(
      Samples.workload(), Samples.trial(architecture, size: size, testItems: 40), seed: 5,
      headline: WordErrorRate())
    let violations = try suite.violations(
      margin: margin, malformed: Self.malformed, batchTolerance: 0)
    #expect(violations == [])
  }

  @Test(
    "A dead stage fails its item and no other",
    arguments: ["features", "acoustic model", "decoder", "confidence"])
  func deadStage(name: String) throws {
    let suite = try DeadStageBench.suite.get()
    let healthy = try #require(suite.candidate as? Hybrid)
    let division = try Samples.workload().division(DeadStageBench.trial)
    let victim = division.test[7]
    let broken = try DeadStageBench.broken(healthy, stage: name, at: victim.input)
    #expect(suite.violations(ofDeadStage: broken, failing: [victim.id]) == [])
    #expect(throws: DeadStageBench.failure) { try broken.answer(victim.input) }
  }

  @Test("A model file of the other architecture is refused, and one without a pipeline")
  func otherFile() throws {
    let workload = try Samples.workload()
    var file = try DeadStageBench.suite.get().candidate.file()
    #expect(throws: (any Error).self) { try workload.load(.endToEnd, from: file) }
    file.metadata["pipeline"] = "{}"
    #expect(throws: WorkloadError.self) { try workload.load(.hybrid, from: file) }
  }

  @Test("Too few recordings are refused with their number")
  func tooFew() throws {
    let items = try Samples.workload().division(Samples.trial(.hybrid, size: 5)).training
    #expect(
      throws: WorkloadError(
        "5 recordings are too few", at: "training data",
        remedy: "bring at least 20 recordings with transcripts")
    ) {
      try Samples.workload().train(.hybrid, on: items, configurations: 1, seed: 1)
    }
  }

  @Test("Recordings of several rates are refused")
  func rates() throws {
    let items = try Samples.workload().division(Samples.trial(.hybrid, size: 24)).training
    let mixed =
      items.prefix(23) + [
        Utterance(
          id: "x", input: Waveform(samples: items[23].input.samples, rate: 16_000),
          words: items[23].words, speaker: "x")
      ]
    #expect(throws: WorkloadError.self) {
      try Samples.workload().train(.hybrid, on: Array(mixed), configurations: 1, seed: 1)
    }
  }
}

/// One trained hybrid for all dead stages.
enum DeadStageBench {
  static let trial = Samples.trial(.hybrid, size: 80, testItems: 20)
  static let failure = WorkloadError("the stage is dead", at: "by intent", remedy: "revive it")
  static let suite = Result {
    try Conformance(Samples.workload(), trial, seed: 5, headline: WordErrorRate())
  }

  /// The hybrid with a stage that throws when it meets what the given recording becomes there.
  static func broken(_ healthy: Hybrid, stage: String, at victim: Waveform) throws -> Hybrid {
    var broken = healthy
    let described = try healthy.features.run(victim)
    let scores = try healthy.acousticModel.run(described)
    let hypothesis = try healthy.decoder.run(scores)
    switch stage {
    case "features": broken.features = failing(healthy.features) { $0 == victim }
    case "acoustic model":
      broken.acousticModel = failing(healthy.acousticModel) { $0 == described }
    case "decoder": broken.decoder = failing(healthy.decoder) { $0 == scores }
    default: broken.confidence = failing(healthy.confidence) { $0 == hypothesis }
    }
    return broken
  }

  private static func failing<Input: Sendable, Output: Sendable>(
    _ stage: any Stage<Input, Output>, where isVictim: @escaping @Sendable (Input) -> Bool
  ) -> any Stage<Input, Output> {
    FailingStage(parameters: stage.parameters) { input throws(WorkloadError) in
      if isVictim(input) { throw failure }
      return try stage.run(input)
    }
  }
}

/// A stage made of a closure.
struct FailingStage<Input: Sendable, Output: Sendable>: Stage {
  let parameters: Int
  let body: @Sendable (Input) throws(WorkloadError) -> Output

  func run(_ input: Input) throws(WorkloadError) -> Output { try body(input) }
}
