import Figures
import Gates
import Records
import StrictYAML
import Testing

/// A finished run whose figures a test sets; both architectures have the same ones.
struct Scene {
  var auc = [0.81, 0.82, 0.83]
  var aucInterval: ClosedRange<Double>? = 0.80...0.84
  /// Service times of the sessions, in seconds, and the reference loop beside each.
  var times = [100e-6, 110e-6, 121e-6]
  var references = [1e-3, 1e-3, 1e-3]
  var memory = [20.0 * 0x1p20, 21 * 0x1p20, 22 * 0x1p20]
  var parameters = 150.0
  var outcome = Decision.Outcome.hybrid
  var share = 0.9
  var seed: UInt64 = 1
  var processor = "AMD EPYC"
  var failed = 0
  var undertrained: [Int] = []
  var profile = "credit"

  static let serviceTime = kind("service-time-p50", .seconds, .lowerIsBetter)
  static let memoryPeak = kind("memory-peak-serving", .bytes, .lowerIsBetter)
  static let parametersKind = kind("parameters", .count, .lowerIsBetter)

  static func kind(_ id: String, _ unit: Unit, _ direction: Direction) -> FigureKind {
    FigureKind(id: id, title: id, unit: unit, direction: direction, source: "test")
  }

  var run: FinishedRun {
    FinishedRun(path: "runs/scene", plan: plan, evidence: evidence, decision: decision)
  }

  var plan: Plan {
    Plan(
      workload: WorkloadReference(name: "credit-risk"), effort: .quick, seed: seed, sizes: [100],
      repetitions: 3, folds: 1, testItems: 50,
      trials: [(1, Architecture.endToEnd), (2, .hybrid)].map { number, architecture in
        TrialSpecification(
          number: number, architecture: architecture, size: 100, repetition: 1, fold: 0, folds: 1,
          testItems: 50, configurations: 1, explanations: 0, keepsModel: true, timeout: 60)
      },
      sessions: [])
  }

  var evidence: Evidence {
    Evidence(
      timeFree: .init(
        workload: WorkloadReference(name: "credit-risk"), effort: .quick, seed: seed,
        repetitions: 3, testItems: 50, headline: "auc",
        scores: [
          figure(
            GatesTests.auc, auc[0], aucInterval, "crossed seed × item, t", replicates(auc),
            scale: .difference, margin: 0.005)
        ], curve: [], ceilings: [:],
        properties: [
          figure(
            Self.parametersKind, parameters, nil, "counted",
            replicates(Array(repeating: parameters, count: 3)),
            scale: .ratio, margin: 0.05)
        ], explanations: [],
        failures: failed == 0
          ? []
          : [
            FailureCount(
              architecture: .hybrid, trials: 9, failedTrials: failed, items: 450, failedItems: 0,
              causes: ["it crashed"])
          ], undertrained: undertrained, remarks: []),
      timed: .init(
        figures: [
          figure(
            Self.serviceTime, times[0], 90e-6...130e-6, "3 sessions, t on the log scale",
            zip(times, references).enumerated().map {
              Replicate(unit: $0 + 1, value: $1.0, multiple: $1.0 / $1.1)
            }, scale: .ratio, margin: 0.05),
          figure(
            Self.memoryPeak, memory[0], 19 * 0x1p20...23 * 0x1p20, "3 sessions",
            replicates(memory), scale: .ratio, margin: 0.05),
        ], references: references, harnessOverhead: nil, validity: [],
        machines: [
          Provenance(
            version: "0", processor: processor, cores: 2, system: "Linux",
            kernels: "x86-64-v3", started: "2026-11-23T10:00:00Z")
        ]))
  }

  var decision: Decision {
    Decision(
      profile: profile, outcome: outcome, summary: "It is as it is.", reasons: [], doubts: [],
      matrix: DecisionMatrix(rows: []), requirements: [],
      acceptability: Acceptability(
        draws: 10_000, concentration: 1, firstRank: [.hybrid: share, .endToEnd: 1 - share],
        centralWeights: [:], criteria: [], flips: []), nextMeasurement: "Measure again.",
      regimeRemarks: [])
  }

  private func figure(
    _ kind: FigureKind, _ value: Double, _ interval: ClosedRange<Double>?, _ method: String,
    _ replicates: [Replicate], scale: Contrast.Scale, margin: Double
  ) -> ComparedFigure {
    let estimate = Estimate(
      value: value,
      interval: interval.map { Interval(lower: $0.lowerBound, upper: $0.upperBound, level: 0.95) },
      method: method)
    return ComparedFigure(
      kind: kind, estimates: [.endToEnd: estimate, .hybrid: estimate],
      replicates: [.endToEnd: replicates, .hybrid: replicates],
      contrast: Contrast(
        scale: scale, estimate: estimate, margin: margin, verdict: .inconclusive))
  }

  private func replicates(_ values: [Double]) -> [Replicate] {
    values.enumerated().map { Replicate(unit: $0 + 1, value: $1) }
  }
}

/// Reads thresholds as a gate file would have them.
func thresholds(_ lines: [String]) throws -> [Threshold] {
  let text =
    "assay: gate/1\nname: g\nprofile: BrokenGateTests.swift\nbaseline: b.json\nthresholds:\n"
    + lines.map { "  - \"\($0)\"\n" }.joined()
  return try reader.read(bytes: Array(text.utf8), file: #filePath).gate.thresholds
}

/// Judges a scene by thresholds; the baseline is other scenes.
func judge(_ scene: Scene, _ lines: String..., against base: [Scene] = []) throws -> GateReport {
  let gate = Gate(name: "g", profile: "/p.yaml", thresholds: try thresholds(lines))
  let baseline = try Baseline.keeping(base.map(\.run))
  return GateJudge(
    gate, scene.run, baseline: baseline, repetitions: [.quick: 3, .standard: 5, .thorough: 10]
  ).report(file: "g.yaml", baseline: base.isEmpty ? nil : "b.json")
}
