import Figures
import NumericCore
import Records
import Scores

import Evidencing

/// A run that is put together trial by trial, everything in it stated.
struct RunSample {
  var sizes = [100]
  var repetitions = 3
  var folds = 1
  var scores: [any Score] = [AreaUnderCurve()]
  var extraScores: [FigureKind] = []
  var data: DataSource?
  /// The answers of a trial before failures: rows of id, fold, probability and outcome.
  var answers: (TrialSpecification) -> [ItemRecord] = { _ in [] }
  /// Changes a record after it is made.
  var change: (inout TrialRecord) -> Void = { _ in }
  var sessions: [SessionRecord] = []

  static let provenance = Provenance(
    version: "0.1.0", processor: "test", cores: 2, system: "Linux",
    kernels: "scalar", started: "2026-11-23T10:00:00Z")

  func run() -> RunRecords {
    let specifications = specifications
    var items: [Int: [ItemRecord]] = [:]
    let trials = specifications.map { specification in
      let answered = answers(specification)
      var record = Self.record(specification, answered)
      change(&record)
      if record.answers != nil { items[specification.number] = answered }
      return record
    }
    return RunRecords(
      plan: Plan(
        workload: WorkloadReference(name: "sample", data: data), effort: .quick, seed: 7,
        sizes: sizes, repetitions: repetitions, folds: folds, testItems: 60,
        trials: specifications, sessions: sessions.map(\.specification)),
      descriptor: WorkloadDescriptor(
        name: "sample", title: "Sample", summary: "", claims: [],
        scores: scores.map(\.kind) + extraScores, options: [], endToEnd: "", stages: [],
        meanings: [], usesStageAnnotations: false),
      trials: trials, items: items, sessions: sessions)
  }

  func evidence(
    margins: EvidenceMargins = EvidenceMargins(quality: 0.005), percentile: Double = 0.99
  ) throws -> Evidence {
    try EvidenceBuilder.build(run(), margins: margins, latencyPercentile: percentile)
  }

  private var specifications: [TrialSpecification] {
    var found: [TrialSpecification] = []
    for size in sizes {
      for repetition in 1...repetitions {
        for fold in 0..<folds {
          for architecture in Architecture.allCases {
            found.append(
              TrialSpecification(
                number: found.count + 1, architecture: architecture, size: size,
                repetition: repetition, fold: fold, folds: folds, testItems: 60,
                configurations: 2, explanations: 0, keepsModel: false, timeout: 60))
          }
        }
      }
    }
    return found
  }

  static func record(
    _ specification: TrialSpecification, _ items: [ItemRecord]
  ) -> TrialRecord {
    let configuration = TrainingSummary.Configuration(
      settings: [:], validationLoss: 0.5, steps: 100, epochs: 1, reachedPlateau: true)
    return TrialRecord(
      specification: specification,
      answers: TrialAnswers(
        itemsDigest: "", items: items.count, failedItems: items.count { $0.failure != nil },
        training: TrainingSummary(
          configurations: [configuration], chosen: 0, steps: 100, trainingExamples: 80,
          validationExamples: 20),
        parameters: 10, stageParameters: [], modelBytes: 400, modelDigest: "", ceilings: [:],
        groups: [], explanations: nil),
      costs: TrialCosts(trainingSeconds: 2, totalSeconds: 3, trainingPeakBytes: 1000),
      provenance: provenance)
  }

  static func item(
    _ index: Int, _ probability: Double, _ outcome: Bool, fold: Int = 0, failure: String? = nil
  ) -> ItemRecord {
    ItemRecord(
      id: "i" + String(1000 + index), fold: fold, failure: failure,
      values: [
        ScoredItems.Column.probability: probability, ScoredItems.Column.outcome: outcome ? 1 : 0,
      ])
  }
}

/// The answers of `Tests/References/evidence.py`, drawn in the same order.
struct DrawnAnswers {
  static let items = 60
  let outcomes: [Bool]
  private var probabilities: [Architecture: [[Double]]] = [:]

  init() {
    var generator = SeededGenerator(seed: 7, "evidence")
    outcomes = (0..<Self.items).map { _ in generator.uniform() < 0.35 }
    for (architecture, base) in [(Architecture.endToEnd, 0.3), (.hybrid, 0.2)] {
      probabilities[architecture] = (1...3).map { repetition in
        let shift = base + 0.03 * Double(repetition)
        return outcomes.map { 0.5 * generator.uniform() + ($0 ? shift : 0) }
      }
    }
  }

  func records(_ trial: TrialSpecification) -> [ItemRecord] {
    let drawn = probabilities[trial.architecture]?[trial.repetition - 1] ?? []
    return drawn.indices.filter { $0 % trial.folds == trial.fold }.map { index in
      RunSample.item(index, drawn[index], outcomes[index], fold: trial.fold)
    }
  }
}

extension Evidence {
  func score(_ id: String) -> ComparedFigure? { timeFree.scores.first { $0.kind.id == id } }
  func property(_ id: String) -> ComparedFigure? {
    timeFree.properties.first { $0.kind.id == id }
  }
  func timed(_ id: String) -> ComparedFigure? { timed.figures.first { $0.kind.id == id } }
}

/// Whether an estimate has the value and bounds expected, to nine digits.
func matches(_ estimate: Estimate?, _ value: Double, _ lower: Double, _ upper: Double) -> Bool {
  guard let estimate, let interval = estimate.interval else { return false }
  return zip([estimate.value, interval.lower, interval.upper], [value, lower, upper])
    .allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
}
