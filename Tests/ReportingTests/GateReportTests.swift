import Figures
import Foundation
import Records
import Reporting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A gate's report with one check of every verdict and scale, and with texts that mean harm.
enum HostileGate {
  static let report = GateReport(
    gate: "g]]><script>", file: "gates/a,b:c%.yaml", profile: "=cmd()",
    plan: PlanIdentity(of: CreditRun.plan, trials: "t", sessions: "s"),
    machine: CreditRun.evidence.timed.machines.first.map(MachineIdentity.init),
    started: "2026-11-23T10:15:00Z", baseline: "b.json",
    checks: [
      check("auc >= 0.75", .met, .value, 0.78, 0.77...0.79),
      check("hybrid.auc >= baseline - 0.01", .unmet, .difference, -0.03, -0.04 ... -0.02),
      check("hybrid.p99 <= 1.15 x baseline", .inconclusive, .ratio, 1.1, 1.0...1.2),
      GateCheck(
        threshold: "decision == hybrid]]>", line: 9, column: 5, figure: "decision",
        verdict: .unmet, scale: .outcome, direction: .higherIsBetter,
        explanation: "\u{1B}[31m<b>`|`\r\n::error::\u{0} 100 %"),
    ], remarks: ["]]><script>alert(1)</script>\u{7}"])

  private static func check(
    _ threshold: String, _ verdict: RequirementVerdict, _ scale: GateCheck.Scale, _ value: Double,
    _ interval: ClosedRange<Double>
  ) -> GateCheck {
    GateCheck(
      threshold: threshold, line: 6, column: 5, figure: "auc", architecture: .hybrid,
      verdict: verdict, scale: scale, direction: .higherIsBetter, limit: 1,
      observed: Estimate(
        value: value,
        interval: Interval(lower: interval.lowerBound, upper: interval.upperBound, level: 0.95),
        method: "test"), explanation: "It is so.",
      settledBy: verdict == .inconclusive ? "Run again." : nil)
  }
}

@Suite("A gate's report")
struct GateReportTests {
  let report = HostileGate.report

  @Test("as terminal text, Markdown, JUnit and annotations is as recorded")
  func golden() throws {
    let document = GateDocument.document(report)
    try Golden.expect(TerminalRenderer(width: 100).render(document), is: "gate.txt")
    try Golden.expect(MarkdownRenderer.render(document), is: "gate.md")
    try Golden.expect(JUnitRenderer.render(report), is: "gate.junit.xml")
    try Golden.expect(WorkflowCommands.annotations(report), is: "gate.annotations.txt")
  }

  /// Collects what an XML parser sees.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String] = []
    var attributes: [String: [[String: String]]] = [:]

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements.append(element)
      self.attributes[element, default: []].append(attributes)
    }
  }

  @Test("is well-formed XML that holds its texts as texts", arguments: [false, true])
  func junit(inconclusiveFails: Bool) throws {
    let text = JUnitRenderer.render(report, inconclusiveFails: inconclusiveFails)
    let reader = Reader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    #expect(parser.parse())
    #expect(reader.elements.count { $0 == "testcase" } == 4)
    #expect(reader.elements.count { $0 == "failure" } == (inconclusiveFails ? 3 : 2))
    #expect(reader.elements.count { $0 == "skipped" } == (inconclusiveFails ? 0 : 1))
    #expect(!reader.elements.contains("script"))
    let suite = try #require(reader.attributes["testsuite"]?.first)
    #expect(suite["name"] == "assay gate g]]><script>")
    #expect(suite["tests"] == "4")
    #expect(suite["failures"] == (inconclusiveFails ? "3" : "2"))
    #expect(suite["timestamp"] == "2026-11-23T10:15:00")
  }

  @Test("is a workflow command a line, with what would end or split one written out")
  func annotations() {
    let lines = WorkflowCommands.annotations(report).split(separator: "\n")
    #expect(lines.map { $0.prefix { $0 != " " } } == ["::error", "::warning", "::error"])
    #expect(lines.allSatisfy { $0.contains("file=gates/a%2Cb%3Ac%25.yaml,line=") })
    #expect(lines[2].hasSuffix("\\u{D}\\u{A}::error::\\u{0} 100 %25"))
  }

  @Test("passes only where all is met, and is open only where nothing is unmet")
  func verdicts() {
    var report = self.report
    func verdict(_ checks: [GateCheck]) -> GateReport.Verdict {
      GateReport(
        gate: "g", file: "f", profile: "p", plan: report.plan, machine: nil, baseline: nil,
        checks: checks, remarks: []
      ).verdict
    }
    report.checks.sort { $0.line < $1.line }
    #expect(verdict(Array(report.checks.prefix(1))) == .passed)
    #expect(verdict([report.checks[0], report.checks[2]]) == .inconclusive)
    #expect(verdict(report.checks) == .failed)
  }
}

@Suite("Benchmark files")
struct BenchmarkFileTests {
  @Test("split the figures by direction, and leave none out")
  func entries() throws {
    let smaller = BenchmarkFiles.entries(CreditRun.evidence, .lowerIsBetter)
    let bigger = BenchmarkFiles.entries(CreditRun.evidence, .higherIsBetter)
    #expect(bigger.map(\.name).contains("hybrid auc"))
    #expect(smaller.map(\.name).contains("end-to-end latency-p99"))
    #expect(Set(smaller.map(\.name)).isDisjoint(with: bigger.map(\.name)))
    // Ten figures of two architectures each.
    #expect(smaller.count + bigger.count == 20)
    let latency = try #require(smaller.first { $0.name == "hybrid latency-p99" })
    #expect(latency.unit == "ms")
    #expect(abs(latency.value - 0.041) < 1e-9)
  }

  @Test("give Bencher times in nanoseconds, each within its interval")
  func metrics() throws {
    let metrics = BenchmarkFiles.metrics(CreditRun.evidence, profile: "consumer-credit")
    #expect(metrics.keys.sorted() == ["consumer-credit/end-to-end", "consumer-credit/hybrid"])
    let latency = try #require(metrics["consumer-credit/hybrid"]?["latency-p99"])
    #expect(abs(latency.value - 41_000) < 1e-6)
    for metric in metrics.values.flatMap(\.values) {
      #expect((metric.lower_value ?? metric.value) <= metric.value)
      #expect((metric.upper_value ?? metric.value) >= metric.value)
    }
  }
}
