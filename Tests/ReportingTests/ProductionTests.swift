import Figures
import Records
import Reporting
import Testing

@Suite("Production size in the reports") struct ProductionTests {
  private static func bullets(_ deployment: DeploymentEvidence) -> [String] {
    var evidence = CreditRun.evidence
    evidence.timed.deployment = deployment
    let summary = Summary.document(
      profileName: "consumer-credit", plan: CreditRun.plan, evidence: evidence,
      decision: CreditRun.decision)
    guard let start = summary.blocks.firstIndex(of: .heading(level: 2, "At production size"))
    else { return [] }
    for block in summary.blocks[start...] {
      if case .bullets(let lines) = block { return lines.map { $0.spans.map(\.text).joined() } }
    }
    return []
  }

  private static let load = ComparedFigure(
    kind: FigureKind(
      id: "production-offered-load", title: "Offered load at production size", unit: .dimensionless,
      direction: .lowerIsBetter, source: "test"),
    estimates: [
      .endToEnd: Estimate(
        value: 1.5, interval: Interval(lower: 1.25, upper: 1.75, level: 0.95), method: "")
    ])

  private static let deployment = DeploymentEvidence(
    served: [
      .init(
        architecture: .endToEnd,
        model: DeclaredModel(
          declared: 120_000_000, stages: [NamedCount(name: "network", count: 120_470_549)],
          shape: "dense layers of 5,640, 5,640 and 1")),
      .init(architecture: .hybrid, model: nil),
    ], figures: [load], saturated: [.endToEnd],
    validity: [ValidityFinding(kind: .late, detail: "late", remedy: "Run it alone.")])

  @Test("What was built, what is saturated, what is projected and what weakens it are told")
  func told() {
    #expect(
      Self.bullets(Self.deployment) == [
        "End-to-end: 120,470,549 parameters for the declared 120M, random weights; dense layers of"
          + " 5,640, 5,640 and 1.",
        "Hybrid: the profile declares no size, so the trained model was served.",
        "End-to-end is saturated: arrivals ask for 1.500 [1.250, 1.750] times what it can do on one"
          + " core, so its queue grows without end and it has no latency.",
        "All of it is measured, nothing projected: an answer takes the same arithmetic whatever the"
          + " weights. Quality at this size is not known.",
        "late. Run it alone.",
      ])
  }

  @Test("Failed sessions leave what was wrong, and nothing that was measured")
  func failed() {
    let failed = DeploymentEvidence(
      served: [], figures: [], saturated: [], validity: Self.deployment.validity)
    #expect(Self.bullets(failed) == ["late. Run it alone."])
  }

  @Test("A run without a declared size has no such section")
  func none() {
    let summary = Summary.document(
      profileName: "consumer-credit", plan: CreditRun.plan, evidence: CreditRun.evidence,
      decision: CreditRun.decision)
    #expect(!summary.blocks.contains(.heading(level: 2, "At production size")))
  }
}
