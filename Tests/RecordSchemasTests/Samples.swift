import Figures
import Records

/// Records by hand, in which every optional key is there somewhere.
enum Samples {
  static let interval = Interval(lower: 0.1, upper: 0.4, level: 0.95)
  static let estimate = Estimate(
    value: 0.25, interval: interval, standardError: 0.05, degreesOfFreedom: 3.5, method: "t")
  static let bare = Estimate(value: 2, method: "one machine")
  static let provenance = Provenance(
    version: "0.1.0", processor: "a processor", cores: 2, system: "Linux",
    kernels: "avx2", started: "2026-11-23T10:15:00Z")
  static let failure = Failure(cause: .hung, detail: "no answer within 60 s")
  static let workload = WorkloadReference(
    name: "credit-risk", options: ["knowledge": 0.5],
    data: DataSource(
      path: "/data/loans.csv",
      columns: [
        Column(
          name: "income", role: .input, kind: .number, meaning: "income", series: "months",
          positive: "1")
      ], digest: "00ff"))

  static let trial = TrialSpecification(
    number: 7, architecture: .endToEnd, size: 400, repetition: 1, fold: 0, folds: 5,
    testItems: 100, configurations: 4, explanations: 10, keepsModel: true, timeout: 60)

  static func session(_ scenario: Scenario) -> SessionSpecification {
    SessionSpecification(
      number: 2, trials: [7, 8], scenario: scenario, queries: 459, singleStreamQueries: 459,
      blocks: 4, offlineItems: 64, explanations: 10, timeout: 60.5,
      declared: [.endToEnd: 120_000_000])
  }

  /// One trial of a study for each kind of variation.
  static let varied = [
    Variation.option(name: "knowledge", value: 0.5), .site(1, of: 3),
    .learned(stages: ["features"]), .oracle(stage: "cleaning", refitted: true), .unregularised,
  ].map { variation in
    var varied = trial
    varied.study = "a study"
    varied.variation = variation
    return varied
  }

  static let studies = [
    StudySpecification(
      name: "knowledge", kind: .option, question: "Does it depend on it?", size: 200,
      mainValue: 0.75, sites: 3, keptStages: ["calibration"], remarks: ["a remark"])
  ]

  static let plan = {
    var plan = mainPlan
    plan.studies = studies
    return plan
  }()

  private static let mainPlan = Plan(
    workload: workload, effort: .quick, seed: .max, sizes: [200, 400], repetitions: 2, folds: 5,
    testItems: 100, trials: [trial] + varied,
    sessions: [session(.singleStream), session(.server(rate: 20)), session(.offline)],
    remarks: ["no larger size fits the time"])

  static let trialRecord = TrialRecord(
    specification: trial, failure: failure,
    answers: TrialAnswers(
      itemsDigest: "aa", items: 100, failedItems: 1,
      training: TrainingSummary(
        configurations: [
          .init(
            settings: ["rate": 0.01], validationLoss: 0.5, steps: 300, epochs: 2.5,
            reachedPlateau: true)
        ], chosen: 0, steps: 300, trainingExamples: 320, validationExamples: 80),
      parameters: 1000, stageParameters: [NamedCount(name: "network", count: 1000)],
      modelBytes: 4000, modelDigest: "bb", ceilings: ["auc": 0.9],
      groups: [GroupDecisions(column: "sex", group: "f", total: 50, favourable: 30)],
      explanations: ExplanationTests(
        method: "reason codes",
        items: [
          .init(
            id: "17", necessity: [.explanation: 0.8, .randomisedModel: 0.1],
            sufficiency: [.random: 0.2], size: 3)
        ])),
    costs: TrialCosts(trainingSeconds: 1.5, totalSeconds: 2, trainingPeakBytes: 1_000_000),
    provenance: provenance)

  static let sessionRecord = SessionRecord(
    specification: session(.server(rate: 12.5)), failure: failure,
    candidates: [
      ServedCandidate(
        trial: 7, architecture: .hybrid,
        memory: ServingMemory(beforeLoading: 1, afterLoading: 2, peakServing: 3),
        singleStream: [100, 110], scenario: [150], lateness: [20], offlinePerSecond: 900.5,
        explanation: [5000], failedQueries: 0, declared: declared)
    ],
    validity: [ValidityFinding(kind: .late, detail: "late", remedy: "run it alone")],
    provenance: provenance)

