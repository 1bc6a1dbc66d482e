import Classics
import WorkloadKit

/// The truth of the features: the terms of the default process, those that no one engineered too.
struct TrueFeatures: Stage {
  var parameters: Int { 0 }

  /// The units of the application that each term of the process reads, in the order of the terms.
  static let units: [[Int]] = {
    let form = EmbeddedCorpus.form
    let field = EmbeddedCorpus.Field.self
    let inflow = form.unit(series: field.inflow)
    let outflow = form.unit(series: field.outflow)
    let purpose = form.unit(category: field.purpose)
    let housing = form.unit(category: field.housing)
    return [
      [field.debt, field.income], [field.amount, field.term, field.income], [inflow],
      [inflow, form.unit(series: field.balance)], [field.delinquencies],
      [form.unit(series: field.overdraft)], [field.employment], [purpose, housing],
      [inflow], [inflow, outflow], [outflow, inflow], [inflow], [purpose, housing, field.term],
    ]
  }()

  /// One number for each term of a complete application.
  func run(_ application: Application) throws(WorkloadError) -> [CharacteristicValue] {
    DefaultProcess.terms(of: application).map { .number($0) }
  }
}

/// The rules where the features are the process's terms: no written rule is about one.
struct NoRules: Stage {
  var parameters: Int { 0 }

  func run(_ features: [CharacteristicValue]) throws(WorkloadError) -> RuledFeatures {
    RuledFeatures(values: features)
  }
}

/// The truth of the scorecard: the log-odds that the process gives to its terms.
struct TrueScorecard: Stage {
  let process: DefaultProcess

  var parameters: Int { 0 }

  func run(_ terms: RuledFeatures) throws(WorkloadError) -> Double {
    process.logOdds(
      terms: terms.values.map { value in
        if case .number(let number) = value { number } else { 0 }
      })
  }
}
