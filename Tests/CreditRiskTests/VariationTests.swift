import Classics
import CreditRisk
import Explaining
import ModelFiles
import NumericCore
import Records
import Scores
import Testing
import WorkloadKit

@Suite("Credit risk varied for a study")
struct VariationTests {
  typealias Suite = Conformance<CreditRisk>

  /// Every variation that credit risk has, with the architecture that it is one of.
  static let variations: [(Architecture, Variation)] =
    [
      ["cleaning"], ["features"], ["policy rules"], ["scorecard"], ["calibration"],
      ["features", "policy rules"], ["features", "scorecard"],
      ["cleaning", "features", "policy rules", "scorecard", "calibration"],
    ].map { (.hybrid, .learned(stages: $0)) } + [
      (.hybrid, .oracle(stage: "cleaning", refitted: false)),
      (.hybrid, .oracle(stage: "cleaning", refitted: true)),
      (.hybrid, .oracle(stage: "features", refitted: true)),
      (.hybrid, .oracle(stage: "scorecard", refitted: false)),
      (.hybrid, .oracle(stage: "scorecard", refitted: true)),
      (.endToEnd, .unregularised),
    ]

  @Test("Every varied candidate keeps every rule", arguments: variations)
  func conforms(architecture: Architecture, variation: Variation) throws {
    let suite = try Suite(
      Samples.workload(),
      Samples.trial(
        architecture, size: 300, testItems: 300, configurations: 2, variation: variation), seed: 5,
      headline: AreaUnderCurve())
    // As for the ordinary candidates: half the way from 0.5 to the Bayes-optimal AUC of 0.85, less
    // what a network without regularisation loses on 300 examples.
    let violations = try suite.violations(
      margin: 0.1, malformed: CreditRiskConformanceTests.malformed, batchTolerance: 0)
    #expect(violations == [])
  }

