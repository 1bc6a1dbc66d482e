import Evidencing
import Figures
import NumericCore
import Records
import Scores

/// A run of one size whose records are drawn, for the product's own evidence.
struct SimulatedRun {
  var repetitions: Int
  /// The answers of an architecture in a repetition, which is counted from 0.
  var items: (Architecture, Int) -> [ItemRecord]
  var explanations: (Architecture, Int) -> ExplanationTests? = { _, _ in nil }
  var sessions: [SessionRecord] = []
  var seed: UInt64 = 1

  /// - Throws: `EvidenceError` where records contradict each other, which none of these do.
  func evidence(percentile: Double = 0.99) throws -> Evidence {
    var trials: [TrialRecord] = []
    var answers: [Int: [ItemRecord]] = [:]
    for repetition in 0..<repetitions {
      for architecture in Architecture.allCases {
        let number = trials.count + 1
        let found = items(architecture, repetition)
        trials.append(trial(number, architecture, repetition, found))
        answers[number] = found
      }
    }
    let plan = Plan(
      workload: WorkloadReference(name: "simulated"), effort: .standard, seed: seed, sizes: [1000],
      repetitions: repetitions, folds: 1, testItems: answers[1]?.count ?? 0,
      trials: trials.map(\.specification), sessions: sessions.map(\.specification))
    let descriptor = WorkloadDescriptor(
      name: "simulated", title: "Simulated", summary: "", claims: [],
      scores: [AreaUnderCurve().kind], options: [], endToEnd: "", stages: [], meanings: [],
      usesStageAnnotations: false)
    return try EvidenceBuilder.build(
      RunRecords(
        plan: plan, descriptor: descriptor, trials: trials, items: answers, sessions: sessions),
      margins: EvidenceMargins(quality: 0.005), latencyPercentile: percentile)
  }

  private func trial(
    _ number: Int, _ architecture: Architecture, _ repetition: Int, _ items: [ItemRecord]
  ) -> TrialRecord {
    TrialRecord(
      specification: TrialSpecification(
        number: number, architecture: architecture, size: 1000, repetition: repetition + 1,
        fold: 0, folds: 1, testItems: items.count, configurations: 1, explanations: 0,
        keepsModel: false, timeout: 60),
      answers: TrialAnswers(
        itemsDigest: "", items: items.count, failedItems: 0,
        training: TrainingSummary(
          configurations: [
            .init(
              settings: [:], validationLoss: 0.5, steps: 1, epochs: 1, reachedPlateau: true)
          ], chosen: 0, steps: 1, trainingExamples: 1000, validationExamples: 0),
        parameters: 1, stageParameters: [], modelBytes: 1, modelDigest: "", ceilings: [:],
        groups: [], explanations: explanations(architecture, repetition)),
      costs: nil, provenance: Self.provenance)
  }

  static let provenance = Provenance(
    version: "simulated", processor: "simulated", cores: 1, system: "simulated",
    kernels: "simulated", started: "")

  static func item(_ index: Int, _ probability: Double, _ outcome: Bool) -> ItemRecord {
    ItemRecord(
      id: String(100_000 + index), fold: 0,
      values: [
        ScoredItems.Column.probability: probability, ScoredItems.Column.outcome: outcome ? 1 : 0,
      ])
  }
}
