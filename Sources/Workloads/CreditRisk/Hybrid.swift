#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
package import Classics
package import Explaining
package import ModelFiles
import NumericCore
package import Records
package import WorkloadKit

/// The staged candidate, as a bank builds it.
///
///     application ─► cleaning ─► features ─► policy rules ─► scorecard ─► calibration ─► probability
///
/// Every stage can be swapped for another of its type: an oracle, a learned one, one that fails.
package struct Hybrid: Candidate {
  /// What training found, and what a model file holds.
  package struct Fitted: Codable, Sendable {
    package var cleaning: Cleaning
    package var features: FeatureEngineering
    package var rules: PolicyRules
    package var scorecard: ScorecardStage
    package var calibration: CalibrationStage
    /// The probability above which the candidate refuses.
    package var cutOff: Double
  }

  static let kind = "credit-risk/hybrid"

  package let fitted: Fitted
  package var cleaning: any Stage<Application, Application>
  package var features: any Stage<Application, [CharacteristicValue]>
  package var rules: any Stage<[CharacteristicValue], RuledFeatures>
  package var scorecard: any Stage<RuledFeatures, Double>
  package var calibration: any Stage<Double, Double>

  init(_ fitted: Fitted) {
    self.fitted = fitted
    cleaning = fitted.cleaning
    features = fitted.features
    rules = fitted.rules
    scorecard = fitted.scorecard
    calibration = fitted.calibration
  }

  package var stageParameters: [NamedCount] {
    [
      NamedCount(name: "cleaning", count: cleaning.parameters),
      NamedCount(name: "features", count: features.parameters),
      NamedCount(name: "policy rules", count: rules.parameters),
      NamedCount(name: "scorecard", count: scorecard.parameters),
      NamedCount(name: "calibration", count: calibration.parameters),
    ]
  }

  package func answer(_ application: Application) throws(WorkloadError) -> CreditAnswer {
    let clean = try cleaning.run(application)
    let ruled = try rules.run(try features.run(clean))
    let probability = try calibration.run(try scorecard.run(ruled))
    return CreditAnswer(probability: probability, refused: probability > fitted.cutOff)
  }

  package var explanationMethod: String { "reason codes of the scorecard" }

  /// The card's principal reasons: points lost against the average applicant, most first.
  package func explain(_ application: Application) throws(WorkloadError) -> Explanation {
    let ruled = try rules.run(try features.run(try cleaning.run(application)))
    let reasons = fitted.scorecard.card.reasons(for: ruled.values).map { reason in
      let list = fitted.features.features
      let isRule = reason.position >= list.count
      let rule = isRule ? fitted.rules.rules[reason.position - list.count] : nil
      let feature = isRule ? fitted.rules.positions[reason.position - list.count] : reason.position
      let text =
        rule.map { "\($0.code): \($0.text)" } ?? "\(reason.characteristic): \(reason.attribute)"
      return NamedReason(text: text, units: list[feature].units, weight: reason.lost)
    }
    return Explanation(reasons: reasons)
  }

  package func randomised(seed: UInt64) -> any Candidate<Application, CreditAnswer> {
    var generator = SeededGenerator(seed: seed, "credit-risk", "randomised scorecard")
    var copy = fitted
    copy.scorecard.card = fitted.scorecard.card.randomised(using: &generator)
    return Hybrid(copy)
  }

  package func file() -> ModelFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Every number in it is finite, so encoding cannot fail.
    let json = (try? encoder.encode(fitted)) ?? Data()
    return ModelFile(
      kind: Self.kind, metadata: ["pipeline": String(decoding: json, as: UTF8.self)])
  }

  init(file: ModelFile) throws {
    try file.expect(kind: Self.kind)
    let json = Data((file.metadata["pipeline"] ?? "").utf8)
    do {
      self.init(try JSONDecoder().decode(Fitted.self, from: json))
    } catch {
      throw WorkloadError(
        "the model file holds no pipeline: \(error.localizedReason)", at: "credit-risk/hybrid",
        remedy: "train the model again with this version of assay")
    }
  }
}

extension Hybrid {
  /// A configuration of the scorecard.
  private struct Setting {
    var bins: Int
    var penalty: Double
    var monotone: Bool
  }

