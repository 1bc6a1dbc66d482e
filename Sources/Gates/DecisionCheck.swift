import Figures
import Records
import Statistics
import StrictYAML

/// The decision of a run held against the one that a gate expects.
struct DecisionCheck {
  private let threshold: Threshold
  private let rule: DecisionRule
  private let decision: Decision

  init(_ threshold: Threshold, _ rule: DecisionRule, _ decision: Decision) {
    self.threshold = threshold
    self.rule = rule
    self.decision = decision
  }

  var check: GateCheck {
    var check = GateCheck(
      threshold: threshold.text, line: threshold.position.line, column: threshold.position.column,
      figure: "decision", architecture: Architecture(rawValue: rule.outcome.rawValue),
      verdict: .met, scale: rule.acceptability == nil ? .outcome : .share,
      direction: .higherIsBetter, limit: rule.acceptability,
      explanation: "The decision is \(decision.outcome.rawValue).")
    if let share { check.observed = share }
    guard decision.outcome == rule.outcome else {
      check.explanation =
        "The decision is \(decision.outcome.rawValue), not \(rule.outcome.rawValue):"
        + " \(decision.summary)"
      let isOpen = decision.outcome == .cannotTellYet
      check.verdict = isOpen ? .inconclusive : .unmet
      if isOpen { check.settledBy = decision.nextMeasurement ?? "Run with a greater effort." }
      return check
    }
    guard let least = rule.acceptability else { return check }
    judge(&check, least)
    return check
  }

  private func judge(_ check: inout GateCheck, _ least: Double) {
    guard let interval = share?.interval else {
      check.verdict = .inconclusive
      check.explanation += " Nothing was ranked, so there is no acceptability."
      check.settledBy = "See with 'assay show RUN' what kept the candidates from being ranked."
      return
    }
    check.verdict = RequirementVerdict(
      interval: interval, limit: least, direction: .higherIsBetter)
    let reason =
      switch check.verdict {
      case .met: " It ranks first often enough."
      case .unmet: " It ranks first too rarely."
      case .inconclusive: " It ranks first about as often as asked for; the draws tell no finer."
      }
    check.explanation += reason
    if check.verdict == .inconclusive {
      check.settledBy =
        "Ask for \(Format.setting(decimals(interval.lower), .dimensionless)) or less, or "
        + (decision.nextMeasurement.map { "measure more: \($0)" } ?? "run with a greater effort.")
    }
  }

  /// How often the outcome ranks first, with the Monte-Carlo error of the draws (Wilson).
  private var share: Estimate? {
    guard let acceptability = decision.acceptability,
      let architecture = Architecture(rawValue: rule.outcome.rawValue),
      let share = acceptability.firstRank[architecture], (0...1).contains(share)
    else { return nil }
    guard let count = Int(exactly: (share * Double(acceptability.draws)).rounded()) else {
      return nil
    }
    return Proportion.wilson(count, of: acceptability.draws)
  }

  private func decimals(_ share: Double) -> Double { (share * 100).rounded(.down) / 100 }
}
