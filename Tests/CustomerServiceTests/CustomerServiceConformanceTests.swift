import CustomerService
import ModelFiles
import Records
import Scores
import Testing
import WorkloadKit

@Suite("Customer service conforms")
struct CustomerServiceConformanceTests {
  typealias Suite = Conformance<CustomerService>

  static let malformed: [Suite.Malformed] = [
    .init("no character", ServiceRequest(text: "")),
    .init("spaces only", ServiceRequest(text: " \n\t ")),
    .init("marks only", ServiceRequest(text: "?! …")),
    .init(
      "far too many words",
      ServiceRequest(text: Array(repeating: "card", count: 300).joined(separator: " "))),
  ]

  @Test("Both architectures keep every rule", arguments: Architecture.allCases)
  func embedded(architecture: Architecture) throws {
    let suite = try Suite(
      Samples.workload(), Samples.trial(architecture, size: 240, testItems: 150), seed: 5,
      headline: TaskSuccess())
    // The constant predictor turns everyone away and is right about the eighth that no service is
    // there for; 240 examples carry either candidate well beyond twice that.
    let violations = try suite.violations(
      margin: 0.15, malformed: Self.malformed, batchTolerance: 0)
    #expect(violations == [])
  }

  @Test(
    "A dead stage fails its item and no other",
    arguments: [
      "normaliser", "tokeniser", "intent classifier", "slot tagger", "policy", "reply",
    ])
  func deadStage(name: String) throws {
    let suite = try DeadStageBench.suite.get()
    let healthy = try #require(suite.candidate as? Hybrid)
    let division = try Samples.workload().division(DeadStageBench.trial)
    let victim = division.test[11]
    let broken = try DeadStageBench.broken(healthy, stage: name, at: victim.input)
    #expect(suite.violations(ofDeadStage: broken, failing: [victim.id]) == [])
    #expect(throws: DeadStageBench.failure) { try broken.answer(victim.input) }
  }

  @Test("Too few examples, or of one intent, are refused", arguments: Architecture.allCases)
  func tooFew(architecture: Architecture) throws {
    let items = Samples.items(400).filter { $0.outcome.intent == "out-of-scope" }
    #expect(
      throws: WorkloadError(
        "\(items.count) examples hold 1 intents", at: "training data",
        remedy: "bring at least 40 examples of at least 2 intents")
    ) {
      try Samples.workload().train(architecture, on: items, configurations: 1, seed: 1)
    }
  }

  @Test("A model file of the other architecture, or one that was damaged, is refused")
  func otherFile() throws {
    let workload = try Samples.workload()
    var file = try DeadStageBench.suite.get().candidate.file()
    #expect(throws: (any Error).self) { try workload.load(.endToEnd, from: file) }
    file.metadata["policy"] = "{}"
    #expect(throws: WorkloadError.self) { try workload.load(.hybrid, from: file) }
    file = try DeadStageBench.suite.get().candidate.file()
    file.arrays["slot tagger/weights"] = nil
    #expect(throws: WorkloadError.self) { try workload.load(.hybrid, from: file) }
  }

  @Test("The hybrid tries as many configurations as the plan says", arguments: [1, 3])
  func budget(configurations: Int) throws {
    let summary = try Samples.workload().train(
      .hybrid, on: Samples.items(100), configurations: configurations, seed: 1
    ).summary
    #expect(summary.configurations.count == configurations)
    #expect(!summary.undertrained)
    let least = summary.configurations.map(\.validationLoss).min()
    #expect(summary.configurations[summary.chosen].validationLoss == least)
    // A fifth is held back.
    #expect(summary.trainingExamples == 80 && summary.validationExamples == 20)
    let course = try #require(summary.course)
    #expect(course.points.indices.contains(course.kept))
    #expect(course.points.map(\.step) == course.points.map(\.step).sorted())
  }
}

/// One trained hybrid for all dead stages.
enum DeadStageBench {
  static let trial = Samples.trial(.hybrid, size: 300, testItems: 40)
  static let failure = WorkloadError("the stage is dead", at: "by intent", remedy: "revive it")
  static let suite = Result {
    try Conformance(Samples.workload(), trial, seed: 5, headline: TaskSuccess())
  }

  /// The hybrid with a stage that throws when it meets what the given request becomes there.
  static func broken(
    _ healthy: Hybrid, stage: String, at victim: ServiceRequest
  ) throws -> Hybrid {
    var broken = healthy
    let normalised = try healthy.normaliser.run(victim)
    let tokenised = try healthy.tokeniser.run(normalised)
    let classified = try healthy.classifier.run(tokenised)
    let understood = try healthy.tagger.run(classified)
    let decided = try healthy.policy.run(understood)
    switch stage {
    case "normaliser": broken.normaliser = failing(healthy.normaliser) { $0 == victim }
    case "tokeniser": broken.tokeniser = failing(healthy.tokeniser) { $0 == normalised }
    case "intent classifier":
      broken.classifier = failing(healthy.classifier) { $0 == tokenised }
    case "slot tagger": broken.tagger = failing(healthy.tagger) { $0 == classified }
    case "policy": broken.policy = failing(healthy.policy) { $0 == understood }
    default: broken.reply = failing(healthy.reply) { $0 == decided }
    }
    return broken
  }

  private static func failing<Input: Sendable, Output: Sendable>(
    _ stage: any Stage<Input, Output>, where isVictim: @escaping @Sendable (Input) -> Bool
  ) -> any Stage<Input, Output> {
    Stub { input throws(WorkloadError) in
      if isVictim(input) { throw failure }
      return try stage.run(input)
    }
  }
}
