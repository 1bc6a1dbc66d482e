import Claims
import Figures
import Records

/// A run whose figures a test chooses; without any it measured nothing.
struct ClaimScene {
  var sizes = [1000, 4000]
  var scores: [ComparedFigure] = []
  var properties: [ComparedFigure] = []
  var timed: [ComparedFigure] = []
  var measurable: Set<Architecture> = [.endToEnd, .hybrid]
  var crossover: CrossoverEvidence?
  var studies: [StudyEvidence]?
  var criteria: [Acceptability.Criterion] = []
  var parts: [Architecture: [NamedCount]] = [:]
  var stages: [StageEvidence]?
  var services: ServicesEvidence?

  /// The verdict of one claim on the run.
  func judge(_ id: String) -> ClaimResult? {
    ClaimCatalogue.claim(id).flatMap { ClaimJudge(facts: facts).results([$0]).first }
  }

  private var facts: ClaimFacts {
    let workload = WorkloadReference(name: "credit-risk")
    let plan = Plan(
      workload: workload, effort: .quick, seed: 1, sizes: sizes, repetitions: 3, folds: 1,
      testItems: 100, trials: [], sessions: [])
    let tests = Architecture.allCases.map { architecture in
      ExplanationEvidence(
        architecture: architecture, method: "test", necessity: [:], sufficiency: [:], size: 2,
        decisions: 40, measurable: measurable.contains(architecture))
    }
    let evidence = Evidence(
      timeFree: .init(
        workload: workload, effort: .quick, seed: 1, repetitions: 3, testItems: 100,
        headline: "auc", scores: scores, curve: [], crossover: crossover, ceilings: [:],
        properties: properties, explanations: tests, failures: [], undertrained: [], remarks: [],
        studies: studies),
      timed: .init(
        figures: timed, harnessOverhead: nil, validity: [], machines: [], stages: stages,
        services: services))
    let decision = Decision(
      profile: "loans", outcome: .hybrid, summary: "", reasons: [], doubts: [],
      matrix: DecisionMatrix(rows: []), requirements: [],
      acceptability: criteria.isEmpty
        ? nil
        : Acceptability(
          draws: 100, concentration: 20, firstRank: [:], centralWeights: [:], criteria: criteria,
          flips: []), nextMeasurement: nil, regimeRemarks: [])
    return ClaimFacts(
      plan: plan, evidence: evidence, decision: decision, parts: parts,
      claims: ClaimCatalogue.all.map(\.id))
  }

  static func estimate(_ value: Double, _ half: Double) -> Estimate {
    Estimate(
      value: value, interval: Interval(lower: value - half, upper: value + half, level: 0.95),
      method: "test")
  }

  /// A figure of both with its comparison; the verdict is given, not made.
  static func figure(
    _ id: String, _ verdict: ComparisonVerdict?, unit: Unit = .dimensionless,
    endToEnd: Double = 0.5, hybrid: Double = 0.5, half: Double = 0.01, ratio: Double? = nil
  ) -> ComparedFigure {
    ComparedFigure(
      kind: FigureKind(
        id: id, title: id, unit: unit, direction: .higherIsBetter, source: "test"),
      estimates: [.endToEnd: estimate(endToEnd, half), .hybrid: estimate(hybrid, half)],
      contrast: Contrast(
        scale: ratio == nil ? .difference : .ratio,
        estimate: estimate(ratio ?? endToEnd - hybrid, ratio == nil ? half : 0.5), margin: 0.05,
        verdict: verdict, settledBy: verdict == .inconclusive ? "a fresh run" : nil))
  }

  static func criterion(
    _ name: String, _ dimension: Dimension, _ verdict: ComparisonVerdict?
  ) -> Acceptability.Criterion {
    .init(
      name: name, dimension: dimension, weight: 0.5, utilities: [:], verdict: verdict,
      basis: "basis")
  }

  static func study(
    _ name: String, _ kind: StudySpecification.Kind, conditions: [StudyCondition] = [],
    contrasts: [StudyContrast] = []
  ) -> StudyEvidence {
    StudyEvidence(
      name: name, kind: kind, question: "?", size: 4000,
      figure: FigureKind(
        id: "auc", title: "AUC", unit: .dimensionless, direction: .higherIsBetter, source: "test"),
      conditions: conditions, contrasts: contrasts, conclusion: "", flips: false, remarks: [])
  }

  static func contrast(
    _ label: String, against: Architecture, _ verdict: ComparisonVerdict?,
    of architecture: Architecture = .hybrid
  ) -> StudyContrast {
    StudyContrast(
      label: label, architecture: architecture, against: "as it is", againstArchitecture: against,
      estimate: estimate(0, 0.01), margin: 0.005, verdict: verdict,
      settledBy: verdict == .inconclusive ? "a fresh run" : nil)
  }

  /// The study of sites, with the verdict on end-to-end where each site trains alone.
  static func sites(_ verdict: ComparisonVerdict?) -> StudyEvidence {
    study(
      "sites", .sites,
      conditions: [
        StudyCondition(
          label: "one of 4 sites alone", isMain: false,
          estimates: [.endToEnd: estimate(0.7, 0.01), .hybrid: estimate(0.75, 0.01)],
          contrast: Contrast(
            scale: .difference, estimate: estimate(-0.05, 0.01), margin: 0.005, verdict: verdict))
      ])
  }
}
