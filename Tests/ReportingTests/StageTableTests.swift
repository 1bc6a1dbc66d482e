import Figures
import Records
import Reporting
import Testing

@Suite("The table of stages") struct StageTableTests {
  private func report(_ stages: [StageEvidence]?) -> String {
    var evidence = CreditRun.evidence
    evidence.timed.stages = stages
    return MarkdownRenderer.render(
      ReportDocument.document(
        profile: CreditRun.profile, plan: CreditRun.plan, evidence: evidence,
        decision: CreditRun.decision))
  }

  private func stage(
    _ architecture: Architecture, _ name: String, _ seconds: Double, _ share: Double
  ) -> StageEvidence {
    StageEvidence(
      architecture: architecture, stage: name, parameters: 1200, bytes: 4096,
      seconds: Estimate(
        value: seconds, interval: Interval(lower: seconds / 2, upper: seconds * 2, level: 0.95),
        method: "3 sessions, t on the log scale"), share: share)
  }

  @Test("Each stage has its parameters, bytes, time with interval and share, and all have a sum")
  func table() {
    let text = report([
      stage(.endToEnd, "network", 40e-6, 1), stage(.hybrid, "features", 6e-6, 0.75),
      stage(.hybrid, "scorecard", 2e-6, 0.25),
    ])
    #expect(text.contains("### Stages of the hybrid"))
    // An architecture of one stage has no table of stages.
    #expect(!text.contains("Stages of the end-to-end"))
    let lines = text.split(separator: "\n").map(String.init)
    func row(_ name: String) -> String { lines.first { $0.hasPrefix("| \(name) |") } ?? "" }
    #expect(row("features").contains("1,200") && row("features").contains("75 %"))
    #expect(row("features").contains("6.00 µs"))
    #expect(row("scorecard").contains("25 %"))
    #expect(row("all stages").contains("2,400") && row("all stages").contains("8.00 µs"))
    #expect(text.contains("Resident memory cannot be told apart by stage"))
  }

  @Test("A run without timed stages has no such table")
  func none() {
    #expect(!report(nil).contains("Stages of the"))
  }
}
