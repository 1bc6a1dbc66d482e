import Figures
import Profiles
import Records
import Reporting
import Testing

@Suite("The table of ways to explain")
struct WaysToExplainTests {
  private static func estimate(_ value: Double) -> Estimate {
    Estimate(
      value: value, interval: Interval(lower: value - 0.05, upper: value + 0.05, level: 0.95),
      method: "fixture")
  }

  private static func method(
    _ architecture: Architecture, _ method: ExplanationMethod, _ name: String,
    _ outcomes: [ExplanationTest: (Double, Bool?)]
  ) -> MethodEvidence {
    MethodEvidence(
      architecture: architecture, method: method, name: name, decisions: 24, size: 3.9,
      outcomes: outcomes.mapValues {
        MethodEvidence.Outcome(estimates: [.explanation: estimate($0.0)], measurable: $0.1)
      })
  }

  private static var evidence: Evidence {
    var evidence = CreditRun.evidence
    evidence.timeFree.methods = [
      method(
        .endToEnd, .own, "KernelSHAP, 512 coalitions",
        [.necessity: (0.62, true), .both: (0.41, true), .stability: (0.8, nil)]),
      method(
        .endToEnd, .occlusion, "occlusion",
        [.necessity: (0.35, false), .fidelity: (-0.25, false), .stability: (1, nil)]),
      method(.hybrid, .own, "reason codes of the scorecard", [.necessity: (0.7, true)]),
    ]
    evidence.timed.methods = [
      MethodTimeEvidence(
        architecture: .endToEnd, method: .own,
        seconds: Estimate(value: 2.5e-3, method: "fixture"))
    ]
    return evidence
  }

  @Test("What is not told apart from its controls stands in brackets, in Markdown as everywhere")
  func markdown() {
    let document = ReportDocumentTests.document(evidence: Self.evidence)
    let text = MarkdownRenderer.render(document)
    for line in [
      "### Ways to explain",
      "A candidate's own way explains in serving; the others stand beside it for comparison. All were"
        + " tried on the same adverse decisions of each candidate, 24 in all.",
      "| necessity | 0.62 ± 0.05 | (0.35 ± 0.05) |",
      "| both at once | 0.41 ± 0.05 | – |",
      "| fidelity | – | (−0.25 ± 0.05) |",
      "| stability | 0.80 ± 0.05 | 1.00 ± 0.05 |",
      "| inputs named | 3.9 | 3.9 |",
      "| time | 2.50 ms | – |",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    #expect(
      text.contains(
        "(AUC 0.774): own is KernelSHAP, 512 coalitions."))
  }

  @Test("The terminal's summary and the page show it too, and a run without it nothing")
  func elsewhere() {
    let summary = Summary.document(
      profileName: CreditRun.profile.name, plan: CreditRun.plan, evidence: Self.evidence,
      decision: CreditRun.decision)
    #expect(summary.blocks.contains(.heading(level: 2, "Ways to explain")))
    let page = HTMLRenderer.render(
      ReportDocumentTests.document(evidence: Self.evidence), title: "credit")
    #expect(page.contains("Ways to explain"))
    let without = ReportDocumentTests.document(evidence: CreditRun.evidence)
    #expect(!without.blocks.contains(.heading(level: 3, "Ways to explain")))
  }
}
