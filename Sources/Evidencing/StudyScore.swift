import Figures
import Records
import Scores
import Statistics

/// The headline score of a study's arms, and the paired difference of two of them.
///
/// The designs are those of the main scores: repetition × item, by mean squares where the score is a
/// mean over items and by the bootstrap elsewhere.
struct StudyScore {
  let score: any Score
  let margin: Double
  let seed: UInt64

  /// The score of an arm; nil where no repetition completed, or the score has no value on these items.
  func estimate(_ arm: StudyArm) -> Estimate? {
    outcome([(arm, 1)], arm.repetitions).map { score.kind.bounded($0.estimate(0.95)) }
  }

  /// One arm less another, of each pair of a family, over the repetitions that both completed.
  ///
  /// The levels are those of ``StepDown``. Nil where a pair has no such repetition. A verdict is nil
  /// where a budget stopped a trial of either.
  ///
  /// - Throws: ``EvidenceError`` where the two of a pair answered other items.
  func differences(
    _ pairs: [(one: StudyArm, other: StudyArm)]
  ) throws(EvidenceError) -> [Contrast?] {
    var outcomes: [Outcome?] = []
    for (one, other) in pairs {
      try checkItems(one, other)
      let common = one.repetitions.filter { other.sheets[$0] != nil }
      outcomes.append(outcome([(one, 1), (other, -1)], common))
    }
    let known = outcomes.compactMap(\.self)
    var levels = StepDown.levels(
      known.map { outcome in StepDown.pValue { outcome.estimate($0).interval } })[...]
    return zip(pairs, outcomes).map { pair, outcome in
      guard let outcome, let level = levels.popFirst() else { return nil }
      let isFair = !pair.one.isUndertrained && !pair.other.isUndertrained
      return Judgement(kind: score.kind, carriesVerdict: isFair).difference(
        outcome.estimate(level), margin: margin
      ) { settledBy(outcome.components, $0, level: level) }
    }
  }

  private func checkItems(_ one: StudyArm, _ other: StudyArm) throws(EvidenceError) {
    guard !one.answersSameItems(as: other) else { return }
    throw EvidenceError(
      code: .differentItems, trial: nil,
      problem: "\(one.label) and \(other.label) of \(one.architecture.rawValue) and"
        + " \(other.architecture.rawValue) answered other items, or items with other outcomes",
      remedy: "delete the files of the study's trials and resume the run")
  }

  /// A value and what its variance is made of.
  private struct Outcome {
    let value: Double
    let components: VarianceComponents
    let method: String

    init(_ estimate: Estimate, _ components: VarianceComponents) {
      (value, method) = (estimate.value, estimate.method)
      self.components = components
    }

    func estimate(_ level: Double) -> Estimate {
      components.estimate(value, level: level, method: method)
    }
  }

  /// The weighted sum of the arms' scores; nil where it has no value.
  private func outcome(
    _ arms: [(arm: StudyArm, sign: Double)], _ repetitions: [Int]
  ) -> Outcome? {
    guard let first = repetitions.first.flatMap({ arms[0].arm.sheets[$0]?.first }) else {
      return nil
    }
    do {
      guard try score.strata(of: first.items) != nil else {
        return try bootstrapped(arms, repetitions, items: first.items.count)
      }
      let values = try repetitions.map { repetition in
        try contributions(arms.map { ($0.arm.sheets[repetition] ?? [], $0.sign) })
      }
      // Repetition, then stratum, to stratum, then repetition.
      let strata = (values.first ?? []).indices.map { index in values.map { $0[index] } }
      let design = try CrossedDesign(strata: strata)
      return Outcome(design.estimate(), design.components)
    } catch {
      return nil
    }
  }

  /// The items' contributions in one repetition by stratum: each arm's mean over its sites, with its sign.
  private func contributions(
    _ arms: [(sheets: [AnswerSheet], sign: Double)]
  ) throws -> [[Double]] {
    var sums: [[Double]] = []
    for (sheets, sign) in arms {
      let share = sign / Double(sheets.count)
      for sheet in sheets {
        let strata = try score.strata(of: sheet.items) ?? []
        if sums.isEmpty { sums = strata.map { $0.contributions.map { _ in 0 } } }
        for (index, stratum) in strata.enumerated() {
          for (item, value) in stratum.contributions.enumerated() {
            sums[index][item] += share * value
          }
        }
      }
    }
    return sums
  }

  private func bootstrapped(
    _ arms: [(arm: StudyArm, sign: Double)], _ repetitions: [Int], items: Int
  ) throws -> Outcome {
    let sheets = arms.map { arm in repetitions.map { arm.arm.sheets[$0] ?? [] } }
    let resampled = sheets.map { $0.map { ResampledScore(score, $0.map(\.items)) } }
    let rows = sheets.joined().reduce(0) { $0 + $1.count } * items
    let bootstrap = try CrossedBootstrap(
      seeds: repetitions.count, items: items, draws: BootstrapCost.draws(rows: rows), seed: seed
    ) { repetition, rows in
      var sum = 0.0
      for (arm, sign) in arms.map(\.sign).enumerated() {
        let sites = sheets[arm][repetition].indices
        for site in sites {
          guard let value = resampled[arm][repetition].value(site, rows) else { return nil }
          sum += sign * value / Double(sites.count)
        }
      }
      return sum
    }
    return Outcome(bootstrap.estimate(), bootstrap.components)
  }

  /// The repetitions of a fresh run that would settle it, at its level.
  private func settledBy(
    _ components: VarianceComponents, _ widths: SettlingWidths, level: Double
  ) -> String? {
    guard components.seed != nil else { return Settlement.oneTraining }
    func repetitions(_ halfWidth: Double) -> Int? {
      let needed = try? components.freshRunNeeded(margin: halfWidth, level: level)
      guard let enough = needed?.seeds, enough <= Settlement.most else { return nil }
      return max(enough, components.seeds)
    }
    let always = repetitions(widths.always).map { "\($0) repetitions" }
    let otherwise = always ?? "more test items or a wider indifference margin"
    guard let likely = repetitions(widths.asMeasured) else { return otherwise }
    return "a fresh run with about \(likely) repetitions if the difference is as measured; whatever"
      + " the truth is, \(otherwise)"
  }
}
