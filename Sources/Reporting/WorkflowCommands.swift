import Figures
package import Records

/// A gate's open and unmet checks as annotations of GitHub Actions, at their lines of the gate file.
package enum WorkflowCommands {
  /// One command a line; none where all is met.
  package static func annotations(_ report: GateReport, inconclusiveFails: Bool = false) -> String {
    report.checks.compactMap { check -> String? in
      let level: String
      switch check.verdict {
      case .met: return nil
      case .unmet: level = "error"
      case .inconclusive: level = inconclusiveFails ? "error" : "warning"
      }
      let title = "\(check.name): \(check.verdict.rawValue)"
      return "::\(level) file=\(property(report.file)),line=\(check.line),col=\(check.column)"
        + ",title=\(property(title))::\(data(GateDocument.message(check)))\n"
    }.joined()
  }

  /// Text after the second pair of colons: no line break may end the command.
  static func data(_ text: String) -> String {
    Escaping.visible(text).replacing("%", with: "%25")
  }

  /// The value of a property: neither may it begin the next.
  static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
