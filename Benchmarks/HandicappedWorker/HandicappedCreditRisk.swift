import CreditRisk
import Explaining
import Measuring
import ModelFiles
import NumericCore
import Records
import Synchronization
import WorkloadKit

/// What is wrong with a candidate on purpose.
enum Handicap: String {
  /// Every answer takes a quarter longer.
  case slow
  /// Every twentieth answer is a random number.
  ///
  /// A share s of random answers takes an AUC of A to A − (2s − s²)(A − ½): of 0.82, 0.79.
  case worse

  init?(_ name: String?) {
    guard let name else { return nil }
    self.init(rawValue: name)
  }

  static let slowdown = 1.25
  static let period = 20
}

/// The credit-risk workload with candidates that are handicapped once they are trained or loaded.
struct HandicappedCreditRisk: Workload {
  static let descriptor = CreditRisk.descriptor
  static var handicap: Handicap {
    get { chosen.withLock { $0 } }
    set { chosen.withLock { $0 = newValue } }
  }

  private static let chosen = Mutex(Handicap.slow)

  private let base: CreditRisk

  init(_ reference: WorkloadReference, seed: UInt64) throws(WorkloadError) {
    base = try CreditRisk(reference, seed: seed)
  }

  var summary: CorpusSummary { base.summary }
  var units: [String] { base.units }

  func division(
    _ specification: TrialSpecification
  ) throws(WorkloadError) -> Division<CreditRisk.Item> { try base.division(specification) }

  func train(
    _ architecture: Architecture, on items: [CreditRisk.Item], configurations: Int, seed: UInt64
  ) throws -> Trained<Application, CreditAnswer> {
    var trained = try base.train(
      architecture, on: items, configurations: configurations, seed: seed)
    trained.candidate = HandicappedCandidate(trained.candidate, Self.handicap)
    return trained
  }

  func load(
    _ architecture: Architecture, from file: ModelFile
  ) throws -> any Candidate<Application, CreditAnswer> {
    HandicappedCandidate(try base.load(architecture, from: file), Self.handicap)
  }

  func values(of answer: CreditAnswer, to item: CreditRisk.Item) -> [String: Double] {
    base.values(of: answer, to: item)
  }

  func constantAnswer(learnedFrom items: [CreditRisk.Item]) -> CreditAnswer {
    base.constantAnswer(learnedFrom: items)
  }

  func ceilings(on items: [CreditRisk.Item]) -> [String: Double] { base.ceilings(on: items) }

  func groups(_ answers: [CreditAnswer?], on items: [CreditRisk.Item]) -> [GroupDecisions] {
    base.groups(answers, on: items)
  }

  func compose(_ input: Application, reference: Application, kept: [Bool]) -> Application {
    base.compose(input, reference: reference, kept: kept)
  }

  func isAdverse(_ answer: CreditAnswer) -> Bool { base.isAdverse(answer) }

  func adverseScore(_ answer: CreditAnswer) -> Double { base.adverseScore(answer) }

  func inWords(input: Application) -> [String] { base.inWords(input: input) }

  func inWords(answer: CreditAnswer) -> String { base.inWords(answer: answer) }
}

/// A candidate that is slow or sometimes wrong, and otherwise the one that it wraps.
final class HandicappedCandidate: Candidate {
  private let base: any Candidate<Application, CreditAnswer>
  private let handicap: Handicap
  private let answers = Mutex((count: 0, generator: SeededGenerator(seed: 1, "handicap")))
  private let clock = MonotonicClock()

  init(_ base: any Candidate<Application, CreditAnswer>, _ handicap: Handicap) {
    self.base = base
    self.handicap = handicap
  }

  var stageParameters: [NamedCount] { base.stageParameters }
  var explanationMethod: String { base.explanationMethod }

  func answer(_ input: Application) throws(WorkloadError) -> CreditAnswer {
    switch handicap {
    case .slow:
      let start = clock.now()
      let answer = try base.answer(input)
      let end = start + Int(Double(clock.now() - start) * Handicap.slowdown)
      while clock.now() < end {}
      return answer
    case .worse:
      let random = answers.withLock { answers in
        answers.count += 1
        return answers.count.isMultiple(of: Handicap.period) ? answers.generator.uniform() : nil
      }
      guard let random else { return try base.answer(input) }
      return CreditAnswer(probability: random, refused: random > 0.5)
    }
  }

  func explain(_ input: Application) throws(WorkloadError) -> Explanation {
    try base.explain(input)
  }

  func randomised(seed: UInt64) -> any Candidate<Application, CreditAnswer> {
    base.randomised(seed: seed)
  }

  func file() -> ModelFile { base.file() }
}
