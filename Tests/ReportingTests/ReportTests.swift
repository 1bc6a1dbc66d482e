import Deciding
import Figures
import Profiles
import Records
import Reporting
import Testing

@Suite("Reports read as they were kept")
struct ReportTests {
  private var summary: Document {
    Summary.document(
      profileName: CreditRun.profile.name, plan: CreditRun.plan, evidence: CreditRun.evidence,
      decision: CreditRun.decision)
  }

  private var matrix: Document {
    MatrixDocument.document(
      profileName: CreditRun.profile.name,
      matrix: PriorMatrix.make(
        CreditRun.profile, regimes: [], usesStageAnnotations: true))
  }

  @Test("The terminal summary")
  func terminal() throws {
    try Golden.expect(TerminalRenderer().render(summary), is: "summary.txt")
  }

  @Test("The prior matrix at the terminal")
  func priorMatrix() throws {
    try Golden.expect(TerminalRenderer().render(matrix), is: "matrix.txt")
  }

  @Test("The prior matrix at the terminal in colour")
  func colours() throws {
    try Golden.expect(TerminalRenderer(styled: true).render(matrix), is: "matrix.ansi.txt")
  }

  @Test("The decision record in Markdown")
  func madr() throws {
    let document = MADR.document(
      profileName: CreditRun.profile.name, summary: CreditRun.profile.summary,
      plan: CreditRun.plan, evidence: CreditRun.evidence, decision: CreditRun.decision)
    try Golden.expect(MarkdownRenderer.render(document), is: "decision.md")
  }

  @Test("What is inconclusive is neither good nor bad, whichever way it leans")
  func leaning() throws {
    var decision = CreditRun.decision
    let index = try #require(
      decision.acceptability?.criteria.firstIndex { $0.name == "interpretability" })
    decision.acceptability?.criteria[index].verdict = .inconclusive
    let text = MarkdownRenderer.render(
      MADR.document(
        profileName: "p", summary: "", plan: CreditRun.plan, evidence: CreditRun.evidence,
        decision: decision))
    #expect(
      text.contains("Neutral, because of interpretability, which leans to hybrid, inconclusive."))
    #expect(!text.contains("Good, because of interpretability"))
    #expect(!text.contains("Bad, because of interpretability"))
  }

  @Test("No line passes the width", arguments: [60, 80, 100, 140])
  func width(_ width: Int) {
    let lines = TerminalRenderer(width: width).render(summary).split(separator: "\n")
    #expect(lines.filter { $0.count > width } == [])
  }

  @Test("A decision that could not rank anything is still a report")
  func empty() {
    var evidence = CreditRun.evidence
    evidence.timeFree.scores = []
    evidence.timeFree.curve = []
    evidence.timeFree.properties = []
    evidence.timeFree.explanations = []
    evidence.timed = .init(figures: [], harnessOverhead: nil, validity: [], machines: [])
    let decision = Decider.decide(
      profile: CreditRun.profile, plan: CreditRun.plan, evidence: evidence, regimes: [],
      headline: CreditRun.auc, usesStageAnnotations: false)
    #expect(decision.outcome == .cannotTellYet)
    #expect(decision.acceptability == nil)
    let text = TerminalRenderer().render(
      Summary.document(
        profileName: "p", plan: CreditRun.plan, evidence: evidence, decision: decision))
    #expect(text.contains("Decision: cannot tell yet"))
    #expect(!text.contains("Ranking"))
  }
}
