import CreditRisk
import Explaining
import Records
import Testing
import WorkloadKit

@Suite("Credit risk at a declared size") struct ProductionSizeTests {
  private func build(
    _ architecture: Architecture, _ parameters: Int, seed: UInt64 = 3
  ) throws -> Declared<Application, CreditAnswer> {
    try Samples.workload().declared(
      architecture, parameters: parameters, on: Samples.applicants(200), seed: seed)
  }

  @Test(
    "It has the declared parameters within a tenth, and says how many",
    arguments: Architecture.allCases, [10_000, 250_000, 3_000_000])
  func counts(architecture: Architecture, parameters: Int) throws {
    let built = try build(architecture, parameters)
    #expect(built.model.declared == parameters)
    #expect(built.model.stages == built.candidate.stageParameters)
    let found = Double(built.model.parameters)
    #expect(abs(found / Double(parameters) - 1) <= 0.1, "\(found)")
    // Nothing of an answer hangs on data: no decoding, no early exit.
    #expect(built.model.projections == [])
  }

  @Test("The hybrid keeps its stages and gains a learned characteristic")
  func stages() throws {
    let stages = try build(.hybrid, 100_000).model.stages.map(\.name)
    #expect(
      stages == [
        "cleaning", "features", "policy rules", "learned characteristic", "scorecard",
        "calibration",
      ])
  }

  @Test("Its shape is told with the sizes")
  func shape() throws {
    let shape = try build(.endToEnd, 3_000_000).model.shape
    #expect(shape.hasPrefix("three convolutions of "))
    #expect(shape.contains(" filters over the ledger, then dense layers of "))
  }

  @Test(
    "It answers, alone and in a batch alike, and names reasons", arguments: Architecture.allCases)
  func answers(architecture: Architecture) throws {
    let candidate = try build(architecture, 50_000).candidate
    let applications = Samples.applicants(300).map(\.input)
    let alone = try applications.map { try candidate.answer($0).probability }
    #expect(alone.allSatisfy { (0...1).contains($0) })
    #expect(candidate.answer(all: applications).map { $0?.probability } == alone)
    let reasons = try candidate.explain(applications[0]).reasons
    #expect(!reasons.isEmpty)
    let again = try build(architecture, 50_000).candidate
    #expect(try again.answer(applications[0]).probability == alone[0])
    let other = try build(architecture, 50_000, seed: 4).candidate
    let otherwise = try other.answer(applications[0]).probability
    // A random characteristic that tells nothing apart is left out of the scorecard.
    #expect(architecture == .hybrid || otherwise != alone[0])
  }

  @Test("A malformed application fails alone, and leaves its place in a batch empty")
  func malformed() throws {
    let candidate = try build(.hybrid, 50_000).candidate
    var broken = Samples.application
    broken.numbers.removeLast()
    #expect(throws: WorkloadError.self) { try candidate.answer(broken) }
    let answers = candidate.answer(all: [Samples.application, broken, Samples.application])
    #expect(answers.map { $0 == nil } == [false, true, false])
  }

  @Test("A number that is not built is a typed error", arguments: [0, 3, 120_000_001])
  func refused(parameters: Int) {
    #expect(throws: WorkloadError.self) { try build(.endToEnd, parameters) }
  }
}
