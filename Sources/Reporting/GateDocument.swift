import Figures
package import Records

/// What a gate found, for people: a table of checks, what is wrong with some, the verdict.
package enum GateDocument {
  /// The document, the same for a terminal and for Markdown.
  package static func document(_ report: GateReport) -> Document {
    var document = Document([
      .heading(level: 1, "Gate \(report.gate): \(report.verdict.rawValue)"),
      .note(Line(ran(report))),
      .table(
        Table(
          [
            .init("check", wraps: true), .init("observed", .right), .init("verdict"),
          ], rows: report.checks.map(row))),
    ])
    document.section("What is not met", explanations(report, .unmet))
    document.section("What cannot be told yet", explanations(report, .inconclusive))
    document.section("Notes", notes(report))
    document.section("Verdict: \(report.verdict.rawValue)", [.paragraph(verdict(report))])
    return document
  }

  /// The observed number with its interval, on the scale of the check.
  static func observed(_ check: GateCheck) -> String {
    guard let observed = check.observed else { return "–" }
    return switch check.scale {
    case .value: Format.estimate(observed, check.unit)
    case .difference: Format.difference(observed, check.unit)
    case .ratio: Format.ratio(observed)
    case .share, .outcome: Format.estimate(observed, .dimensionless)
    }
  }

  /// What the check found and, of an open one, what would settle it; one paragraph without line breaks.
  static func message(_ check: GateCheck) -> String {
    let seen = check.observed == nil ? "" : "\(observed(check)). "
    let settled = check.settledBy.map { " To settle it: \($0)" } ?? ""
    let remarks = check.remarks.map { " \($0)" }.joined()
    return "\(seen)\(check.explanation)\(remarks)\(settled)"
  }

  private static func ran(_ report: GateReport) -> String {
    "Profile \(report.profile), effort \(report.plan.effort.rawValue), seed \(report.plan.seed)."
      + (report.baseline.map { " Baseline \($0)." } ?? "")
  }

  private static func row(_ check: GateCheck) -> [Line] {
    [Line(check.name), Line(observed(check)), Words.verdict(check.verdict)]
  }

  private static func explanations(
    _ report: GateReport, _ verdict: RequirementVerdict
  ) -> [Document.Block] {
    let checks = report.checks.filter { $0.verdict == verdict }
    guard !checks.isEmpty else { return [] }
    return [
      .bullets(checks.map { Line("\($0.name):", .strong) + Line(" " + message($0)) })
    ]
  }

  private static func notes(_ report: GateReport) -> [Document.Block] {
    let met = report.checks.filter { $0.verdict == .met && !$0.remarks.isEmpty }
    let lines =
      met.map { Line("\($0.name): \($0.remarks.joined(separator: " "))") }
      + report.remarks.map { Line($0) }
    return lines.isEmpty ? [] : [.bullets(lines)]
  }

  private static func verdict(_ report: GateReport) -> Line {
    let count = { (verdict: RequirementVerdict) in
      report.checks.count { $0.verdict == verdict }
    }
    let total = report.checks.count
    switch report.verdict {
    case .passed:
      return Line("passed", .good) + Line(": all \(total) checks are met by their whole intervals.")
    case .failed:
      return Line("failed", .bad)
        + Line(
          ": \(count(.unmet)) of \(total) checks are unmet. Mend what made them worse; where the"
            + " change is meant, change the threshold or record a new baseline.")
    case .inconclusive:
      return Line("inconclusive", .open)
        + Line(
          ": \(count(.inconclusive)) of \(total) checks cannot be told from this run; none is unmet."
        )
    }
  }
}
