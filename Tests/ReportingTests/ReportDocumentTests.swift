import Deciding
import Figures
import Profiles
import Records
import Reporting
import Testing

@Suite("The report for a board")
struct ReportDocumentTests {
  /// The fixed run with what pictures are drawn from.
  static var evidence: Evidence {
    var evidence = CreditRun.evidence
    evidence.timed.distributions = [(Architecture.endToEnd, 180e-6), (.hybrid, 40e-6)].map {
      architecture, seconds in
      LatencyDistribution(
        architecture: architecture, queries: 1800,
        points: [0.01, 0.5, 0.9, 0.99].enumerated().map {
          .init(share: $1, seconds: seconds * Double($0 + 1) / 4)
        })
    }
    evidence.timeFree.cases = [
      .endToEnd: shown("KernelSHAP", [("inflow", ["inflow 942 latest"], 1.7)]),
      .hybrid: shown(
        "reason codes",
        [("debt: over 4.6", ["total-debt 65,184"], 40), ("low inflow", ["inflow 942 latest"], 9)]),
    ]
    return evidence
  }

  private static func shown(
    _ method: String, _ reasons: [(String, [String], Double)]
  ) -> ExplainedCase {
    ExplainedCase(
      item: "T7", answer: "refused, probability of default 0.65", method: method,
      reasons: reasons.map { .init(text: $0, inputs: $1, weight: $2) })
  }

  static func document(
    profile: Profile = CreditRun.profile, evidence: Evidence = ReportDocumentTests.evidence,
    decision: Decision = CreditRun.decision
  ) -> Document {
    ReportDocument.document(
      profile: profile, plan: CreditRun.plan, evidence: evidence, decision: decision)
  }

  private static func pictures(_ document: Document) -> [Picture] {
    document.blocks.compactMap { block in
      if case .picture(let picture) = block { picture } else { nil }
    }
  }

  private static func caption(_ title: String, _ document: Document) -> String? {
    pictures(document).first { $0.title == title }?.caption.text
  }

  @Test("The report in Markdown, as it was kept")
  func markdown() throws {
    try Golden.expect(MarkdownRenderer.render(Self.document()), is: "report.md")
  }

  @Test("The page's drawings, as they were kept")
  func drawings() throws {
    let page = HTMLRenderer.render(Self.document(), title: "report")
    let drawings = page.matches(of: #/(?s)<svg class="narrow".*?</svg>/#).map { String($0.0) }
    #expect(drawings.count == 7)
    try Golden.expect(drawings.joined(separator: "\n") + "\n", is: "drawings.svg.txt")
  }

  @Test("The same run gives the same bytes, and the page is far from 1 MB")
  func deterministic() {
    let page = HTMLRenderer.render(Self.document(), title: "report")
    #expect(page == HTMLRenderer.render(Self.document(), title: "report"))
    #expect(page.utf8.count < 200_000)
  }

  @Test("Every picture has a caption, a table with rows, and a drawing at both widths")
  func whole() {
    let pictures = Self.pictures(Self.document())
    #expect(pictures.count == 7)
    for picture in pictures {
      #expect(picture.caption.text.hasSuffix(".") && !picture.table.rows.isEmpty)
      #expect(picture.table.rows.allSatisfy { $0.count == picture.table.columns.count })
      #expect(picture.wide.width == 680 && picture.narrow.width == 350)
      for drawing in [picture.wide, picture.narrow] {
        #expect(drawing.height > 0 && !drawing.marks.isEmpty, "\(picture.title)")
      }
    }
  }

  @Test("Every mark of every drawing lies on its sheet")
  func onTheSheet() {
    for picture in Self.pictures(Self.document()) {
      for drawing in [picture.wide, picture.narrow] {
        for point in drawing.marks.flatMap(Self.points) {
          let isInside =
            (-1...drawing.width + 1).contains(point.x)
            && (-1...drawing.height + 1).contains(point.y)
          #expect(isInside, "\(picture.title), \(drawing.width): \(point)")
        }
      }
    }
  }

  private static func points(_ mark: Drawing.Mark) -> [Drawing.Point] {
    switch mark {
    case .line(let points, _, _, _), .area(let points, _, _): return points
    case .point(let point, _, _, _): return [point]
    case .label(let text, let place, let anchor, _, let strong):
      let width = Drawing.width(of: text, strong: strong)
      let share = anchor == .start ? 0.0 : anchor == .middle ? 0.5 : 1
      return [
        .init(place.x - share * width, place.y), .init(place.x + (1 - share) * width, place.y),
      ]
    }
  }

  @Test(
    "The caption of the scores says what the verdict is and how sure",
    arguments: [
      (
        .better,
        "End-to-end is better in AUC: −0.007 [−0.011, −0.004] (95 % interval), conclusively."
      ),
      (.worse, "Hybrid is better in AUC: −0.007 [−0.011, −0.004] (95 % interval), conclusively."),
      (
        .equivalent,
        "In AUC the two are equivalent: −0.007 [−0.011, −0.004] (95 % interval), within the margin"
          + " of ±0.005."
      ),
      (.inconclusive, "Which is better in AUC is open: −0.007 [−0.011, −0.004] (95 % interval)."),
      (nil, "No verdict rests on AUC: −0.007 [−0.011, −0.004] (95 % interval)."),
    ] as [(ComparisonVerdict?, String)])
  func scores(verdict: ComparisonVerdict?, sentence: String) throws {
    var evidence = Self.evidence
    evidence.timeFree.scores[0].contrast?.verdict = verdict
    let caption = try #require(
      Self.caption("Scores with intervals", Self.document(evidence: evidence)))
    #expect(caption.hasPrefix(sentence), "\(caption)")
  }

