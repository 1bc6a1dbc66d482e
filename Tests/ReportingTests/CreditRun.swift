import Deciding
import Figures
import Profiles
import Records

/// A fixed run of the credit-risk workload; its numbers are made up, but of the size that a run gives.
enum CreditRun {
  static let profile = Profile(
    name: "consumer-credit", summary: "Approve or refuse consumer loans at a regional bank",
    workload: WorkloadReference(name: "credit-risk", options: ["knowledge": 0.8]),
    data: .init(
      pairedExamples: 120_000, stageAnnotations: 900_000, distribution: .central, pairedCost: 4,
      stageCost: 0.4),
    latency: .init(budget: 0.08, percentile: 0.99, scenario: .server(rate: 50)),
    regulation: .init(regimes: ["gdpr/22", "ecoa/reg-b"], businessCritical: true),
    memory: 512 << 20, quality: .init(target: 0.76, indifference: 0.005),
    policy: .init(necessity: nil, disparateImpact: 0.8),
    priorities: .init(data: 2, latency: 1, regulation: 3))

  static let sizes = [1000, 2000, 4000]

  static let plan = Plan(
    workload: profile.workload, effort: .quick, seed: 7, sizes: sizes, repetitions: 3, folds: 1,
    testItems: 2000,
    trials: (0..<18).map { index in
      TrialSpecification(
        number: index + 1, architecture: index.isMultiple(of: 2) ? .endToEnd : .hybrid,
        size: sizes[index / 6], repetition: index % 6 / 2 + 1, fold: 0, folds: 1, testItems: 2000,
        configurations: 2, explanations: 20, keepsModel: index >= 12, timeout: 60)
    },
    sessions: [
      SessionSpecification(
        number: 1, trials: [13, 14], scenario: .server(rate: 50), queries: 600,
        singleStreamQueries: 600, blocks: 8, offlineItems: 2000, explanations: 20, timeout: 60)
    ])

  static let decision = Decider.decide(
    profile: profile, plan: plan, evidence: evidence,
    regimes: [
      RegimeDemand(
        id: "gdpr/22", title: "GDPR art. 22 and 15(1)(h)",
        demand: "explain the procedure and principles actually applied", demandsExplanation: true),
      RegimeDemand(
        id: "ecoa/reg-b", title: "ECOA Regulation B",
        demand: "give the specific principal reasons, from factors actually scored",
        demandsExplanation: true),
    ], headline: auc, usesStageAnnotations: false)

  static let auc = kind("auc", "AUC", .dimensionless)

  static let evidence = Evidence(
    timeFree: .init(
      workload: profile.workload, effort: .quick, seed: 7, repetitions: 3, testItems: 2000,
      headline: "auc",
      scores: [
        figure(auc, (0.7742, 0.0060), (0.7815, 0.0052), (-0.0073, 0.0018), 0.005, .worse),
        figure(
          kind("brier", "Brier score", .dimensionless, .lowerIsBetter), (0.1312, 0.0021),
          (0.1291, 0.0020), (0.0021, 0.0016), 0.005, .equivalent),
        figure(
          kind("disparate-impact", "disparate impact", .dimensionless), (0.91, 0.02),
          (0.93, 0.02), (-0.02, 0.02), 0.02, .inconclusive),
      ],
      curve: [
        point(1000, 0.7441, 0.7702), point(2000, 0.7610, 0.7771), point(4000, 0.7742, 0.7815),
      ], ceilings: ["auc": 0.8124],
      properties: [
        figure(
          kind("parameters", "parameters", .count, .lowerIsBetter), (12_417, nil), (214, nil),
          nil, 0, nil),
        figure(
          kind("necessity", "necessity of named reasons", .dimensionless), (0.41, 0.03),
          (0.68, 0.03), (-0.27, 0.03), 0.05, .worse),
        figure(
          kind("sufficiency", "sufficiency of named reasons", .dimensionless), (0.78, 0.02),
          (0.83, 0.02), (-0.05, 0.02), 0.05, .inconclusive),
      ],
      explanations: [
        tests(.endToEnd, "KernelSHAP", 0.41, 0.19, 0.78, 0.71, false),
        tests(.hybrid, "reason codes", 0.68, 0.21, 0.83, 0.64, true),
      ], failures: [], undertrained: [],
      remarks: ["The explanations test 20 refusals of each trial at the largest size."]),
    timed: .init(
      figures: [
        ratio(
          kind("latency-p99", "latency p99, server", .seconds, .lowerIsBetter), 184e-6, 41e-6,
          4.49),
        ratio(
          kind("memory-peak-serving", "memory, peak while serving", .bytes, .lowerIsBetter),
          14.2 * 0x1p20, 12.9 * 0x1p20, 1.10),
        ratio(
          kind("explanation-time-p50", "time to explain p50", .seconds, .lowerIsBetter), 7.1e-3,
          12.3e-6, 577),
        ratio(
          kind("training-time", "training time", .seconds, .lowerIsBetter), 2.81, 0.21, 13.4),
      ], harnessOverhead: 2.1e-6,
      validity: [
        ValidityFinding(
          kind: .tooFewQueries, detail: "600 queries are too few for p99 at 0.99 confidence.",
          remedy: "Run with --effort standard (662 queries).")
      ],
      machines: [
        Provenance(
          version: "0.1.0", processor: "AMD EPYC 9654", cores: 2, system: "Debian 12",
          kernels: "x86-64-v4",
          started: "2026-11-23T10:15:00Z")
      ]))