  static let declared = DeclaredModel(
    declared: 120_000_000, stages: [NamedCount(name: "network", count: 119_000_000)],
    shape: "dense layers",
    projections: [
      .init(part: "decoding length", factor: 1...4, reason: "sentences have 5 to 20 words")
    ])

  static let contrast = Contrast(
    scale: .ratio, estimate: estimate, margin: 0.05, verdict: .inconclusive,
    settledBy: "400 more items", detectable: 1.2,
    adjusted: FamilyAdjustment(
      family: .times, members: 3, interval: interval, pValue: 0.2, verdict: .inconclusive))
  static let compared = ComparedFigure(
    kind: FigureKind(
      id: "auc", title: "AUC", unit: .dimensionless, direction: .higherIsBetter,
      comparability: "one population", source: "Hanley and McNeil 1982",
      range: 0...1),
    standing: .measured, estimates: [.endToEnd: estimate, .hybrid: bare], contrast: contrast,
    remarks: ["a remark"])
  static let alone = ComparedFigure(
    kind: FigureKind(
      id: "parameters", title: "parameters", unit: .count, direction: .lowerIsBetter,
      source: "the model file"), standing: .projected, estimates: [.hybrid: bare])

  static let crossover = CrossoverEvidence(
    outcome: .crossing, size: 300.5, interval: interval, before: .hybrid, after: .endToEnd,
    upTo: 800, measured: 400, share: 0.97,
    curves: [
      .hybrid: FittedCurve(
        family: .power, limit: 0.9, exponent: 0.4, scale: 20, backtest: [.mmf: 0.5, .power: 0.25],
        monotonicity: 0.6, isIllBehaved: false, course: [.init(size: 400, score: 0.8)])
    ])

  static let study = StudyEvidence(
    name: "stages", kind: .stages, question: "In which order?", size: 400, figure: compared.kind,
    conditions: [
      StudyCondition(
        label: "as it is", value: 0.5, isMain: true, estimates: [.hybrid: estimate],
        contrast: contrast)
    ],
    contrasts: [
      StudyContrast(
        label: "learned: features", architecture: .hybrid, against: "as it is",
        againstArchitecture: .endToEnd, estimate: estimate, margin: 0.005, verdict: .worse,
        settledBy: "more")
    ], conclusion: "It depends.", flips: true,
    migration: [
      MigrationStep(stage: "features", estimate: estimate, gain: bare, verdict: .equivalent)
    ], remarks: ["a remark"])

  static let evidence = Evidence(
    timeFree: .init(
      workload: workload, effort: .standard, seed: 1, repetitions: 2, testItems: 100,
      headline: "auc", scores: [compared],
      curve: [CurvePoint(size: 400, estimates: [.hybrid: bare], contrast: nil)],
      crossover: crossover,
      comparisons: ComparisonEvidence(
        size: 400,
        repetitions: [
          .init(
            repetition: 1, areaDifference: estimate,
            decisions: PairedDecisions(items: 100, onlyEndToEnd: 4, onlyHybrid: 7, pValue: 0.55))
        ], signedRanks: SignedRanks(pairs: 6, endToEndHigher: 21, pValue: 0.03125)),
      ceilings: ["auc": 0.9], properties: [alone],
      explanations: [
        ExplanationEvidence(
          architecture: .hybrid, method: "reason codes", necessity: [.explanation: estimate],
          sufficiency: [.reversed: bare], size: 3.5, decisions: 10, measurable: true)
      ],
      failures: [
        FailureCount(
          architecture: .endToEnd, trials: 4, failedTrials: 1, items: 400, failedItems: 1,
          causes: ["hung"])
      ], undertrained: [3], remarks: ["a remark"], studies: [study]),
    timed: .init(
      figures: [alone], harnessOverhead: 0.0001, validity: sessionRecord.validity,
      machines: [provenance],
      deployment: DeploymentEvidence(
        served: [
          .init(architecture: .endToEnd, model: declared), .init(architecture: .hybrid, model: nil),
        ], figures: [compared], saturated: [.endToEnd], overloaded: [.hybrid],
        validity: sessionRecord.validity)))

  static let items = [
    ItemRecord(id: "17", fold: 0, failure: "empty input", values: ["probability": 0.25]),
    ItemRecord(id: "18", fold: 1, values: [:]),
  ]
}