  @Test(
    "The caption of the latencies says of each architecture whether it keeps the budget",
    arguments: [
      (.met, "end-to-end meets it, its whole interval within"),
      (.unmet, "end-to-end does not meet it"),
      (.inconclusive, "whether end-to-end meets it is open"),
    ] as [(RequirementVerdict, String)])
  func latency(verdict: RequirementVerdict, words: String) throws {
    var decision = CreditRun.decision
    for index in decision.requirements.indices
    where decision.requirements[index].architecture == .endToEnd {
      decision.requirements[index].verdict = verdict
    }
    let caption = try #require(Self.caption("Latency", Self.document(decision: decision)))
    #expect(caption.hasPrefix("The budget asks for 99 % of queries within 80 ms: \(words); "))
  }

  @Test(
    "The caption of the triangle says whether the priorities decide",
    arguments: [
      ([0.9, 0.1], ": the choice depends on the priorities."),
      ([0.9, 0.9], ": the choice does not depend on the priorities."),
      ([0.5, 0.5], ": no priorities make it clear."),
      ([0.1, 0.5], ": other priorities can leave it open, none turn it round."),
    ])
  func triangle(shares: [Double], words: String) throws {
    var decision = CreditRun.decision
    decision.acceptability?.triangle = shares.map {
      WeightPoint(weights: [.data: 0.5, .latency: 0.5, .regulation: 0], endToEndFirst: $0)
    }
    let caption = try #require(
      Self.caption("Who ranks first at other priorities", Self.document(decision: decision)))
    #expect(caption.contains(words), "\(caption)")
  }

  @Test("The caption of the triangle names the dimensions that stand on the prior")
  func triangleOnPrior() throws {
    var decision = CreditRun.decision
    let criteria = try #require(decision.acceptability?.criteria)
    for (index, criterion) in criteria.enumerated() where criterion.dimension == .regulation {
      decision.acceptability?.criteria[index].measured = nil
    }
    let caption = try #require(
      Self.caption("Who ranks first at other priorities", Self.document(decision: decision)))
    #expect(caption.contains("On regulation nothing was measured: the prior stands in."))
    #expect(caption.contains("On data some draws take the prior, beyond what was measured."))
  }

  @Test(
    "A lead in the matrix is conclusive by the verdicts that name who leads",
    arguments: [
      ([.worse, .worse], ", conclusively;"), ([.worse, .better], ", but its criteria disagree;"),
      ([.worse, .inconclusive], ", conclusive in part;"),
      ([.better, .better], ", but its criteria disagree;"),
      ([.inconclusive, .equivalent], ", which is not conclusive;"),
    ] as [([ComparisonVerdict], String)])
  func leads(verdicts: [ComparisonVerdict], words: String) throws {
    var decision = CreditRun.decision
    let criteria = try #require(decision.acceptability?.criteria)
    let places = criteria.indices.filter { criteria[$0].dimension == .data }
    for (place, verdict) in zip(places, verdicts) {
      decision.acceptability?.criteria[place].verdict = verdict
    }
    let caption = try #require(
      Self.caption("Prior against measured", Self.document(decision: decision)))
    #expect(caption.hasPrefix("On data hybrid leads 0.62 to 0.38\(words)"), "\(caption)")
  }

  @Test("Data beyond what was measured are said to lie beyond, near ones have their place")
  func beyond() throws {
    let title = "AUC by examples trained on"
    #expect(
      Self.caption(title, Self.document())?.contains("Your 120,000 examples lie beyond") == true)
    var profile = CreditRun.profile
    profile.data.pairedExamples = 4000
    let caption = Self.caption(title, Self.document(profile: profile))
    #expect(caption?.contains("lie beyond") == false)
  }

  @Test("A run that kept no case, no triangle and no latencies has a report without their pictures")
  func bare() {
    var decision = CreditRun.decision
    decision.acceptability?.triangle = []
    var evidence = CreditRun.evidence
    evidence.timeFree.scores = []
    evidence.timeFree.curve = []
    let document = Self.document(evidence: evidence, decision: decision)
    #expect(
      Self.pictures(document).map(\.title) == ["Prior against measured", "Memory while serving"])
  }

  @Test(
    "Hostile names of the profile, of inputs and of reasons open no tag",
    arguments: ["<script>alert(1)</script>", "\"><svg onload=x>", "]]>", "\u{1B}[2J", "'"])
  func hostile(_ text: String) {
    func page(_ text: String) -> String {
      var profile = CreditRun.profile
      profile.name = text
      profile.summary = text
      var evidence = Self.evidence
      evidence.timeFree.scores[0] = ComparedFigure(
        kind: FigureKind(
          id: "auc", title: text, unit: .dimensionless, direction: .higherIsBetter, source: ""),
        estimates: evidence.timeFree.scores[0].estimates)
      evidence.timeFree.cases = [
        .endToEnd: Self.shown(text, [(text, [text], 1)]),
        .hybrid: Self.shown(text, [(text, [text], 1)]),
      ]
      return HTMLRenderer.render(
        Self.document(profile: profile, evidence: evidence), title: text)
    }
    func tags(_ page: String) -> [String] {
      page.matches(of: #/<([a-z]+)/#).map { String($0.1) }.filter { $0 != "text" }
    }
    #expect(tags(page(text)) == tags(page("x")))
    #expect(!page(text).contains("\u{1B}"))
  }
}