  static func kind(
    _ id: String, _ title: String, _ unit: Unit, _ direction: Direction = .higherIsBetter
  ) -> FigureKind {
    FigureKind(id: id, title: title, unit: unit, direction: direction, source: "fixture")
  }

  private static func estimate(_ value: Double, _ error: Double?) -> Estimate {
    Estimate(
      value: value,
      interval: error.map {
        Interval(lower: value - 2 * $0, upper: value + 2 * $0, level: 0.95)
      }, standardError: error, method: "fixture")
  }

  private static func figure(
    _ kind: FigureKind, _ endToEnd: (Double, Double?), _ hybrid: (Double, Double?),
    _ contrast: (Double, Double)?, _ margin: Double, _ verdict: ComparisonVerdict?
  ) -> ComparedFigure {
    ComparedFigure(
      kind: kind,
      estimates: [
        .endToEnd: estimate(endToEnd.0, endToEnd.1), .hybrid: estimate(hybrid.0, hybrid.1),
      ],
      contrast: contrast.map {
        Contrast(
          scale: .difference, estimate: estimate($0.0, $0.1), margin: margin, verdict: verdict,
          settledBy: verdict == .inconclusive ? "a fresh run with 9 seeds" : nil)
      })
  }

  private static func ratio(
    _ kind: FigureKind, _ endToEnd: Double, _ hybrid: Double, _ share: Double
  ) -> ComparedFigure {
    ComparedFigure(
      kind: kind,
      estimates: [
        .endToEnd: estimate(endToEnd, 0.03 * endToEnd), .hybrid: estimate(hybrid, 0.03 * hybrid),
      ],
      contrast: Contrast(
        scale: .ratio, estimate: estimate(share, 0.02 * share), margin: 0.1,
        verdict: share > 1.2 ? .worse : .inconclusive))
  }

  private static func point(_ size: Int, _ endToEnd: Double, _ hybrid: Double) -> CurvePoint {
    let point = figure(
      auc, (endToEnd, 0.004), (hybrid, 0.004), (endToEnd - hybrid, 0.002), 0.005, .worse)
    return CurvePoint(size: size, estimates: point.estimates, contrast: point.contrast)
  }

  private static func tests(
    _ architecture: Architecture, _ method: String, _ necessity: Double, _ control: Double,
    _ sufficiency: Double, _ other: Double, _ measurable: Bool
  ) -> ExplanationEvidence {
    ExplanationEvidence(
      architecture: architecture, method: method,
      necessity: [
        .explanation: estimate(necessity, 0.03), .random: estimate(control, 0.03),
        .reversed: estimate(measurable ? control / 2 : necessity - 0.02, 0.02),
      ],
      sufficiency: [.explanation: estimate(sufficiency, 0.02), .random: estimate(other, 0.02)],
      size: 4, decisions: 60, measurable: measurable)
  }
}