  /// The grid, most ordinary first: a plan that tries fewer takes a prefix.
  ///
  /// Monotone bins come first, as they do in a bank: a reason that turns round in the middle of a
  /// scale cannot be told to an applicant.
  private static let grid: [Setting] = [
    Setting(bins: 6, penalty: 1, monotone: true),
    Setting(bins: 4, penalty: 10, monotone: true),
    Setting(bins: 8, penalty: 3, monotone: false),
    Setting(bins: 3, penalty: 1, monotone: true),
    Setting(bins: 10, penalty: 10, monotone: true),
    Setting(bins: 6, penalty: 30, monotone: false),
    Setting(bins: 12, penalty: 10, monotone: false),
    Setting(bins: 5, penalty: 0.1, monotone: true),
  ]
  static var configurations: Int { grid.count }

  /// Chooses a configuration and fits it on all applicants.
  static func train(
    _ applicants: [Applicant], form: ApplicationForm, configurations: Int, seed: UInt64
  ) throws -> Trained<Application, CreditAnswer> {
    let settings = grid.prefix(configurations).map { setting in
      (
        setting: setting,
        numbers: [
          "maximum-bins": Double(setting.bins), "penalty": setting.penalty,
          "monotone": setting.monotone ? 1 : 0,
        ]
      )
    }
    let choice = try Tuning(settings: settings, seed: seed).choose(applicants) {
      setting, training, validation in
      let stages = try fit(training, form: form, setting)
      let logits = try validation.map { try stages.logit($0.input) }
      return .init(logits: logits, steps: stages.steps, epochs: 1, reachedPlateau: stages.converged)
    }
    let stages = try fit(applicants, form: form, grid[choice.index])
    let candidate = Hybrid(
      Fitted(
        cleaning: stages.cleaning, features: stages.features, rules: stages.rules,
        scorecard: stages.scorecard, calibration: CalibrationStage(calibration: choice.calibration),
        cutOff: choice.cutOff))
    return Trained(
      candidate: candidate,
      summary: TrainingSummary(
        configurations: choice.records, chosen: choice.index, steps: stages.steps,
        trainingExamples: choice.trainingExamples, validationExamples: choice.validationExamples))
  }

  /// The stages up to the scorecard, fitted.
  private struct Stages {
    package var cleaning: Cleaning
    var features: FeatureEngineering
    var rules: PolicyRules
    var scorecard: ScorecardStage
    var steps: Int
    var converged: Bool

    func logit(_ application: Application) throws(WorkloadError) -> Double {
      try scorecard.run(try rules.run(try features.run(try cleaning.run(application))))
    }
  }

  private static func fit(
    _ applicants: [Applicant], form: ApplicationForm, _ setting: Setting
  ) throws -> Stages {
    let cleaning = Cleaning.fit(applicants.map(\.input), form: form)
    let features = FeatureEngineering(form: form)
    let rules = PolicyRules(features: features.features)
    let rows = try applicants.map { applicant in
      try rules.run(try features.run(try cleaning.run(applicant.input))).values
    }
    let names = features.features.map(\.name) + rules.rules.map(\.code)
    let characteristics = names.enumerated().map { column, name in
      Characteristic(name: name, column: Self.column(rows.map { $0[column] }))
    }
    var options = Scorecard.Options()
    options.binner.maximumBins = setting.bins
    options.binner.monotone = setting.monotone
    // Neighbours that χ² hardly tells apart merge; the penalty does the rest.
    options.binner.mergeBelow = 1
    options.regression.penalty = setting.penalty
    let card = try Scorecard.fit(
      characteristics, bad: applicants.map(\.defaulted), options: options)
    return Stages(
      cleaning: cleaning, features: features, rules: rules, scorecard: ScorecardStage(card: card),
      steps: card.iterations, converged: card.converged)
  }

  static func column(_ values: [CharacteristicValue]) -> CharacteristicColumn {
    let hasLevels = values.contains { value in
      if case .level = value { true } else { false }
    }
    if hasLevels {
      return .categorical(
        values.map { value in
          if case .level(let level) = value { level } else { nil }
        })
    }
    return .numeric(
      values.map { value in
        if case .number(let number) = value { number } else { nil }
      })
  }
}
