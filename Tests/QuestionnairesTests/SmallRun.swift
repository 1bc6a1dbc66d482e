import Figures
import Profiles
import Questionnaires
import Records

/// A run that measured one score and one latency, the latter of the hybrid alone.
enum SmallRun {
  static let profile = Profile(
    name: "loans", summary: "Approve or refuse loans",
    workload: WorkloadReference(name: "credit-risk"), data: .init(pairedExamples: 4000),
    latency: .init(budget: 0.08))

  static let plan = Plan(
    workload: profile.workload, effort: .quick, seed: 3, sizes: [1000, 4000], repetitions: 2,
    folds: 1, testItems: 500, trials: [], sessions: [])

  static func kind(_ id: String, _ title: String, _ unit: Unit) -> FigureKind {
    FigureKind(id: id, title: title, unit: unit, direction: .lowerIsBetter, source: "test")
  }

  static func estimate(_ value: Double, _ margin: Double) -> Estimate {
    Estimate(
      value: value, interval: Interval(lower: value - margin, upper: value + margin, level: 0.95),
      method: "test")
  }

  static let auc = ComparedFigure(
    kind: kind("auc", "AUC", .dimensionless),
    estimates: [.endToEnd: estimate(0.80, 0.02), .hybrid: estimate(0.82, 0.02)],
    contrast: Contrast(
      scale: .difference, estimate: estimate(-0.02, 0.03), margin: 0.005, verdict: .inconclusive,
      settledBy: "a fresh run with 9 repetitions"))

  static let latency = ComparedFigure(
    kind: kind("latency-p99", "Latency p99", .seconds), standing: .projected,
    estimates: [.hybrid: estimate(0.002, 0.0005)])

  static let evidence = Evidence(
    timeFree: .init(
      workload: profile.workload, effort: .quick, seed: 3, repetitions: 2, testItems: 500,
      headline: "auc", scores: [auc], curve: [], ceilings: [:], properties: [], explanations: [],
      failures: [], undertrained: [], remarks: []),
    timed: .init(figures: [latency], harnessOverhead: nil, validity: [], machines: []))

  static let decision = Decision(
    profile: "loans", outcome: .cannotTellYet, summary: "Not settled yet.",
    reasons: [.init("Quality is open.", figures: ["auc"])], doubts: [],
    matrix: DecisionMatrix(rows: []), requirements: [], acceptability: nil, nextMeasurement: nil,
    regimeRemarks: [])

  static let facts = RunFacts(
    profile: profile, plan: plan, evidence: evidence, decision: decision, workload: nil)

  /// The answer to one question.
  static func answer(_ question: Questionnaire.Question) -> FilledQuestionnaire.Answer {
    Answerer(facts: facts).fill(
      Questionnaire(title: "Review", source: nil, questions: [question]), digests: [:]
    ).answers[0]
  }
}
