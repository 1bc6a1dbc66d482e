import Classics
import CreditRisk
import NumericCore
import Records
import Testing
import WorkloadKit

@Suite("The hybrid's stages")
struct StageTests {
  typealias Field = EmbeddedCorpus.Field
  static let form = EmbeddedCorpus.form

  private func clean(_ applications: [Application], _ application: Application) throws
    -> Application
  {
    try Cleaning.fit(applications, form: Self.form).run(application)
  }

  @Test("Cleaning reads a missing income off the last year's inflows")
  func income() throws {
    var application = Samples.application
    application.numbers[Field.income] = .nan
    // Months 12…23 of the hand-made inflow, sorted; the upper median is the seventh.
    let sorted = application.series[Field.inflow].suffix(12).sorted()
    let cleaned = try clean([Samples.application], application)
    #expect(cleaned.numbers[Field.income] == sorted[6])
    #expect(cleaned.numbers[Field.income] == 3045)
  }

  @Test("Cleaning leaves other empty fields empty, for the scorecard's own bin")
  func missing() throws {
    var application = Samples.application
    application.numbers[Field.debt] = .nan
    application.categories[Field.housing] = -1
    let cleaned = try clean([Samples.application], application)
    #expect(cleaned.numbers[Field.debt].isNaN)
    #expect(cleaned.categories[Field.housing] == -1)
    #expect(cleaned.series == application.series)
  }

  @Test("Cleaning caps at the 0.5 and 99.5 % quantiles of what it was fitted on")
  func caps() throws {
    // 400 ages of account 1…400: the tails hold 2 each, so the limits are 3 and 398.
    let training = (1...400).map { age in
      var application = Samples.application
      application.numbers[Field.accountAge] = Double(age)
      return application
    }
    for (age, expected) in [(-5.0, 3.0), (1, 3), (3, 3), (200, 200), (398, 398), (1e9, 398)] {
      var application = Samples.application
      application.numbers[Field.accountAge] = age
      #expect(try clean(training, application).numbers[Field.accountAge] == expected)
    }
  }

  /// Printed by Tests/References/credit_risk.py; ratios worked out beside it.
  @Test(
    "Every engineered feature of a hand-made application is the one computed apart",
    arguments: [
      ("debt in yearly incomes", 3.2),  // 96 000 / (12 · 2500)
      ("instalment", 250),  // 12 000 / 48
      ("instalment over income", 0.1),
      ("inflow level", 2645), ("inflow in recent months", 3097.5),
      ("inflow trend", 0.189680282732), ("inflow volatility", 0.147264882174),
      ("lowest inflow", 1415),
      ("outflow level", 2530), ("outflow in recent months", 2710),
      ("outflow trend", 0.070115140058), ("outflow volatility", 0.069577926032),
      ("lowest outflow", 2350),
      ("balance level", 2475), ("balance in recent months", 3271.666666666667),
      ("balance trend", 0.431304347826), ("balance volatility", 0.017831993030),
      ("lowest balance", 1500),
      ("overdraft-days level", 0.833333333333), ("overdraft-days trend", 0.313043478261),
      ("buffer in monthly inflows", 1.236925015753),
      ("volatile inflow on a thin buffer", 0.042747378380),
      ("overdraft days in six months", 8),
      ("employment-months", 30), ("delinquencies", 2),
    ])
  func features(name: String, expected: Double) throws {
    let stage = FeatureEngineering(form: Self.form)
    let position = try #require(stage.features.firstIndex { $0.name == name })
    guard case .number(let value) = try stage.run(Samples.application)[position] else {
      Issue.record("\(name) is no number")
      return
    }
    #expect(abs(value - expected) < 1e-11 * max(1, abs(expected)))
  }

  @Test("Categories stand for themselves, and empty fields make their features missing")
  func missingFeatures() throws {
    let stage = FeatureEngineering(form: Self.form)
    func value(_ name: String, _ application: Application) throws -> CharacteristicValue {
      let position = try #require(stage.features.firstIndex { $0.name == name })
      return try stage.run(application)[position]
    }
    var application = Samples.application
    #expect(try value("purpose", application) == .level("business"))
    application.numbers[Field.debt] = .nan
    application.categories[Field.purpose] = -1
    #expect(try value("purpose", application) == .missing)
    #expect(try value("debt in yearly incomes", application) == .missing)
    #expect(try value("instalment over income", application) == .number(0.1))
  }

  @Test("A form without meanings or series has its fields as features and no rules")
  func plainForm() throws {
    let form = ApplicationForm(
      numbers: [.init("x"), .init("y")], categories: [.init("z", levels: ["a"])], series: [],
      months: 0)
    let features = FeatureEngineering(form: form).listed
    #expect(features.map(\.name) == ["x", "y", "z"])
    #expect(PolicyRules(features: features).rules.isEmpty)
  }

  @Test(
    "A policy rule is broken above its limit, kept at it, and missing without its feature",
    arguments: [
      ("P1", "debt in yearly incomes", 3, 3.01), ("P2", "instalment over income", 0.3, 0.31),
      ("P3", "delinquencies", 1, 2), ("P4", "overdraft days in six months", 30, 31),
    ])
  func rules(code: String, feature: String, kept: Double, broken: Double) throws {
    let features = FeatureEngineering(form: Self.form).listed
    let rules = PolicyRules(features: features)
    #expect(rules.rules.map(\.code) == ["P1", "P2", "P3", "P4"])
    let rule = try #require(rules.rules.firstIndex { $0.code == code })
    let position = try #require(features.firstIndex { $0.name == feature })
    #expect(rules.positions[rule] == position)
    for (value, level) in [
      (CharacteristicValue.number(kept), CharacteristicValue.level("kept")),
      (.number(broken), .level("broken")), (.missing, .missing),
    ] {
      var values = [CharacteristicValue](repeating: .missing, count: features.count)
      values[position] = value
      let ruled = try rules.run(values).values
      #expect(Array(ruled.prefix(features.count)) == values)
      #expect(ruled[features.count + rule] == level)
    }
  }

  @Test("Calibrated probabilities match how often loans default, in each fifth of the ranking")
  func calibration() throws {
    let workload = try Samples.workload()
    let division = try workload.division(
      Samples.trial(.hybrid, size: 1200, testItems: 4000))
    let hybrid = try workload.train(
      .hybrid, on: division.training, configurations: 1, seed: 1
    ).candidate
    let answers = try division.test.map {
      (try hybrid.answer($0.input).probability, $0.defaulted)
    }.sorted { $0.0 < $1.0 }
    for fifth in 0..<5 {
      let part = answers[fifth * 800..<(fifth + 1) * 800]
      let predicted = part.reduce(0) { $0 + $1.0 } / 800
      let observed = Double(part.count { $0.1 }) / 800
      // Four standard errors of a share of 800, and the calibration's own error on 1200 examples.
      let error = 4 * (predicted * (1 - predicted) / 800).squareRoot() + 0.03
      #expect(abs(predicted - observed) < error, "fifth \(fifth): \(predicted), \(observed)")
    }
  }
}
