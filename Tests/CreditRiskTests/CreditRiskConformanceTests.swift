import CreditRisk
import ModelFiles
import NumericCore
import Records
import Scores
import Testing
import WorkloadKit

@Suite("Credit risk conforms")
struct CreditRiskConformanceTests {
  typealias Suite = Conformance<CreditRisk>

  /// Applications of the right form that must be refused, one fault each.
  static var malformed: [Suite.Malformed] {
    func damaged(_ fault: String, _ change: (inout Application) -> Void) -> Suite.Malformed {
      var application = Samples.application
      change(&application)
      return .init(fault, application)
    }
    return [
      .init("nothing at all", Application(id: "", numbers: [], categories: [], series: [])),
      damaged("a number too few") { $0.numbers.removeLast() },
      damaged("a category too many") { $0.categories.append(0) },
      damaged("a series too few") { $0.series.removeLast() },
      damaged("a short series") { $0.series[1].removeLast() },
      damaged("a gap in a series") { $0.series[2][5] = .nan },
      damaged("an endless balance") { $0.series[2][5] = .infinity },
      damaged("an unknown level") { $0.categories[0] = 5 },
      damaged("a level below empty") { $0.categories[0] = -2 },
      damaged("an infinite number") { $0.numbers[0] = .infinity },
    ]
  }

  @Test("Both architectures keep every rule", arguments: Architecture.allCases)
  func embedded(architecture: Architecture) throws {
    let suite = try Suite(
      Samples.workload(),
      Samples.trial(architecture, size: 300, testItems: 300, configurations: 2), seed: 5,
      headline: AreaUnderCurve())
    // The Bayes-optimal AUC is near 0.85; 300 examples carry either candidate to half of that.
    let violations = try suite.violations(
      margin: 0.1, malformed: Self.malformed, batchTolerance: 0)
    #expect(violations == [])
  }

  @Test("An application with fields left empty is answered, and one with all of them too")
  func emptyFields() throws {
    let workload = try Samples.workload()
    let items = Samples.applicants(200)
    var bare = Samples.application
    bare.numbers = bare.numbers.map { _ in .nan }
    bare.categories = bare.categories.map { _ in -1 }
    for architecture in Architecture.allCases {
      let candidate = try workload.train(
        architecture, on: items, configurations: 1, seed: 1
      ).candidate
      #expect((0...1).contains(try candidate.answer(bare).probability))
    }
  }

  @Test(
    "A dead stage fails its item and no other",
    arguments: ["cleaning", "features", "policy rules", "scorecard", "calibration"])
  func deadStage(name: String) throws {
    let suite = try DeadStageBench.suite.get()
    let healthy = try #require(suite.candidate as? Hybrid)
    let division = try Samples.workload().division(DeadStageBench.trial)
    let victim = division.test[11]
    let broken = try DeadStageBench.broken(healthy, stage: name, at: victim.input)
    #expect(suite.violations(ofDeadStage: broken, failing: [victim.id]) == [])
    #expect(throws: DeadStageBench.failure) { try broken.answer(victim.input) }
  }

  @Test("Too few defaults are refused with their number", arguments: Architecture.allCases)
  func tooFew(architecture: Architecture) throws {
    let repaid = Samples.applicants(200).filter { !$0.defaulted }
    #expect(
      throws: WorkloadError(
        "\(repaid.count) examples hold 0 defaults", at: "training data",
        remedy: "bring at least 8 examples of either outcome")
    ) {
      try Samples.workload().train(architecture, on: repaid, configurations: 1, seed: 1)
    }
  }

  @Test("A model file of the other architecture is refused")
  func otherFile() throws {
    let workload = try Samples.workload()
    let suite = try DeadStageBench.suite.get()
    #expect(throws: (any Error).self) {
      try workload.load(.endToEnd, from: suite.candidate.file())
    }
    var file = suite.candidate.file()
    file.metadata["pipeline"] = "{}"
    #expect(throws: WorkloadError.self) { try workload.load(.hybrid, from: file) }
  }

  @Test("Every architecture tries as many configurations as the plan says", arguments: [1, 3, 4])
  func budget(configurations: Int) throws {
    let items = Samples.applicants(150)
    for architecture in Architecture.allCases {
      let summary = try Samples.workload().train(
        architecture, on: items, configurations: configurations, seed: 1
      ).summary
      #expect(summary.configurations.count == configurations)
      #expect(!summary.undertrained)
      let least = summary.configurations.map(\.validationLoss).min()
      #expect(summary.configurations[summary.chosen].validationLoss == least)
      // Four divisions, each of which holds back a quarter.
      #expect(summary.trainingExamples + summary.validationExamples == 150)
    }
  }
}

/// One trained hybrid for all dead stages.
enum DeadStageBench {
  static let trial = Samples.trial(.hybrid, size: 300, testItems: 40)
  static let failure = WorkloadError("the stage is dead", at: "by intent", remedy: "revive it")
  static let suite = Result {
    try Conformance(Samples.workload(), trial, seed: 5, headline: AreaUnderCurve())
  }

  /// The hybrid with a stage that throws when it meets what the given application becomes there.
  static func broken(_ healthy: Hybrid, stage: String, at victim: Application) throws -> Hybrid {
    var broken = healthy
    let cleaned = try healthy.cleaning.run(victim)
    let features = try healthy.features.run(cleaned)
    let ruled = try healthy.rules.run(features)
    let logit = try healthy.scorecard.run(ruled)
    switch stage {
    case "cleaning": broken.cleaning = failing(healthy.cleaning) { $0.id == victim.id }
    case "features": broken.features = failing(healthy.features) { $0.id == victim.id }
    case "policy rules": broken.rules = failing(healthy.rules) { $0 == features }
    case "scorecard": broken.scorecard = failing(healthy.scorecard) { $0 == ruled }
    default: broken.calibration = failing(healthy.calibration) { $0 == logit }
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
