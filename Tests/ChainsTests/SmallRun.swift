import Chains
import Figures
import Profiles
import Records

/// Two sizes, two repetitions of both architectures and one session, with made-up numbers.
enum SmallRun {
  static let profile = Profile(
    name: "loans", summary: "Approve or refuse loans",
    workload: WorkloadReference(name: "credit-risk"), data: .init(pairedExamples: 4000),
    latency: .init(budget: 0.08))

  /// Trials 1 and 2 are of size 1000, 3 to 6 of size 4000; odd ones are end-to-end.
  static let plan = Plan(
    workload: profile.workload, effort: .quick, seed: 3, sizes: [1000, 4000], repetitions: 2,
    folds: 1, testItems: 500,
    trials: (1...6).map { number in
      TrialSpecification(
        number: number, architecture: number.isMultiple(of: 2) ? .hybrid : .endToEnd,
        size: number < 3 ? 1000 : 4000, repetition: number < 5 ? 1 : 2, fold: 0, folds: 1,
        testItems: 500, configurations: 1, explanations: 0, keepsModel: number > 2, timeout: 60)
    },
    sessions: [
      SessionSpecification(
        number: 1, trials: [3, 4], scenario: .singleStream, queries: 100,
        singleStreamQueries: 100, blocks: 2, offlineItems: 10, explanations: 0, timeout: 60)
    ])

  static func estimate(_ value: Double, _ margin: Double) -> Estimate {
    Estimate(
      value: value, interval: Interval(lower: value - margin, upper: value + margin, level: 0.95),
      method: "test")
  }

  static func kind(_ id: String, _ unit: Unit) -> FigureKind {
    FigureKind(id: id, title: id, unit: unit, direction: .lowerIsBetter, source: "test")
  }

  static let evidence = Evidence(
    timeFree: .init(
      workload: profile.workload, effort: .quick, seed: 3, repetitions: 2, testItems: 500,
      headline: "auc",
      scores: [
        ComparedFigure(
          kind: kind("auc", .dimensionless),
          estimates: [.endToEnd: estimate(0.80, 0.02), .hybrid: estimate(0.82, 0.02)])
      ],
      curve: [
        CurvePoint(
          size: 4000, estimates: [.endToEnd: estimate(0.80, 0.02), .hybrid: estimate(0.82, 0.02)],
          contrast: nil)
      ],
      crossover: CrossoverEvidence(
        outcome: .crossing, size: 2600, interval: Interval(lower: 2100, upper: 3300, level: 0.9),
        before: .endToEnd, after: .hybrid, upTo: 8000, measured: 4000, share: 0.98, curves: [:]),
      ceilings: [:], properties: [], explanations: [],
      failures: [
        .init(
          architecture: .hybrid, trials: 3, failedTrials: 1, items: 1000, failedItems: 0,
          causes: ["signal 11"])
      ], undertrained: [], remarks: []),
    timed: .init(
      figures: [
        ComparedFigure(
          kind: kind("latency-p99", .seconds), estimates: [.hybrid: estimate(0.002, 0.0005)],
          replicates: [.hybrid: [Replicate(unit: 1, value: 0.002)]])
      ], harnessOverhead: nil, validity: [], machines: []))

  static let cell = DecisionMatrix.Cell(utility: 0.5, reason: "few", source: "C9")

  static let decision = Decision(
    profile: "loans", outcome: .cannotTellYet, summary: "Not settled yet.",
    reasons: [
      .init(
        "Hybrid meets 'latency within 80 ms': It keeps to it.", rule: .requirement,
        figures: ["latency-p99"]),
      .init("In the draws hybrid ranks first.", rule: .acceptability),
    ],
    doubts: [
      .init("Of hybrid, 1 of 3 trials failed.", rule: .failures),
      .init("Quality is open.", figures: ["auc"]),
    ],
    matrix: DecisionMatrix(rows: [.init(dimension: .data, prior: [.hybrid: cell])]),
    requirements: [
      RequirementResult(
        requirement: "latency within 80 ms", architecture: .hybrid, figure: "latency-p99",
        limit: 0.08, estimate: estimate(0.002, 0.0005), verdict: .met, vetoes: true,
        explanation: "It keeps to it.")
    ],
    acceptability: Acceptability(
      draws: 100, concentration: 20, firstRank: [.endToEnd: 0.4, .hybrid: 0.6],
      centralWeights: [:],
      criteria: [
        .init(
          name: "quality", dimension: .data, weight: 0.5,
          utilities: [.endToEnd: 0.4, .hybrid: 0.6], measured: [.endToEnd: 0.4, .hybrid: 0.6],
          basis: "auc"),
        .init(
          name: "regulation (prior)", dimension: .regulation, weight: 0.5,
          utilities: [.endToEnd: 0.1, .hybrid: 0.9], basis: "prior"),
      ],
      flips: [
        .init(
          parameter: "latency.budget", current: 0.08, value: 0.002,
          change: "The latency budget at 2 ms instead of 80 ms", outcome: .neither)
      ]), nextMeasurement: "Train more seeds.", regimeRemarks: [])

  /// The run, with trials that failed and trials that another machine carried out.
  static func facts(
    failed: [Int] = [], elsewhere: [Int] = [], checklist: [ChecklistRow]? = nil
  ) -> ChainFacts {
    var decision = decision
    decision.checklist = checklist
    var trials: [Int: TrialRecord] = [:]
    for specification in plan.trials {
      let number = specification.number
      let failure = failed.contains(number) ? Failure(cause: .crashed, detail: "signal 11") : nil
      trials[number] = TrialRecord(
        specification: specification, failure: failure, answers: failure == nil ? answers : nil,
        provenance: machine(elsewhere.contains(number) ? "other" : "one", hour: number))
    }
    let session = SessionRecord(
      specification: plan.sessions[0],
      candidates: [3, 4].map { number in
        ServedCandidate(
          trial: number, architecture: number == 3 ? .endToEnd : .hybrid,
          memory: .init(beforeLoading: 0, afterLoading: 0, peakServing: 0))
      }, provenance: machine("one", hour: 9))
    return ChainFacts(
      profile: profile, plan: plan, evidence: evidence, decision: decision, trials: trials,
      sessions: [1: session], digests: ["sessions/01.json": "digest of session 1"])
  }

  private static let answers = TrialAnswers(
    itemsDigest: "items", items: 500, failedItems: 0,
    training: .init(
      configurations: [], chosen: 0, steps: 1, trainingExamples: 1, validationExamples: 1),
    parameters: 1, stageParameters: [], modelBytes: 1, modelDigest: "model", ceilings: [:],
    groups: [], explanations: nil)

  /// A machine; when it started differs from record to record and tells no machines apart.
  private static func machine(_ processor: String, hour: Int) -> Provenance {
    Provenance(
      version: "0.1.0", processor: processor, cores: 2, system: "Linux", kernels: "x86-64-v3",
      started: "2026-11-24T0\(hour):00:00Z")
  }
}
