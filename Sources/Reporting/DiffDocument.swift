import Figures
package import Records

/// What changed from one run to another, for people: conditions, decision, then figures by family.
package enum DiffDocument {
  /// The document.
  package static func document(_ diff: RunDiff) -> Document {
    var document = Document([
      .heading(level: 1, "What changed"),
      .note(Line("From \(diff.before) to \(diff.after).")),
    ])
    document.section(
      "Conditions",
      diff.conditions.isEmpty
        ? [.paragraph("Profile, plan and machine are the same.")]
        : [.bullets(diff.conditions.map { Line($0) })])
    document.section("Decision", [.paragraph(decision(diff.decision))])
    for family in diff.families where !family.rows.isEmpty {
      document.section(title(family), blocks(family))
    }
    document.section("Verdicts", [.note(Line(legend))])
    return document
  }

  private static let legend =
    "Change is after less before, or after over before. Better and worse are significant at 0.05 after"
    + " Holm's adjustment for all figures of the family; between machines they are what the widened"
    + " interval says, unadjusted; identical is equal to the last bit; equal is within the"
    + " indifference margin. Scores are compared on the same test items: the intervals say"
    + " how repetitions vary, not how other items would answer."

  private static func title(_ family: RunDiff.Family) -> String {
    switch family.nature {
    case .timeFree: "\(family.name) (time-free: the same seed repeats them)"
    case .timed: "\(family.name) (as multiples of the reference loop)"
    case .machineBound: family.name
    }
  }

  private static func decision(_ change: RunDiff.DecisionChange) -> Line {
    let (before, after) = (text(change.before), text(change.after))
    guard change.before.outcome != change.after.outcome else {
      return Line(
        before == after ? "\(after), as before." : "\(after); before, \(before).")
    }
    return Line("\(after); before, \(before): the outcome changed.", .strong)
  }

  private static func text(_ decision: KeptDecision) -> String {
    let outcome = Words.outcome(decision.outcome)
    guard let architecture = Architecture(rawValue: decision.outcome.rawValue),
      let share = decision.firstRank[architecture]
    else { return outcome }
    return "\(outcome), first in \(Format.percent(share)) of draws"
  }

  private static func blocks(_ family: RunDiff.Family) -> [Document.Block] {
    guard family.rows.contains(where: { $0.verdict != .identical }) else {
      return [.paragraph("All \(family.rows.count) are identical, repetition by repetition.")]
    }
    let table = Table(
      [
        .init("figure", wraps: true), .init("of"), .init("before", .right), .init("after", .right),
        .init("change", .right), .init("verdict"), .init("p", .right),
      ], rows: family.rows.map(row))
    let remarks = Set(family.rows.compactMap(\.remark)).sorted()
    return [.table(table)] + (remarks.isEmpty ? [] : [.bullets(remarks.map { Line($0) })])
  }

  private static func row(_ row: RunDiff.Row) -> [Line] {
    [
      Line(row.title), Line(row.architecture.rawValue), value(row.before, row.unit),
      value(row.after, row.unit), change(row), verdict(row.verdict),
      Line(row.adjustedP.map(p) ?? "–", .quiet),
    ]
  }

  private static func value(_ value: Double?, _ unit: Unit) -> Line {
    value.map { Line(Format.value($0, unit)) } ?? Line("–", .quiet)
  }

  private static func change(_ row: RunDiff.Row) -> Line {
    guard let change = row.change, row.verdict != .identical else { return Line("–", .quiet) }
    return switch row.scale {
    case .difference: Line(Format.difference(change, row.unit))
    case .ratio: Line(Format.ratio(change))
    }
  }

  private static func p(_ value: Double) -> String {
    value < 0.001 ? "< 0.001" : Format.fixed(value, decimals: 3)
  }

  private static func verdict(_ verdict: RunDiff.Row.Verdict) -> Line {
    switch verdict {
    case .identical: Line("identical", .quiet)
    case .better: Line("better", .good)
    case .worse: Line("worse", .bad)
    case .equivalent: Line("equal")
    case .inconclusive: Line("open", .open)
    case .incomparable: Line("not comparable", .open)
    }
  }
}
