import Figures
import Records
import Reporting
import Testing

@Suite("Comparisons in words") struct ComparisonTableTests {
  /// The run of the other tests with three repetitions compared, and two scores in a family.
  private static func evidence(signedRanks: SignedRanks? = nil) -> Evidence {
    var evidence = CreditRun.evidence
    evidence.timeFree.comparisons = ComparisonEvidence(
      size: 4000,
      repetitions: [(0.012, 31, 24, 0.42), (0.02, 40, 12, 0.0001)].enumerated().map { index, row in
        .init(
          repetition: index + 1,
          areaDifference: Estimate(
            value: row.0,
            interval: Interval(lower: row.0 - 0.01, upper: row.0 + 0.01, level: 0.95),
            standardError: 0.005, method: "DeLong"),
          decisions: PairedDecisions(
            items: 4000, onlyEndToEnd: row.1, onlyHybrid: row.2, pValue: row.3))
      }, signedRanks: signedRanks)
    evidence.timeFree.scores[0].contrast?.detectable = 0.0123
    for index in evidence.timeFree.scores.indices.dropFirst() {
      evidence.timeFree.scores[index].contrast?.verdict = .better
      evidence.timeFree.scores[index].contrast?.adjusted = FamilyAdjustment(
        family: .scores, members: 2,
        interval: Interval(lower: -0.01, upper: 0.03, level: 0.975), pValue: 0.08,
        verdict: .inconclusive)
    }
    return evidence
  }

  @Test("Each repetition is a row of its own, and the note says that rows are never pooled")
  func repetitions() throws {
    let blocks = section(
      "Comparison, repetition by repetition",
      Self.evidence(signedRanks: .init(pairs: 6, endToEndHigher: 21, pValue: 0.03125)))
    guard case .table(let table)? = blocks.first, case .note(let note)? = blocks.last else {
      Issue.record("\(blocks)")
      return
    }
    #expect(
      table.rows.map { $0.map(text) } == [
        ["1", "+0.012 [+0.002, +0.022]", "31", "24", "0.42"],
        ["2", "+0.020 [+0.010, +0.030]", "40", "12", "under 0.001"],
      ])
    #expect(
      text(note)
        == """
        Each row is about that repetition's two trained models only, and rows are never pooled: \
        DeLong's interval, McNemar's exact test of the decisions on 4,000 test items. Wilcoxon's \
        signed-rank test over the 6 repetitions' AUC: p 0.031. Over all repetitions this run could \
        have told apart differences in AUC of 0.012 and more, with a power of 80 %.
        """)
  }

  @Test("Verdicts that do not stand once a family is adjusted are named")
  func adjusted() {
    let evidence = Self.evidence()
    let names = evidence.timeFree.scores.dropFirst().filter { $0.contrast != nil }.map(\.kind.title)
    guard case .bullets(let lines)? = section("Adjusted for their number", evidence).first else {
      Issue.record("no summary")
      return
    }
    let verb = names.count == 1 ? "is" : "are"
    #expect(
      lines.map(text) == [
        "Scores beside the headline (2, Holm): open, whatever stands above, \(verb) "
          + names.joined(separator: " and ") + "."
      ])
  }

  @Test("A run whose evidence holds no comparisons says nothing of them")
  func olderRuns() {
    #expect(section("Comparison, repetition by repetition", CreditRun.evidence).isEmpty)
    #expect(section("Adjusted for their number", CreditRun.evidence).isEmpty)
  }

  /// The blocks of the terminal's section of a title; empty where it is left out.
  private func section(_ title: String, _ evidence: Evidence) -> [Document.Block] {
    let blocks = Summary.document(
      profileName: "credit", plan: CreditRun.plan, evidence: evidence,
      decision: CreditRun.decision
    ).blocks
    guard let start = blocks.firstIndex(of: .heading(level: 2, title)) else { return [] }
    return Array(
      blocks[(start + 1)...].prefix { block in
        if case .heading = block { false } else { true }
      })
  }

  private func text(_ line: Line) -> String { line.spans.map(\.text).joined() }
}
