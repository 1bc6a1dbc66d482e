import Deciding
import Figures
import Profiles
import Records

/// A run whose figures a test chooses; everything else stays the same.
///
/// As it stands both architectures are equal on every figure and every requirement is met.
struct Scene {
  /// Both architectures' values and the relative or absolute standard error of the contrast.
  struct Compared {
    var endToEnd: Double
    var hybrid: Double
    var error: Double
  }

  var auc = Compared(endToEnd: 0.80, hybrid: 0.80, error: 0.0005)
  var latency = Compared(endToEnd: 0.002, hybrid: 0.002, error: 0.01)
  var memory = Compared(endToEnd: 0x1p25, hybrid: 0x1p25, error: 0.01)
  var necessity = Compared(endToEnd: 0.70, hybrid: 0.70, error: 0.005)
  /// Sufficiency, where it was tested.
  var sufficiency: Compared?
  var control = 0.20
  /// The control of reversed reasons, where it is not half of the random one.
  var reversed: [Architecture: Double] = [:]
  var explanationTime: Compared?
  var usesStageAnnotations = false
  var measurable: Set<Architecture> = [.endToEnd, .hybrid]
  /// The relative standard error of each latency itself.
  var latencyError = 0.01
  var undertrained: [Int] = []
  var failures: [FailureCount] = []
  var validity: [ValidityFinding] = []
  /// How far below its last point an architecture's curve starts.
  var climb: [Architecture: Double] = [.endToEnd: 0.06, .hybrid: 0.06]
  var repetitions = 5
  var seed: UInt64 = 7
  var sizes = [500, 1000, 2000]
  /// The parameters that the run's sessions declare, and what they measured.
  var declared: [Architecture: Int]?
  var deployment: DeploymentEvidence?

  var profile = Profile(
    name: "consumer-credit", summary: "Approve or refuse consumer loans",
    workload: WorkloadReference(name: "credit-risk"),
    data: .init(
      pairedExamples: 2000, stageAnnotations: 0, distribution: .central, pairedCost: 4,
      stageCost: 0.4),
    latency: .init(budget: 0.08, percentile: 0.99, scenario: .server(rate: 50)),
    regulation: .init(regimes: ["gdpr/22", "sr-11-7"], businessCritical: true), memory: 1 << 29,
    quality: .init(target: 0.75, indifference: 0.005),
    policy: .init(necessity: nil, disparateImpact: nil),
    priorities: .init(data: 2, latency: 1, regulation: 3))

  static let auc = FigureKind(
    id: "auc", title: "AUC", unit: .dimensionless, direction: .higherIsBetter, source: "test")

  static let regimes = [
    RegimeDemand(
      id: "gdpr/22", title: "GDPR art. 22", demand: "explain the procedure actually applied",
      demandsExplanation: true),
    RegimeDemand(
      id: "sr-11-7", title: "SR 11-7", demand: "validate models", demandsExplanation: true,
      withdrawn: true, successor: "sr-26-2"),
  ]

  func decide() -> Decision {
    Decider.decide(
      profile: profile, plan: plan, evidence: evidence, regimes: Scene.regimes,
      headline: Scene.auc, usesStageAnnotations: usesStageAnnotations)
  }

  var plan: Plan {
    Plan(
      workload: profile.workload, effort: .quick, seed: seed, sizes: sizes,
      repetitions: repetitions, folds: 1, testItems: 2000,
      trials: sizes.flatMap { size in
        Architecture.allCases.map { architecture in
          TrialSpecification(
            number: size * 10 + (architecture == .hybrid ? 1 : 0), architecture: architecture,
            size: size, repetition: 1, fold: 0, folds: 1, testItems: 2000, configurations: 2,
            explanations: 10, keepsModel: true, timeout: 60)
        }
      },
      sessions: declared.map { declared in
        [
          SessionSpecification(
            number: 1, trials: [20_000, 20_001], scenario: profile.latency.scenario, queries: 100,
            singleStreamQueries: 100, blocks: 4, offlineItems: 16, explanations: 1, timeout: 60,
            declared: declared)
        ]
      } ?? [])
  }

