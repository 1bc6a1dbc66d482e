import CreditRisk
import NumericCore
import Records
import Scores
import WorkloadKit

/// What several suites start from.
enum Samples {
  static func workload(knowledge: Double = 0.75, seed: UInt64 = 1) throws -> CreditRisk {
    try CreditRisk(
      WorkloadReference(name: "credit-risk", options: ["knowledge": knowledge]), seed: seed)
  }

  static func trial(
    _ architecture: Architecture, size: Int, testItems: Int = 0, repetition: Int = 1,
    fold: Int = 0, folds: Int = 1, configurations: Int = 1, variation: Variation? = nil
  ) -> TrialSpecification {
    TrialSpecification(
      number: 1, architecture: architecture, size: size, repetition: repetition, fold: fold,
      folds: folds, testItems: testItems, configurations: configurations, explanations: 0,
      keepsModel: false, timeout: 600, variation: variation)
  }

  /// Applicants of the embedded corpus, from a stream of the tests' own.
  static func applicants(_ count: Int, knowledge: Double = 0.75) -> [Applicant] {
    EmbeddedCorpus(knowledge: knowledge).applicants(
      count, prefix: "S", generator: SeededGenerator(seed: 77, "samples"))
  }

  /// The hand-made application of Tests/References/credit_risk.py.
  static var application: Application {
    let inflow = (0..<24).map { (month: Int) -> Int in
      let dip = (9...11).contains(month) ? 1100 : 0
      return 2200 + 35 * month + 180 * (month % 3) - dip
    }
    let outflow = (0..<24).map { (month: Int) -> Int in
      let surge = month >= 21 ? 250 * (month - 20) : 0
      return 2350 + 60 * (month * 7 % 5) + surge
    }
    let balance = (0..<24).map { (month: Int) -> Int in 1500 + 90 * month - 40 * (month % 4) }
    let overdraft = (0..<24).map { (month: Int) -> Int in month % 5 == 3 ? 4 : 0 }
    return Application(
      id: "by hand",
      // Income, debt, amount, term, employment, delinquencies, account age, dependants.
      numbers: [2500, 96_000, 12_000, 48, 30, 2, 60, 1],
      // Business, tenant, salaried, the first region.
      categories: [3, 1, 0, 0],
      series: [inflow, outflow, balance, overdraft].map { $0.map(Double.init) })
  }

  static func area(
    _ probabilities: [Double], _ applicants: [Applicant]
  ) throws -> Double {
    try AreaUnderCurve().value(
      of: ScoredItems(
        ids: applicants.map(\.id), probabilities: probabilities,
        outcomes: applicants.map(\.defaulted)))
  }

  static func area(
    _ candidate: any Candidate<Application, CreditAnswer>, _ applicants: [Applicant]
  ) throws -> Double {
    let answers = candidate.answer(all: applicants.map(\.input))
    return try area(answers.map { $0?.probability ?? 0.5 }, applicants)
  }
}

/// A stage made of a closure.
struct Stub<Input: Sendable, Output: Sendable>: Stage {
  let body: @Sendable (Input) throws(WorkloadError) -> Output

  init(_ body: @escaping @Sendable (Input) throws(WorkloadError) -> Output) { self.body = body }

  var parameters: Int { 0 }

  func run(_ input: Input) throws(WorkloadError) -> Output { try body(input) }
}
