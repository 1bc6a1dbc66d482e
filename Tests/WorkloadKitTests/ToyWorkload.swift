import Explaining
import ModelFiles
import NumericCore
import Records
import Scores
import WorkloadKit

/// A workload that keeps every rule, or breaks one on purpose.
struct ToyWorkload: Workload {
  /// What the workload does wrong.
  enum Fault: String, Sendable, CaseIterable {
    case none, constant, unseeded, forgetsOnDisk, answersMalformed, explainsMalformed
    case batchSpills, batchDiffers, emptyReasons, unknownUnits, wordless
  }

  struct Item: LabelledItem {
    var id: String
    var input: Double
    var event: Bool
  }

  struct Model: Candidate {
    var slope: Double
    var fault: Fault
    /// The input at which a stage is dead.
    var deadAt: Double?

    var stageParameters: [NamedCount] { [NamedCount(name: "slope", count: 1)] }
    var explanationMethod: String { "its only input" }

    func answer(_ input: Double) throws(WorkloadError) -> Double {
      if input == deadAt { throw WorkloadError("a stage is dead", remedy: "revive it") }
      guard input.isFinite || fault == .answersMalformed else {
        throw WorkloadError("the input is \(input)", remedy: "send a finite number")
      }
      return fault == .constant ? 0.5 : input.isFinite ? Double.logistic(slope * input) : 0.5
    }

    func answer(all inputs: [Double]) -> [Double?] {
      let isDamaged = inputs.contains { !$0.isFinite }
      return inputs.map { input in
        let answer = try? answer(input)
        switch fault {
        case .batchSpills where isDamaged: return answer.map { $0 / 2 }
        case .batchDiffers: return answer.map { $0 * (1 - 1e-3) }
        default: return answer
        }
      }
    }

    func explain(_ input: Double) throws(WorkloadError) -> Explanation {
      if fault != .explainsMalformed { _ = try answer(input) }
      if fault == .emptyReasons { return Explanation(reasons: []) }
      let unit = fault == .unknownUnits ? 1 : 0
      return Explanation(reasons: [NamedReason(text: "x", units: [unit], weight: 1)])
    }

    func randomised(seed: UInt64) -> any Candidate<Double, Double> {
      Model(slope: -slope, fault: fault)
    }

    func file() -> ModelFile {
      ModelFile(kind: "toy", arrays: ["slope": ModelArray([slope])])
    }
  }

  static let descriptor = WorkloadDescriptor(
    name: "toy", title: "Toy", summary: "Does an event follow a number?", claims: [],
    scores: [AreaUnderCurve().kind, BrierScore().kind, KolmogorovSmirnov().kind], options: [],
    endToEnd: "one slope", stages: [], meanings: [], usesStageAnnotations: false)

  var fault = Fault.none
  private let trained = Count()

  init(fault: Fault) { self.fault = fault }

  init(_ reference: WorkloadReference, seed: UInt64) throws(WorkloadError) {}

  var summary: CorpusSummary { CorpusSummary(remarks: []) }

  func division(_ specification: TrialSpecification) throws(WorkloadError) -> Division<Item> {
    var generator = SeededGenerator(seed: 12, "toy")
    let items = (0..<specification.testItems).map { index in
      let x = generator.normal()
      return Item(
        id: "\(index)", input: x, event: generator.bernoulli(Double.logistic(2 * x)))
    }
    return Division(training: items, test: items)
  }

  func train(
    _ architecture: Architecture, on items: [Item], configurations: Int, seed: UInt64
  ) throws -> Trained<Double, Double> {
    let slope = 2 + (fault == .unseeded ? Double(trained.next()) : 0)
    return Trained(
      candidate: Model(slope: slope, fault: fault),
      summary: TrainingSummary(
        configurations: [], chosen: 0, steps: 0, trainingExamples: 0, validationExamples: 0))
  }

  func load(
    _ architecture: Architecture, from file: ModelFile
  ) throws -> any Candidate<Double, Double> {
    let slope = try file.float64("slope")[0]
    return Model(slope: fault == .forgetsOnDisk ? Double(Float(slope / 3)) : slope, fault: fault)
  }

  func constantAnswer(learnedFrom items: [Item]) -> Double { 0.5 }

  func values(of answer: Double, to item: Item) -> [String: Double] {
    [
      ScoredItems.Column.probability: answer,
      ScoredItems.Column.outcome: item.event ? 1 : 0,
    ]
  }

  func ceilings(on items: [Item]) -> [String: Double] { [:] }
  func groups(_ answers: [Double?], on items: [Item]) -> [GroupDecisions] { [] }
  var units: [String] { ["x"] }

  func compose(_ input: Double, reference: Double, kept: [Bool]) -> Double {
    kept[0] ? input : reference
  }

  func isAdverse(_ answer: Double) -> Bool { answer > 0.5 }
  func adverseScore(_ answer: Double) -> Double { answer }

  func inWords(input: Double) -> [String] { fault == .wordless ? [] : ["x \(input)"] }
  func inWords(answer: Double) -> String { "an event, probability \(answer)" }
}
