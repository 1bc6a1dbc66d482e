import Figures
package import Records

/// A gate's report as JUnit XML, a test case for each check.
///
/// It keeps the schema of Ant's JUnit task (windyroad/JUnit-Schema) and Jenkins' (xunit-plugin,
/// junit-10.xsd); `Tests/References/junit.py` validates a file against both. A check that is unmet is a
/// failure; one that is inconclusive is skipped, or a failure where it is to count as one.
package enum JUnitRenderer {
  /// The XML document.
  package static func render(_ report: GateReport, inconclusiveFails: Bool = false) -> String {
    let cases = report.checks.map { testCase($0, report, inconclusiveFails) }
    let open = report.checks.count { $0.verdict == .inconclusive }
    let unmet = report.checks.count { $0.verdict == .unmet }
    let suite = attributes([
      ("name", "assay gate \(report.gate)"), ("timestamp", timestamp(report)),
      ("hostname", "localhost"), ("tests", "\(report.checks.count)"),
      ("failures", "\(unmet + (inconclusiveFails ? open : 0))"), ("errors", "0"),
      ("skipped", "\(inconclusiveFails ? 0 : open)"), ("time", "0"),
    ])
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite\(suite)>
      \(properties(report))
      \(cases.joined(separator: "\n"))
        <system-out>\(Escaping.markup(report.remarks.joined(separator: " ")))</system-out>
        <system-err></system-err>
      </testsuite>

      """
  }

  private static func properties(_ report: GateReport) -> String {
    let properties = [
      ("verdict", report.verdict.rawValue), ("profile", report.profile),
      ("effort", report.plan.effort.rawValue), ("seed", "\(report.plan.seed)"),
      ("baseline", report.baseline ?? "none"),
    ]
    let lines = properties.map { "    <property\(attributes([("name", $0), ("value", $1)]))/>" }
    return "  <properties>\n\(lines.joined(separator: "\n"))\n  </properties>"
  }

  private static func testCase(
    _ check: GateCheck, _ report: GateReport, _ inconclusiveFails: Bool
  ) -> String {
    let head = attributes([
      ("name", check.name), ("classname", "assay.gate.\(report.gate)"), ("time", "0"),
    ])
    let message = GateDocument.message(check)
    switch check.verdict {
    case .met: return "  <testcase\(head)/>"
    case .inconclusive where !inconclusiveFails:
      return
        "  <testcase\(head)>\n    <skipped\(attributes([("message", message)]))/>\n  </testcase>"
    case .unmet, .inconclusive:
      let failure = attributes([("message", message), ("type", check.verdict.rawValue)])
      let place = Escaping.markup("\(report.file):\(check.line): \(check.threshold)")
      return "  <testcase\(head)>\n    <failure\(failure)>\(place)</failure>\n  </testcase>"
    }
  }

  private static func attributes(_ pairs: [(String, String)]) -> String {
    pairs.map { " \($0)=\"\(Escaping.markup($1))\"" }.joined()
  }

  /// When the first session started, in UTC without its `Z`, as the schema wants it.
  private static func timestamp(_ report: GateReport) -> String {
    let started = report.started ?? ""
    let time = started.prefix(19)
    let isFull = time.wholeMatch(of: #/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/#) != nil
    return isFull ? String(time) : "1970-01-01T00:00:00"
  }
}
