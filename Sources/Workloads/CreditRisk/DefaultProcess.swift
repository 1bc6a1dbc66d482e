import NumericCore

/// The documented function that turns a complete application into a probability of default.
///
/// Its log-odds are a weighted sum of two groups of terms, each group standardised to variance 1:
///
///     log-odds = intercept + strength · (√k · known + √(1 − k) · unknown)
///
/// where k is the corpus's `knowledge`. The *known* terms are smooth functions of the quantities
/// that a bank's scorecard team engineers (`Stages/FeatureEngineering.swift`); the *unknown* ones are
/// patterns of the same raw data that such a team does not engineer: the timing of a dip, the worst
/// month, an accelerating outflow, an alternating income, a three-way interaction of fields. At
/// k = 1 the hybrid's features span the process, at k = 0 none of them does; the network is given
/// neither group. Defaults are Bernoulli draws, so part of the outcome is noise to any answerer.
package struct DefaultProcess: Sendable {
  /// The slope of the log-odds in the standardised index; gives a Bayes-optimal AUC near 0.85.
  package static let strength = 1.7
  /// Gives about 23 % defaults.
  package static let intercept = -1.75

  /// The names of the terms, known ones first.
  package static let terms =
    [
      "debt over three yearly incomes", "instalment burden", "income trend",
      "volatility on a thin buffer", "delinquencies", "recent overdrafts", "employment",
      "purpose and housing",
    ] + [
      "dip a year ago", "worst month", "accelerating outflow", "alternating income",
      "purpose × housing × term",
    ]
  package static let knownTerms = 8

  package let knowledge: Double
  private let location: (known: Double, unknown: Double)
  private let spread: (known: Double, unknown: Double)

  /// Standardises both groups over a fixed sample of applicants.
  ///
  /// - Parameters:
  ///   - knowledge: the share k of the index's variance that known terms carry, in 0…1.
  ///   - sample: complete applications of the embedded corpus's form.
  package init(knowledge: Double, sample: [Application]) {
    self.knowledge = knowledge
    let sums = sample.map { Self.groupSums(Self.terms(of: $0)) }
    func moments(_ values: [Double]) -> (Double, Double) {
      let mean = LedgerMeasures.mean(values)
      let variance = LedgerMeasures.mean(values.map { ($0 - mean) * ($0 - mean) })
      return (mean, max(variance.squareRoot(), 1e-9))
    }
    let known = moments(sums.map(\.known))
    let unknown = moments(sums.map(\.unknown))
    location = (known.0, unknown.0)
    spread = (known.1, unknown.1)
  }

  /// The probability of default of a complete application, in 0…1.
  package func probability(terms: [Double]) -> Double {
    Double.logistic(logOdds(terms: terms))
  }

  /// The log-odds of default of a complete application.
  package func logOdds(terms: [Double]) -> Double {
    let sums = Self.groupSums(terms)
    let known = (sums.known - location.known) / spread.known
    let unknown = (sums.unknown - location.unknown) / spread.unknown
    let index = knowledge.squareRoot() * known + (1 - knowledge).squareRoot() * unknown
    return Self.intercept + Self.strength * index
  }

  /// By how much the log-odds rise with a term.
  func slope(ofTerm term: Int) -> Double {
    term < Self.knownTerms
      ? Self.strength * knowledge.squareRoot() / spread.known
      : Self.strength * (1 - knowledge).squareRoot() / spread.unknown
  }

  private static func groupSums(_ terms: [Double]) -> (known: Double, unknown: Double) {
    (terms.prefix(knownTerms).reduce(0, +), terms.dropFirst(knownTerms).reduce(0, +))
  }

  /// Every term of a complete application of the embedded corpus's form, in log-odds.
  package static func terms(of application: Application) -> [Double] {
    known(application) + unknown(application)
  }

  private static func known(_ application: Application) -> [Double] {
    let field = EmbeddedCorpus.Field.self
    let numbers = application.numbers
    let inflow = application.series[field.inflow]
    let balance = application.series[field.balance]
    let overdraft = application.series[field.overdraft]
    let income = numbers[field.income]
    let buffer = max(LedgerMeasures.recent(balance, months: 6) / LedgerMeasures.scale(inflow), 0)
    let debtYears = numbers[field.debt] / (12 * income)
    let burden = numbers[field.amount] / numbers[field.term] / income
    let risk = [0.0, -0.3, 0.1, 0.5, 0.35][application.categories[field.purpose]]
    let home = [-0.3, 0.15, 0.3][application.categories[field.housing]]
    return [
      1.5 * Double.logistic((debtYears - 3) / 0.3),
      1.6 * Double.tanh(2.5 * burden),
      -1.0 * Double.tanh(LedgerMeasures.yearlyTrend(inflow) / 0.15),
      3.0 * LedgerMeasures.volatility(inflow) * Double.exp(-buffer),
      0.5 * min(numbers[field.delinquencies], 4),
      1.0 * Double.tanh(overdraft.suffix(6).reduce(0, +) / 25),
      -0.8 * Double.tanh(numbers[field.employment] / 48),
      risk + home,
    ]
  }

  private static func unknown(_ application: Application) -> [Double] {
    let field = EmbeddedCorpus.Field.self
    let inflow = application.series[field.inflow]
    let outflow = application.series[field.outflow]
    let level = LedgerMeasures.scale(inflow)
    // Months 8 to 13 of 24: a dip about a year before the application.
    let dip = inflow[8..<14].map { max(0.75 - $0 / level, 0) }.reduce(0, +)
    let worst = zip(outflow, inflow).map { ($0 - $1) / level }.max() ?? 0
    let latest = LedgerMeasures.recent(outflow, months: 3)
    let before = LedgerMeasures.mean(outflow.dropLast(3).suffix(3))
    let earlier = LedgerMeasures.mean(outflow.dropLast(6).suffix(3))
    let acceleration = (latest - 2 * before + earlier) / level
    let deviations = inflow.map { $0 / level - 1 }
    let products = zip(deviations, deviations.dropFirst()).map { $0 * $1 }
    let power = LedgerMeasures.mean(deviations.map { $0 * $0 })
    let alternation = -LedgerMeasures.mean(products) / max(power, 1e-4)
    let business = application.categories[field.purpose] == 3
    let rents = application.categories[field.housing] == 1
    let long = application.numbers[field.term] > 36
    // The parity of three fields: no two of them say anything without the third.
    let parity = (business != rents) != long ? 0.5 : -0.5
    return [
      1.6 * Double.tanh(dip),
      1.2 * Double.tanh(2 * (worst - 0.6)),
      1.2 * Double.tanh(3 * acceleration),
      1.0 * Double.tanh(1.5 * alternation),
      parity,
    ]
  }
}