  private func hybrid(
    _ variation: Variation, size: Int = 600, knowledge: Double = 0.75, testItems: Int = 2000
  ) throws -> (candidate: Hybrid, test: [Applicant], summary: TrainingSummary) {
    let workload = try Samples.workload(knowledge: knowledge)
    let division = try workload.division(
      Samples.trial(.hybrid, size: size, testItems: testItems))
    let trained = try workload.train(
      .hybrid, varied: variation, on: division.training, configurations: 1, seed: 1)
    return (try #require(trained.candidate as? Hybrid), division.test, trained.summary)
  }

  @Test(
    "A mix tries as many configurations as asked for and reaches a plateau in each",
    arguments: [["cleaning"], ["features"], ["scorecard"], ["features", "scorecard"]])
  func budget(stages: [String]) throws {
    let summary = try Samples.workload().train(
      .hybrid, varied: .learned(stages: stages), on: Samples.applicants(160), configurations: 3,
      seed: 1
    ).summary
    #expect(summary.configurations.count == 3)
    #expect(!summary.undertrained)
    #expect(summary.trainingExamples + summary.validationExamples == 160)
    let least = summary.configurations.map(\.validationLoss).min()
    #expect(summary.configurations[summary.chosen].validationLoss == least)
  }

  @Test("Only the stages named are learned, by the parameters that they hold")
  func parameters() throws {
    let workload = try Samples.workload()
    let items = Samples.applicants(300)
    func counts(_ trained: Trained<Application, CreditAnswer>) -> [String: Int] {
      Dictionary(
        uniqueKeysWithValues: trained.candidate.stageParameters.map { ($0.name, $0.count) })
    }
    let plain = counts(
      try workload.train(.hybrid, on: items, configurations: 1, seed: 1))
    for stage in ["cleaning", "features", "policy rules", "scorecard", "calibration"] {
      let mixed = counts(
        try workload.train(
          .hybrid, varied: .learned(stages: [stage]), on: items, configurations: 1, seed: 1))
      #expect(mixed[stage] != plain[stage], "\(stage)")
      // Stages before the learned one are what they were.
      for earlier in ["cleaning", "features", "policy rules", "scorecard"].prefix(while: {
        $0 != stage
      }) { #expect(mixed[earlier] == plain[earlier], "\(stage): \(earlier)") }
    }
  }

  @Test("A stage that there is not, and one without a truth, are refused with the names that do")
  func refusals() throws {
    let workload = try Samples.workload()
    let items = Samples.applicants(100)
    func train(_ architecture: Architecture, _ variation: Variation) throws {
      _ = try workload.train(
        architecture, varied: variation, on: items, configurations: 1, seed: 1)
    }
    #expect(
      throws: WorkloadError(
        "the hybrid has no stage to vary called 'decoder'", at: "credit-risk",
        remedy: "name some of: cleaning, features, policy rules, scorecard, calibration")
    ) { try train(.hybrid, .learned(stages: ["cleaning", "decoder"])) }
    #expect(
      throws: WorkloadError(
        "the corpus knows no true output of 'calibration'", at: "credit-risk",
        remedy: "ask for the oracle of cleaning, features or scorecard")
    ) { try train(.hybrid, .oracle(stage: "calibration", refitted: true)) }
    #expect(
      throws: WorkloadError(
        "the fitted scorecard has no characteristics for the terms that stand in the place of"
          + " 'features'", at: "credit-risk",
        remedy: "ask for this oracle with the later stages refitted to it")
    ) { try train(.hybrid, .oracle(stage: "features", refitted: false)) }
    #expect(throws: WorkloadError.self) { try train(.endToEnd, .learned(stages: ["cleaning"])) }
    #expect(throws: WorkloadError.self) { try train(.hybrid, .unregularised) }
  }

  @Test("Learned imputation fills an empty field from the others, within the caps")
  func imputation() throws {
    let (candidate, test, _) = try hybrid(.learned(stages: ["cleaning"]), size: 2000)
    let income = EmbeddedCorpus.Field.income
    var errors: (learned: Double, mean: Double, count: Double) = (0, 0, 0)
    let incomes = test.compactMap { $0.truth?.application.numbers[income] }
    let mean = incomes.map { Double.log($0) }.reduce(0, +) / Double(incomes.count)
    for item in test where item.input.numbers[income].isNaN {
      let clean = try candidate.cleaning.run(item.input)
      let truth = try #require(item.truth).application.numbers[income]
      #expect(clean.numbers.allSatisfy(\.isFinite) && clean.categories.allSatisfy { $0 >= 0 })
      errors.learned += abs(Double.log(clean.numbers[income]) - Double.log(truth))
      errors.mean += abs(mean - Double.log(truth))
      errors.count += 1
    }
    #expect(errors.count > 50)
    // Inflows follow the income, so the regression knows far more than the mean of all does.
    #expect(errors.learned < errors.mean / 2)
  }

  @Test("With learned features the reasons are still codes of the card, and name real units")
  func reasonCodes() throws {
    let (candidate, test, _) = try hybrid(.learned(stages: ["features"]), size: 800)
    #expect(candidate.explanationMethod == "reason codes of the scorecard")
    let units = EmbeddedCorpus.form.units
    let refused = try test.map(\.input).filter { try candidate.answer($0).refused }.prefix(30)
    let reasons = try refused.flatMap { try candidate.explain($0).reasons }
    #expect(reasons.contains { $0.text.hasPrefix("learned feature ") })
    for reason in reasons {
      #expect(!reason.units.isEmpty && reason.units.allSatisfy(units.indices.contains))
      if reason.text.hasPrefix("learned feature ") { #expect(reason.units.count == 3) }
    }
    // What the written rules ask for reaches them and not the card.
    let card = try #require(candidate.fitted.scorecard).card
    let names = card.lines.map(\.characteristic.name) + card.leftOut
    #expect(["P1", "P2", "P3", "P4", "learned feature 6"].allSatisfy(names.contains))
    #expect(!names.contains("debt in yearly incomes"))
  }

  @Test("A learned rule is a path of the tree, told with its conditions")
  func rules() throws {
    let (candidate, test, _) = try hybrid(.learned(stages: ["policy rules"]), size: 1500)
    let rules = try test.prefix(300).compactMap { item -> String? in
      let clean = try candidate.cleaning.run(item.input)
      let values = try candidate.rules.run(try candidate.features.run(clean)).values
      guard case .level(let code)? = values.last else { return nil }
      return code
    }
    #expect(rules.count == 300)
    // Depth 2 gives at most four leaves.
    #expect((2...4).contains(Set(rules).count))
    let refused = try test.map(\.input).filter { try candidate.answer($0).refused }.prefix(40)
    let texts = try refused.flatMap { try candidate.explain($0).reasons.map(\.text) }
    #expect(texts.contains { $0.hasPrefix("L") && $0.contains("over") })
  }

  @Test("A perceptron in the scorecard's place names its reasons by KernelSHAP")
  func perceptron() throws {
    let (candidate, test, _) = try hybrid(.learned(stages: ["scorecard"]))
    #expect(candidate.explanationMethod == "KernelSHAP, 512 coalitions")
    #expect(candidate.fitted.scorecard == nil)
    let refused = try #require(try test.map(\.input).first { try candidate.answer($0).refused })
    let explanation = try candidate.explain(refused)
    #expect(explanation.reasons.allSatisfy { $0.units.count == 1 })
    #expect(try candidate.randomised(seed: 2).explain(refused) != explanation)
  }

  @Test("The scorecard's oracle ranks as the truth does, its features' oracle at least as the card")
  func oracles() throws {
    let workload = try Samples.workload()
    for refitted in [false, true] {
      let (candidate, test, _) = try hybrid(.oracle(stage: "scorecard", refitted: refitted))
      // Calibration is monotone, so the ranking is that of the true probabilities.
      let ceiling = try #require(workload.ceilings(on: test)["auc"])
      #expect(try abs(Samples.area(candidate, test) - ceiling) < 1e-12)
    }
    let (oracle, test, _) = try hybrid(.oracle(stage: "features", refitted: true), size: 1500)
    let plain = try workload.train(
      .hybrid,
      on: try workload.division(Samples.trial(.hybrid, size: 1500)).training, configurations: 1,
      seed: 1
    ).candidate
    // A quarter of the index's variance lies in patterns that no one engineered.
    #expect(try Samples.area(oracle, test) > Samples.area(plain, test) + 0.01)
  }

  @Test("An oracle knows the corpus's own applicants and no other")
  func strangers() throws {
    let (candidate, _, _) = try hybrid(.oracle(stage: "cleaning", refitted: false), testItems: 5)
    var stranger = Samples.application
    for id in ["by hand", "T", "T-1", "T1000001", "Tx"] {
      stranger.id = id
      #expect(
        throws: WorkloadError(
          "the corpus has no truth for this input", at: "application '\(id)'",
          remedy: "ask an oracle about its own items only")
      ) { try candidate.answer(stranger) }
    }
    // Beyond the items of the trial the stream goes on, whoever asks first.
    stranger.id = "T40"
    stranger.numbers[0] = .nan
    let drawn = EmbeddedCorpus(knowledge: 0.75).applicants(
      41, prefix: "T", generator: SeededGenerator(seed: 1, "credit-risk", "test"))
    let filled = try candidate.cleaning.run(stranger)
    #expect(filled.numbers[0] == drawn[40].truth?.application.numbers[0])
    #expect(filled.numbers[1] == stranger.numbers[1])
  }

  @Test("A network without regularisation trains as long, and fits its examples closer")
  func unregularised() throws {
    let workload = try Samples.workload()
    let division = try workload.division(Samples.trial(.endToEnd, size: 400, testItems: 1500))
    let plain = try workload.train(
      .endToEnd, on: division.training, configurations: 1, seed: 1)
    let bare = try workload.train(
      .endToEnd, varied: .unregularised, on: division.training, configurations: 1, seed: 1)
    let settings = bare.summary.configurations[0].settings
    #expect(settings["dropout"] == 0 && settings["weight-decay"] == 0)
    #expect(bare.summary.configurations[0].epochs >= plain.summary.configurations[0].epochs)
    #expect(bare.summary.steps >= plain.summary.steps)
    #expect(!bare.summary.undertrained)
    func gap(_ candidate: any Candidate<Application, CreditAnswer>) throws -> Double {
      try Samples.area(candidate, division.training) - Samples.area(candidate, division.test)
    }
    #expect(try gap(bare.candidate) > gap(plain.candidate))
    // The layer norm has two parameters for each joined input.
    #expect(
      bare.candidate.stageParameters[0].count < plain.candidate.stageParameters[0].count)
  }
}
