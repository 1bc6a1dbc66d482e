import Figures
import Records
import Reporting
import Testing

@Suite("Studies in the summary, the report and the plan") struct StudyBlockTests {
  static let kind = FigureKind(
    id: "auc", title: "AUC", unit: .dimensionless, direction: .higherIsBetter, source: "test")

  static func estimate(_ value: Double) -> Estimate {
    Estimate(
      value: value, interval: Interval(lower: value - 0.01, upper: value + 0.01, level: 0.95),
      method: "test")
  }

  static let knowledge = StudyEvidence(
    name: "knowledge", kind: .option, question: "Does it depend on knowledge?", size: 2000,
    figure: kind,
    conditions: [
      (0.0, 0.70, 0.65, ComparisonVerdict.better), (0.75, 0.70, 0.70, .inconclusive),
    ].map { value, one, other, verdict in
      StudyCondition(
        label: "knowledge \(value)", value: value, isMain: value > 0,
        estimates: [.endToEnd: estimate(one), .hybrid: estimate(other)],
        contrast: Contrast(
          scale: .difference, estimate: estimate(one - other), margin: 0.005, verdict: verdict,
          settledBy: verdict == .inconclusive ? "a fresh run with 9 repetitions" : nil))
    },
    contrasts: [
      StudyContrast(
        label: "knowledge 0.75", architecture: .hybrid, against: "knowledge 0.0",
        againstArchitecture: .hybrid, estimate: estimate(0.05), margin: 0.005, verdict: .better)
    ], conclusion: "At knowledge 0 end-to-end is better.", flips: false,
    remarks: ["Other items.", "Knowledge 0, hybrid: not every trial completed."])

  static let stages = StudyEvidence(
    name: "stages", kind: .stages, question: "In which order?", size: 4000, figure: kind,
    conditions: [
      StudyCondition(
        label: "as it is", isMain: true,
        estimates: [.endToEnd: estimate(0.72), .hybrid: estimate(0.70)]),
      StudyCondition(
        label: "learned: features", isMain: false, estimates: [.hybrid: estimate(0.71)]),
    ],
    contrasts: Architecture.allCases.map { other in
      StudyContrast(
        label: "learned: features", architecture: .hybrid, against: "as it is",
        againstArchitecture: other, estimate: estimate(other == .hybrid ? 0.01 : -0.01),
        margin: 0.005, verdict: other == .hybrid ? .better : .worse)
    }, conclusion: "Features first.", flips: false,
    migration: [
      MigrationStep(
        stage: "features", estimate: estimate(0.71), gain: estimate(0.01), verdict: .better)
    ], remarks: [])

  static var plan: Plan {
    var plan = CreditRun.plan
    plan.studies = [
      StudySpecification(
        name: "knowledge", kind: .option, question: "?", size: 2000, mainValue: 0.75,
        remarks: ["Other items."])
    ]
    return plan
  }

  static func summary(_ study: StudyEvidence) -> String {
    var evidence = CreditRun.evidence
    evidence.timeFree.studies = [study]
    let document = Summary.document(
      profileName: "consumer-credit", plan: plan, evidence: evidence,
      decision: CreditRun.decision)
    return MarkdownRenderer.render(document).replacing("\\", with: "")
  }

  @Test("The summary has a row for each value, the sentence, and what did not go as planned")
  func knob() {
    #expect(
      Self.summary(Self.knowledge).contains(
        """
        ## Study knowledge: AUC at 2,000 examples

        | knowledge | end-to-end | hybrid | end-to-end vs hybrid | better |
        | --- | ---: | ---: | ---: | --- |
        | 0 | 0.700 [0.690, 0.710] | 0.650 [0.640, 0.660] | +0.050 [+0.040, +0.060] | end-to-end |
        | 0.75 (the run) | 0.700 [0.690, 0.710] | 0.700 [0.690, 0.710] | +0.000 [−0.010, +0.010] | open |

        At knowledge 0 end-to-end is better. Comparisons of a study are judged together (Holm), so \
        intervals are wider than one alone would have.

        - Knowledge 0, hybrid: not every trial completed.

        """))
  }

  @Test("Stages are held against both architectures, and migrated step by step")
  func stagesTable() {
    #expect(
      Self.summary(Self.stages).contains(
        """
        | hybrid with | AUC | less hybrid | is | less end-to-end | is |
        | --- | ---: | ---: | --- | ---: | --- |
        | end-to-end, as it is | 0.720 [0.710, 0.730] | – | – | – | – |
        | hybrid, as it is | 0.700 [0.690, 0.710] | – | – | – | – |
        | learned: features | 0.710 [0.700, 0.720] | +0.010 [+0.000, +0.020] | better | −0.010 [−0.020, +0.000] | worse |

        | step | stage learned besides | AUC | the step | is |
        | ---: | --- | ---: | ---: | --- |
        | 1 | features | 0.710 [0.700, 0.720] | +0.010 [+0.000, +0.020] | better |

        Features first. Comparisons of a study are judged together (Holm), so intervals are wider \
        than one alone would have.

        """))
  }

  @Test("The report asks the question, and says what the study leaves out and would settle it")
  func report() {
    var evidence = CreditRun.evidence
    evidence.timeFree.studies = [Self.knowledge]
    let document = ReportDocument.document(
      profile: CreditRun.profile, plan: Self.plan, evidence: evidence,
      decision: CreditRun.decision)
    let text = MarkdownRenderer.render(document).replacing("\\", with: "")
    for sentence in [
      "Does it depend on knowledge?", "- Other items.",
      "AUC, knowledge 0.75 less knowledge 0.0: hybrid +0.050 [+0.040, +0.060].",
      "Open comparisons would be settled thus. knowledge 0.75: a fresh run with 9 repetitions.",
    ] {
      #expect(text.contains(sentence), "\(sentence)")
    }
  }

  @Test("The plan shows each study with what is varied, its trials and its time")
  func planned() {
    var plan = Self.plan
    let trial = TrialSpecification(
      number: 99, architecture: .hybrid, size: 2000, repetition: 1, fold: 0, folds: 1,
      testItems: 10, configurations: 1, explanations: 0, keepsModel: false, timeout: 60,
      study: "knowledge", variation: .option(name: "knowledge", value: 0))
    plan.trials.append(trial)
    let document = PlanDocument.document(
      profileName: "consumer-credit", plan: plan, seconds: 60, jobs: 2, bytes: 1000,
      studySeconds: ["knowledge": 12])
    let text = MarkdownRenderer.render(document)
    #expect(text.contains("| knowledge | 2,000 | knowledge 0 | 1 | 12.0 s |"))
    #expect(text.contains("- Other items."))
  }
}
