package import Classics
import NumericCore
package import WorkloadKit

/// A feature by name, and the units of the application that it is made of.
package struct ListedFeature: Sendable, Equatable {
  package var name: String
  package var units: [Int]
}

/// The second stage: the quantities that a scorecard team engineers from a clean application.
///
/// Every field stands for itself; fields whose meaning is known give ratios; every series gives
/// level, recent level, trend, volatility and lowest month, and the ledger's own measures (buffer,
/// overdraft days) where its series are there. Nothing is learned.
package struct FeatureEngineering: Stage, Codable {
  /// What a feature is computed from, and how.
  package enum Formula: Codable, Sendable, Equatable {
    case number(Int)
    case category(Int)
    case debtYears(debt: Int, income: Int)
    case instalment(amount: Int, term: Int)
    case burden(amount: Int, term: Int, income: Int)
    case level(Int)
    case recentLevel(Int)
    case trend(Int)
    case volatility(Int)
    case lowest(Int)
    case buffer(balance: Int, inflow: Int)
    case exposedVolatility(balance: Int, inflow: Int)
    case recentSum(Int)
  }

  /// One feature of the list.
  package struct Feature: Codable, Sendable, Equatable {
    package var name: String
    package var formula: Formula
    /// The units of the application that the feature is made of.
    package var units: [Int]
  }

  package var form: ApplicationForm
  package var features: [Feature]

  package var parameters: Int { 0 }

  /// The features that a form allows.
  package init(form: ApplicationForm) {
    self.form = form
    var features = form.numbers.enumerated().map { index, field in
      Feature(name: field.name, formula: .number(index), units: [form.unit(number: index)])
    }
    features += form.categories.enumerated().map { index, field in
      Feature(name: field.name, formula: .category(index), units: [form.unit(category: index)])
    }
    features += Self.ratios(form)
    for (index, name) in form.series.enumerated() where form.months >= 6 {
      let unit = [form.unit(series: index)]
      features += [
        Feature(name: "\(name) level", formula: .level(index), units: unit),
        Feature(name: "\(name) in recent months", formula: .recentLevel(index), units: unit),
        Feature(name: "\(name) trend", formula: .trend(index), units: unit),
        Feature(name: "\(name) volatility", formula: .volatility(index), units: unit),
        Feature(name: "lowest \(name)", formula: .lowest(index), units: unit),
      ]
    }
    features += Self.ledgerMeasures(form)
    self.features = features
  }

  private static func ratios(_ form: ApplicationForm) -> [Feature] {
    var features: [Feature] = []
    let income = form.number(meaning: "income")
    if let debt = form.number(meaning: "debt"), let income {
      features.append(
        Feature(
          name: "debt in yearly incomes", formula: .debtYears(debt: debt, income: income),
          units: [debt, income]))
    }
    if let amount = form.number(meaning: "amount"), let term = form.number(meaning: "term") {
      features.append(
        Feature(
          name: "instalment", formula: .instalment(amount: amount, term: term),
          units: [amount, term]))
      if let income {
        features.append(
          Feature(
            name: "instalment over income",
            formula: .burden(amount: amount, term: term, income: income),
            units: [amount, term, income]))
      }
    }
    return features
  }

  private static func ledgerMeasures(_ form: ApplicationForm) -> [Feature] {
    var features: [Feature] = []
    guard form.months >= 6 else { return features }
    if let balance = form.series(named: "balance"), let inflow = form.series(named: "inflow") {
      let units = [form.unit(series: balance), form.unit(series: inflow)]
      features += [
        Feature(
          name: "buffer in monthly inflows", formula: .buffer(balance: balance, inflow: inflow),
          units: units),
        Feature(
          name: "volatile inflow on a thin buffer",
          formula: .exposedVolatility(balance: balance, inflow: inflow), units: units),
      ]
    }
    if let overdraft = form.series(named: "overdraft-days") {
      features.append(
        Feature(
          name: "overdraft days in six months", formula: .recentSum(overdraft),
          units: [form.unit(series: overdraft)]))
    }
    return features
  }

  /// The features' names and units.
  package var listed: [ListedFeature] {
    features.map { ListedFeature(name: $0.name, units: $0.units) }
  }

  /// The same stage with the features of some indices alone.
  func keeping(_ isKept: (Int) -> Bool) -> FeatureEngineering {
    var some = self
    some.features = features.enumerated().filter { isKept($0.offset) }.map(\.element)
    return some
  }

  /// One value for each feature, in order; what cannot be computed is missing.
  package func run(_ application: Application) throws(WorkloadError) -> [CharacteristicValue] {
    features.map { value($0.formula, application) }
  }

  private func value(_ formula: Formula, _ application: Application) -> CharacteristicValue {
    let numbers = application.numbers
    let series = application.series
    let number: Double
    switch formula {
    case .category(let index):
      let level = application.categories[index]
      return level < 0 ? .missing : .level(form.categories[index].levels[level])
    case .number(let index): number = numbers[index]
    case .debtYears(let debt, let income): number = numbers[debt] / (12 * max(numbers[income], 1))
    case .instalment(let amount, let term): number = numbers[amount] / max(numbers[term], 1)
    case .burden(let amount, let term, let income):
      number = numbers[amount] / max(numbers[term], 1) / max(numbers[income], 1)
    case .level(let index): number = LedgerMeasures.mean(series[index])
    case .recentLevel(let index): number = LedgerMeasures.recent(series[index], months: 6)
    case .trend(let index): number = LedgerMeasures.yearlyTrend(series[index])
    case .volatility(let index): number = LedgerMeasures.volatility(series[index])
    case .lowest(let index): number = series[index].min() ?? .nan
    case .buffer(let balance, let inflow): number = buffer(series[balance], series[inflow])
    case .exposedVolatility(let balance, let inflow):
      number =
        LedgerMeasures.volatility(series[inflow])
        * Double.exp(-max(buffer(series[balance], series[inflow]), 0))
    case .recentSum(let index): number = series[index].suffix(6).reduce(0, +)
    }
    return number.isNaN ? .missing : .number(number)
  }

  private func buffer(_ balance: [Double], _ inflow: [Double]) -> Double {
    LedgerMeasures.recent(balance, months: 6) / LedgerMeasures.scale(inflow)
  }
}
