import Records
import Scores
import Testing
import WorkloadKit

@Suite("The conformance suite finds what it looks for")
struct ConformanceTests {
  typealias Suite = Conformance<ToyWorkload>

  private static let specification = TrialSpecification(
    number: 1, architecture: .endToEnd, size: 100, repetition: 1, fold: 0, folds: 1,
    testItems: 100, configurations: 1, explanations: 0, keepsModel: false, timeout: 60)

  private func suite(_ fault: ToyWorkload.Fault) throws -> Suite {
    try Suite(
      ToyWorkload(fault: fault), Self.specification, seed: 1, headline: AreaUnderCurve())
  }

  @Test(
    "Each fault breaks the rule that is about it, and no other",
    arguments: [
      (.none, []),
      (.constant, [.beatsTheConstantPredictor]),
      (.unseeded, [.sameSeedSameAnswers]),
      (.forgetsOnDisk, [.savedModelAnswersTheSame]),
      (.answersMalformed, [.malformedInputIsRefused]),
      (.explainsMalformed, [.malformedInputIsRefused]),
      (.batchSpills, [.malformedInputIsRefused]),
      (.batchDiffers, [.batchAnswersLikeOne]),
      (.emptyReasons, [.reasonsNameUnits]),
      (.unknownUnits, [.reasonsNameUnits]),
      (.wordless, [.unitsHaveWords]),
    ] as [(ToyWorkload.Fault, Set<Suite.Rule>)])
  func faults(fault: ToyWorkload.Fault, rules: Set<Suite.Rule>) throws {
    let violations = try suite(fault).violations(
      margin: 0.1, malformed: [.init("no number", .nan), .init("no bound", .infinity)],
      batchTolerance: 1e-9)
    #expect(Set(violations.map(\.rule)) == rules, "\(violations)")
  }

  @Test("A violation reads as a sentence with what was seen")
  func sentence() throws {
    let violations = try suite(.constant).violations(
      margin: 0.1, malformed: [], batchTolerance: 0)
    #expect(
      violations.map(\.description)
        == ["beats the constant predictor: auc is 0.5, the constant predictor's 0.5"])
  }

  @Test("A dead stage that fails one item only is no violation; any other outcome is one")
  func deadStage() throws {
    let suite = try suite(.none)
    let items = try ToyWorkload(fault: .none).division(Self.specification).test
    let dead = ToyWorkload.Model(slope: 2, fault: .none, deadAt: items[7].input)
    let alive = ToyWorkload.Model(slope: 2, fault: .none)
    let other = ToyWorkload.Model(slope: 2.1, fault: .none, deadAt: items[7].input)
    #expect(suite.violations(ofDeadStage: dead, failing: ["7"]) == [])
    #expect(
      suite.violations(ofDeadStage: alive, failing: ["7"]).map(\.sentence)
        == ["item 7 was answered all the same", "item 7 alone gave no error"])
    #expect(
      suite.violations(ofDeadStage: dead, failing: ["8"]).map(\.sentence)
        == [
          "item 7 changed its answer", "item 8 was answered all the same",
          "item 8 alone gave no error",
        ])
    #expect(suite.violations(ofDeadStage: other, failing: ["7"]).count == 99)
    #expect(
      suite.violations(ofDeadStage: dead, failing: ["7", "x"]).map(\.sentence)
        == ["there is no item x"])
  }
}
