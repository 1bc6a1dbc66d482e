package import NumericCore

/// Applicants from a seed, by a documented process whose truth is known.
///
/// Each applicant is drawn in three steps: a person (income, stability, spending, buffer, group), a
/// ledger of 24 months simulated from the person, and an application in which some fields are left
/// empty. The default process reads the complete application; candidates read the empty fields as
/// empty. The protected group shifts incomes and so reaches the outcome only through them.
package struct EmbeddedCorpus: Sendable {
  /// Indices of the form's fields.
  package enum Field {
    package static let income = 0
    package static let debt = 1
    package static let amount = 2
    package static let term = 3
    package static let employment = 4
    package static let delinquencies = 5
    package static let accountAge = 6
    package static let dependants = 7
    package static let purpose = 0
    package static let housing = 1
    package static let occupation = 2
    package static let region = 3
    package static let inflow = 0
    package static let outflow = 1
    package static let balance = 2
    package static let overdraft = 3
  }

  package static let months = 24
  package static let form = ApplicationForm(
    numbers: [
      .init("monthly-income", meaning: "income"), .init("total-debt", meaning: "debt"),
      .init("amount", meaning: "amount"), .init("term-months", meaning: "term"),
      .init("employment-months", meaning: "employment"),
      .init("delinquencies", meaning: "delinquencies"), .init("account-age-months"),
      .init("dependants"),
    ],
    categories: [
      .init("purpose", levels: ["car", "home", "education", "business", "consolidation"]),
      .init("housing", levels: ["owner", "tenant", "other"]),
      .init("occupation", levels: ["salaried", "self-employed", "temporary"]),
      .init("region", levels: ["north", "east", "south", "west", "centre", "coast"]),
    ],
    series: ["inflow", "outflow", "balance", "overdraft-days"], months: months)

  package let process: DefaultProcess

  package init(knowledge: Double) {
    // The sample that standardises the process is part of its definition: its seed never varies.
    var generator = SeededGenerator(seed: 0, "credit-risk", "standardisation")
    let sample = (0..<2000).map { _ in Self.person(id: "", &generator).application }
    process = DefaultProcess(knowledge: knowledge, sample: sample)
  }

  /// The first `count` applicants of a stream.
  package func applicants(_ count: Int, prefix: String, generator: SeededGenerator) -> [Applicant] {
    var generator = generator
    return (0..<count).map { index in applicant(id: "\(prefix)\(index)", &generator) }
  }

  /// The start of a run's stream of test applicants.
  static func testGenerator(seed: UInt64) -> SeededGenerator {
    SeededGenerator(seed: seed, "credit-risk", "test")
  }

  /// The next applicant of a stream.
  func applicant(id: String, _ generator: inout SeededGenerator) -> Applicant {
    let (complete, group) = Self.person(id: id, &generator)
    let terms = DefaultProcess.terms(of: complete)
    let probability = process.probability(terms: terms)
    let defaulted = generator.bernoulli(probability)
    var input = complete
    let selfEmployed = complete.categories[Field.occupation] == 1
    if generator.bernoulli(selfEmployed ? 0.18 : 0.03) { input.numbers[Field.income] = .nan }
    if generator.bernoulli(0.06) { input.numbers[Field.employment] = .nan }
    if generator.bernoulli(0.04) { input.numbers[Field.debt] = .nan }
    if generator.bernoulli(0.05) { input.categories[Field.housing] = -1 }
    return Applicant(
      input: input, defaulted: defaulted, groups: ["group": group],
      truth: .init(probability: probability, application: complete, terms: terms))
  }

  /// Draws a person and the complete application, amounts in euro rounded to the whole.
  private static func person(
    id: String, _ generator: inout SeededGenerator
  ) -> (application: Application, group: String) {
    let group = generator.bernoulli(0.3) ? "B" : "A"
    let occupation = choice([0.68, 0.18, 0.14], &generator)
    let logIncome = 7.9 + 0.42 * generator.normal() - (group == "B" ? 0.12 : 0)
    let income = Double.exp(logIncome - (occupation == 2 ? 0.25 : 0))
    let ledger = ledger(income: income, occupation: occupation, &generator)
    let declared = income * Double.exp(0.06 * generator.normal())
    let yearsOfDebt = Double.exp(0.55 + 0.75 * generator.normal())
    let term = [12.0, 24, 36, 48, 60, 72][choice([0.1, 0.2, 0.25, 0.2, 0.15, 0.1], &generator)]
    let amount = income * Double.exp(1.4 + 0.6 * generator.normal()) * (term / 36).squareRoot()
    let employment = 90 * generator.gamma(shape: 1.1) * (occupation == 2 ? 0.3 : 1)
    let strained = yearsOfDebt > 3 ? 0.9 : 0.35
    let delinquencies = (0..<6).count { _ in generator.bernoulli(strained / 6) }
    let application = Application(
      id: id,
      numbers: [
        declared.rounded(), (12 * income * yearsOfDebt).rounded(), amount.rounded(), term,
        employment.rounded(), Double(delinquencies), (24 + 120 * generator.uniform()).rounded(),
        Double(choice([0.45, 0.25, 0.2, 0.1], &generator)),
      ],
      categories: [
        choice([0.3, 0.2, 0.1, 0.2, 0.2], &generator), choice([0.4, 0.45, 0.15], &generator),
        occupation, generator.index(below: 6),
      ],
      series: ledger)
    return (application, group)
  }

  /// Simulates 24 months: inflow, outflow and closing balance in euro, days overdrawn.
  private static func ledger(
    income: Double, occupation: Int, _ generator: inout SeededGenerator
  ) -> [[Double]] {
    let noise = Double.exp([-3.0, -1.5, -1.9][occupation] + 0.5 * generator.normal())
    let monthlyTrend = 0.009 * generator.normal()
    let spending = 0.955 + 0.05 * generator.normal()
    // Some are paid in alternating large and small months.
    let alternation = generator.bernoulli(0.3) ? 0.25 * generator.uniform() : 0
    let hasShock = generator.bernoulli(0.4)
    let shockStart = generator.index(below: months)
    let shockMonths = 2 + generator.index(below: 3)
    let shockDepth = generator.uniform(0.3, 0.8)
    let surge = generator.bernoulli(0.25) ? generator.uniform(0.1, 0.5) : 0
    var balance = income * Double.exp(0.2 + 0.9 * generator.normal())
    var series = [[Double]](repeating: [], count: 4)
    for month in 0..<months {
      let time = Double(month - (months - 1))
      var inflow = income * (1 + monthlyTrend * time) * Double.exp(noise * generator.normal())
      inflow *= month.isMultiple(of: 2) ? 1 + alternation : 1 - alternation
      if hasShock && (shockStart..<shockStart + shockMonths).contains(month) {
        inflow *= 1 - shockDepth
      }
      var outflow = income * spending * Double.exp(0.12 * generator.normal())
      if month >= months - 3 { outflow *= 1 + surge * Double(month - (months - 4)) / 3 }
      let closing = max(balance + inflow - outflow, -2 * income)
      outflow = balance + inflow - closing
      balance = closing
      let depth = max(-closing / income, 0)
      let days = (30 * Double.tanh(3 * depth)).rounded()
      for (index, value) in [inflow.rounded(), outflow.rounded(), closing.rounded(), days]
        .enumerated()
      { series[index].append(value) }
    }
    return series
  }

  /// An index drawn with the given probabilities, which sum to one.
  private static func choice(_ shares: [Double], _ generator: inout SeededGenerator) -> Int {
    var rest = generator.uniform()
    for (index, share) in shares.enumerated() {
      rest -= share
      if rest < 0 { return index }
    }
    return shares.count - 1
  }
}
