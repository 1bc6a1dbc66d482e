import CreditRisk
import Records
import Testing
import WorkloadKit

@Suite("Applications and answers in words")
struct WordsTests {
  @Test("Each field has its value in words, an empty one says so")
  func fields() throws {
    let workload = try Samples.workload()
    var application = Samples.applicants(1)[0].input
    application.numbers = [2100, 64_000, 12_500.5, 36, .nan, 1, 120, 0]
    application.categories = [0, -1, 2, 5]
    application.series = [
      Array(repeating: 2000, count: 23) + [2240], Array(repeating: 1990, count: 24),
      Array(repeating: -310, count: 24), Array(repeating: 0, count: 24),
    ]
    #expect(
      workload.inWords(input: application) == [
        "monthly-income 2,100", "total-debt 64,000", "amount 12,500.5", "term-months 36",
        "employment-months not given", "delinquencies 1", "account-age-months 120",
        "dependants 0", "purpose car", "housing not given", "occupation temporary",
        "region coast",
        // The mean is (23 · 2000 + 2240) / 24 = 2010.
        "inflow 2,240 latest, 2,010 on average of 24",
        "outflow 1,990 latest, 1,990 on average of 24",
        "balance −310 latest, −310 on average of 24",
        "overdraft-days 0 latest, 0 on average of 24",
      ])
  }

  @Test(
    "An answer is a decision with its probability",
    arguments: [(0.314, true, "refused"), (0.0449, false, "approved")])
  func answers(probability: Double, refused: Bool, word: String) throws {
    let words = try Samples.workload()
      .inWords(answer: CreditAnswer(probability: probability, refused: refused))
    #expect(words == "\(word), probability of default \(refused ? "0.31" : "0.04")")
  }

  @Test("A protected column is in no input's words")
  func protected() throws {
    var file = LoanFile()
    file.columns.append(Column(name: "sex", role: .protected))
    for row in file.rows.indices { file.rows[row][2] = row.isMultiple(of: 2) ? "zzf" : "zzm" }
    let workload = try file.open()
    let items = try workload.division(LoanTableTests.trial(size: 40)).test
    #expect(items.count == 12 && items.allSatisfy { $0.groups["sex"]?.hasPrefix("zz") ?? false })
    for item in items {
      let words = workload.inWords(input: item.input)
      #expect(words.count == workload.units.count)
      #expect(words.allSatisfy { !$0.contains("sex") && !$0.contains("zz") }, "\(words)")
    }
  }
}
