import CreditRisk
import NumericCore
import Records
import Testing
import WorkloadKit

@Suite("The embedded corpus")
struct CorpusTests {
  typealias Field = EmbeddedCorpus.Field

  @Test("The same seed gives the same applicants, another seed others")
  func seeds() throws {
    let trial = Samples.trial(.hybrid, size: 50, testItems: 50)
    let first = try Samples.workload().division(trial)
    let again = try Samples.workload().division(trial)
    let other = try Samples.workload(seed: 2).division(trial)
    #expect(first.training.map(Print.init) == again.training.map(Print.init))
    #expect(first.test.map(Print.init) == again.test.map(Print.init))
    #expect(first.training.map(Print.init) != other.training.map(Print.init))
    #expect(first.test.map(Print.init) != other.test.map(Print.init))
  }

  @Test("A smaller size is part of every larger one, and its test items are the same")
  func prefixes() throws {
    let workload = try Samples.workload()
    let small = try workload.division(Samples.trial(.hybrid, size: 40, testItems: 30))
    let large = try workload.division(Samples.trial(.endToEnd, size: 80, testItems: 60))
    #expect(small.training.map(Print.init) == large.training.prefix(40).map(Print.init))
    #expect(small.test.map(Print.init) == large.test.prefix(30).map(Print.init))
  }

  @Test("Each repetition trains on other applicants and is tested on the same ones")
  func repetitions() throws {
    let workload = try Samples.workload()
    let divisions = try [1, 2].map {
      try workload.division(Samples.trial(.hybrid, size: 40, testItems: 30, repetition: $0))
    }
    #expect(divisions[0].test.map(Print.init) == divisions[1].test.map(Print.init))
    let numbers = divisions.map { Set($0.training.map { Print($0).numbers }) }
    #expect(numbers[0].isDisjoint(with: numbers[1]))
  }

  @Test("No test applicant is among the training applicants, by id or by application")
  func disjoint() throws {
    let division = try Samples.workload().division(
      Samples.trial(.hybrid, size: 2000, testItems: 2000))
    #expect(Set(division.training.map(\.id)).isDisjoint(with: division.test.map(\.id)))
    #expect(
      Set(division.training.map { Print($0).numbers })
        .isDisjoint(with: division.test.map { Print($0).numbers }))
    #expect(Set((division.training + division.test).map(\.id)).count == 4000)
  }

  @Test("The protected group is no field of the application and no unit of a reason")
  func protectedGroup() throws {
    let applicants = Samples.applicants(500)
    #expect(Set(applicants.map(\.groups.keys.first)) == ["group"])
    #expect(Set(applicants.flatMap(\.groups.values)) == ["A", "B"])
    #expect(!EmbeddedCorpus.form.units.contains("group"))
    #expect(
      EmbeddedCorpus.form.categories.allSatisfy { !$0.levels.contains("A") && $0.name != "group" })
  }

  /// Shares as docs/workloads/credit-risk.md states them; the bounds are five standard errors.
  @Test("Fields are left empty as often as documented")
  func missing() {
    let applicants = Samples.applicants(8000)
    func check(_ share: Double, _ expected: Double, of count: Int, _ name: String) {
      let error = (expected * (1 - expected) / Double(count)).squareRoot()
      #expect(abs(share - expected) < 5 * error, "\(name): \(share), not \(expected)")
    }
    for (isSelfEmployed, expected) in [(true, 0.18), (false, 0.03)] {
      let some = applicants.filter {
        ($0.input.categories[Field.occupation] == 1) == isSelfEmployed
      }
      let share = Double(some.count { $0.input.numbers[Field.income].isNaN }) / Double(some.count)
      check(share, expected, of: some.count, "income, self-employed: \(isSelfEmployed)")
    }
    for (field, expected) in [(Field.employment, 0.06), (Field.debt, 0.04)] {
      let share = Double(applicants.count { $0.input.numbers[field].isNaN }) / 8000
      check(share, expected, of: 8000, EmbeddedCorpus.form.numbers[field].name)
    }
    let housing = Double(applicants.count { $0.input.categories[Field.housing] < 0 }) / 8000
    check(housing, 0.05, of: 8000, "housing")
    let rest = applicants.filter { applicant in
      [Field.amount, Field.term, Field.delinquencies, Field.accountAge, Field.dependants]
        .contains { applicant.input.numbers[$0].isNaN }
    }
    #expect(rest.isEmpty)
  }

  @Test("The truth keeps the fields that were left empty, and all the others as they are")
  func truth() throws {
    for applicant in Samples.applicants(300) {
      let truth = try #require(applicant.truth)
      #expect(!truth.application.numbers.contains { $0.isNaN })
      #expect(!truth.application.categories.contains { $0 < 0 })
      #expect(truth.application.series == applicant.input.series)
      for (seen, complete) in zip(applicant.input.numbers, truth.application.numbers) {
        #expect(seen.isNaN || seen == complete)
      }
      #expect(truth.terms == DefaultProcess.terms(of: truth.application))
    }
  }

  /// Share of defaults, Bayes-optimal AUC and Brier score, by the corpus's knowledge.
  ///
  /// Measured by this very test, and quoted in docs/workloads/credit-risk.md.
  static let quoted: [(knowledge: Double, defaults: Double, area: Double, brier: Double)] = [
    (0, 0.239, 0.848, 0.125), (0.25, 0.237, 0.857, 0.119), (0.5, 0.235, 0.856, 0.119),
    (0.75, 0.233, 0.855, 0.118), (1, 0.227, 0.850, 0.117),
  ]

  @Test("Default rates and ceilings are what the document quotes", arguments: quoted)
  func ceilings(knowledge: Double, defaults: Double, area: Double, brier: Double) throws {
    let applicants = Samples.applicants(20_000, knowledge: knowledge)
    let ceilings = try Samples.workload(knowledge: knowledge).ceilings(on: applicants)
    #expect(ceilings.keys.sorted() == ["auc", "brier"])
    #expect(abs(try #require(ceilings["auc"]) - area) < 0.001)
    #expect(abs(try #require(ceilings["brier"]) - brier) < 0.001)
    let defaulted = applicants.count { $0.defaulted }
    #expect(abs(Double(defaulted) / 20_000 - defaults) < 0.001)
    // Outcomes are draws from the probabilities: their sum lies within four standard deviations.
    let probabilities = applicants.compactMap(\.truth?.probability)
    let variance = probabilities.reduce(0) { $0 + $1 * (1 - $1) }
    #expect(abs(Double(defaulted) - probabilities.reduce(0, +)) < 4 * variance.squareRoot())
  }

  @Test("Ledgers add up: each closing balance is the last one and the month's flows")
  func ledgers() {
    for applicant in Samples.applicants(200) {
      let series = applicant.input.series
      for month in 1..<24 {
        let expected =
          series[Field.balance][month - 1] + series[Field.inflow][month]
          - series[Field.outflow][month]
        // Four amounts are rounded to the whole.
        #expect(abs(series[Field.balance][month] - expected) <= 2)
      }
      #expect(series[Field.overdraft].allSatisfy { (0...30).contains($0) })
    }
  }
}

/// An applicant with NaN made equal to itself.
struct Print: Hashable {
  let numbers: [UInt64]
  let categories: [Int]
  let series: [[Double]]
  let defaulted: Bool
  let groups: [String: String]

  init(_ applicant: Applicant) {
    numbers = applicant.input.numbers.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
    categories = applicant.input.categories
    series = applicant.input.series
    defaulted = applicant.defaulted
    groups = applicant.groups
  }
}
