import Figures
import Records

extension Samples {
  static let cell = DecisionMatrix.Cell(utility: 0.5, reason: "few labels", source: "C14")

  static let decision = Decision(
    profile: "consumer-credit", outcome: .cannotTellYet, summary: "Measure again.",
    reasons: [.init("The intervals overlap.", figures: ["auc"])], doubts: [.init("One machine.")],
    matrix: DecisionMatrix(rows: [
      .init(
        dimension: .latency, prior: [.endToEnd: cell, .hybrid: cell], measured: [.hybrid: cell],
        mark: "beyond what was measured", disagreement: "the prior is the other way round")
    ]),
    requirements: [
      RequirementResult(
        requirement: "latency.budget", architecture: .hybrid, figure: "latency-p99", limit: 0.08,
        estimate: estimate, verdict: .unmet, vetoes: true, explanation: "over the budget")
    ],
    acceptability: Acceptability(
      draws: 10_000, concentration: 20, firstRank: [.endToEnd: 0.4, .hybrid: 0.6],
      centralWeights: [.hybrid: ["quality": 0.7]],
      criteria: [
        .init(
          name: "quality", dimension: .data, weight: 0.5, utilities: [.hybrid: 0.7],
          basis: "auc")
      ],
      flips: [
        .init(
          parameter: "latency.budget", current: 0.08, value: 0.1, change: "a wider budget",
          outcome: .either)
      ]),
    nextMeasurement: "more seeds", regimeRemarks: ["a remark"],
    crossover: CrossoverCost(
      costs: [.endToEnd: estimate, .hybrid: estimate], countsStageAnnotations: true),
    checklist: [
      ChecklistRow(
        regime: "gdpr/22", demand: "explanation", asks: "the procedure", architecture: .hybrid,
        status: .open, answer: "necessity at least 0.5", settledBy: "explain more decisions",
        figure: "necessity", threshold: 0.5, thresholdIsDefault: true, estimate: estimate,
        source: "article 15", standing: "verified", checkedOn: "2026-11"),
      ChecklistRow(
        regime: "gdpr/22", demand: "notice", asks: "a notice", status: .yours,
        answer: "the notice", source: "article 13", standing: "verified", checkedOn: "2026-11"),
    ])
}