  var evidence: Evidence {
    Evidence(
      timeFree: .init(
        workload: profile.workload, effort: .quick, seed: seed, repetitions: repetitions,
        testItems: 2000, headline: "auc",
        scores: [difference(Scene.auc, auc, own: 0.004, margin: 0.005)],
        curve: curve, ceilings: ["auc": 0.84],
        properties: [
          difference(kind("necessity", .dimensionless), necessity, own: 0.01, margin: 0.05)
        ]
          + [sufficiency].compactMap(\.self).map {
            difference(kind("sufficiency", .dimensionless), $0, own: 0.01, margin: 0.05)
          },
        explanations: Architecture.allCases.map(explanation), failures: failures,
        undertrained: undertrained, remarks: []),
      timed: .init(
        figures: [
          ratio(kind("latency-p99", .seconds), latency),
          ratio(kind("memory-peak-serving", .bytes), memory),
        ]
          + [explanationTime].compactMap(\.self).map {
            ratio(kind("explanation-time-p50", .seconds), $0)
          },
        harnessOverhead: 2e-6, validity: validity, machines: [], deployment: deployment))
  }

  private var curve: [CurvePoint] {
    sizes.enumerated().map { index, size in
      let missing = 1 - Double(index) / Double(max(1, sizes.count - 1))
      let point = Compared(
        endToEnd: auc.endToEnd - missing * (climb[.endToEnd] ?? 0),
        hybrid: auc.hybrid - missing * (climb[.hybrid] ?? 0), error: auc.error)
      let figure = difference(Scene.auc, point, own: 0.0005, margin: 0.005)
      return CurvePoint(size: size, estimates: figure.estimates, contrast: figure.contrast)
    }
  }

  private func explanation(_ architecture: Architecture) -> ExplanationEvidence {
    let own = architecture == .hybrid ? necessity.hybrid : necessity.endToEnd
    return ExplanationEvidence(
      architecture: architecture,
      method: architecture == .hybrid ? "reason codes" : "KernelSHAP",
      necessity: [
        .explanation: Scene.estimate(own, error: 0.01),
        .random: Scene.estimate(control, error: 0.01),
        .reversed: Scene.estimate(reversed[architecture] ?? control / 2, error: 0.01),
      ],
      sufficiency: sufficiency == nil
        ? [:] : [.random: Scene.estimate(control, error: 0.01)],
      size: 4, decisions: 40,
      measurable: measurable.contains(architecture))
  }

  func kind(_ id: String, _ unit: Unit) -> FigureKind {
    FigureKind(
      id: id, title: id, unit: unit,
      direction: unit == .dimensionless ? .higherIsBetter : .lowerIsBetter, source: "test")
  }

  private func difference(
    _ kind: FigureKind, _ values: Compared, own: Double, margin: Double
  ) -> ComparedFigure {
    let contrast = Scene.estimate(values.endToEnd - values.hybrid, error: values.error)
    return ComparedFigure(
      kind: kind,
      estimates: [
        .endToEnd: Scene.estimate(values.endToEnd, error: own),
        .hybrid: Scene.estimate(values.hybrid, error: own),
      ],
      contrast: Contrast(
        scale: .difference, estimate: contrast, margin: margin,
        verdict: contrast.interval.map {
          ComparisonVerdict(difference: $0, margin: margin, direction: kind.direction)
        }, settledBy: "a fresh run with 12 seeds"))
  }

  func ratio(_ kind: FigureKind, _ values: Compared) -> ComparedFigure {
    let share = values.endToEnd / values.hybrid
    let contrast = Scene.estimate(share, error: share * values.error)
    return ComparedFigure(
      kind: kind,
      estimates: [
        .endToEnd: Scene.estimate(values.endToEnd, error: latencyError * values.endToEnd),
        .hybrid: Scene.estimate(values.hybrid, error: latencyError * values.hybrid),
      ],
      contrast: Contrast(
        scale: .ratio, estimate: contrast, margin: 0.1,
        verdict: contrast.interval.map {
          ComparisonVerdict(
            difference: Interval(lower: $0.lower - 1, upper: $0.upper - 1, level: 0.95),
            margin: 0.1, direction: kind.direction)
        }))
  }

  /// A normal estimate with its 95 % interval.
  static func estimate(_ value: Double, error: Double) -> Estimate {
    Estimate(
      value: value,
      interval: Interval(
        lower: value - 1.96 * error, upper: value + 1.96 * error, level: 0.95),
      standardError: error, method: "normal")
  }
}
