import Figures
package import Profiles
package import Records

/// The whole report for a board: the decision first, then what it rests on, then how to check it.
package enum ReportDocument {
  /// The report; a function of its arguments alone.
  ///
  /// - Parameters:
  ///   - profile: What the project asks for.
  ///   - plan: What was run.
  ///   - evidence: What was measured.
  ///   - decision: What follows.
  /// - Returns: The document, with pictures where there is something to draw.
  package static func document(
    profile: Profile, plan: Plan, evidence: Evidence, decision: Decision
  ) -> Document {
    let facts = evidence.timeFree
    var document = Document([.heading(level: 1, MADR.title(profile.name, decision))])
    document.blocks += lead(profile, plan)
    document.section("Decision", outcome(decision))
    document.section("What speaks for it", DecisionBlocks.statements(decision.reasons))
    document.section("What speaks against it, and what is open", doubts(decision))
    document.section("What would change it", changes(decision))
    document.section(
      "Expected and measured",
      picture(MatrixPicture.picture(decision)) + MeasuredMatrixBlocks.remarks(decision.matrix))
    document.section("Quality", quality(facts, profile) + crossover(facts, decision))
    document.section(
      "Comparison, repetition by repetition", ComparisonTables.repetitions(facts))
    if let studies = facts.studies {
      document.section("Studies", [.note(Line(ReportMethod.studies))])
      for study in studies {
        document.section(StudyBlocks.title(study), level: 3, StudyBlocks.whole(study))
      }
    }
    document.section("Time and memory", costs(evidence, profile, decision))
    document.section("At production size", ProductionTables.blocks(evidence))
    document.section(ServicesBlocks.title, ServicesBlocks.blocks(evidence))
    document.section("Explanations", explanations(facts, isOwnData: plan.workload.data != nil))
    document.section(WaysToExplain.title, level: 3, WaysToExplain.blocks(evidence))
    document.section("Verdicts adjusted for their number", ComparisonTables.families(evidence))
    document.section(
      "How firm the ranking is",
      DecisionBlocks.ranking(decision.acceptability)
        + picture(TrianglePicture.picture(decision.acceptability, profile.priorities)))
    document.section(
      "Requirements",
      DecisionBlocks.requirements(
        decision.requirements, unit: { Summary.unit($0, evidence) }))
    document.section(
      "Regimes",
      (decision.regimeRemarks.isEmpty ? [] : [.bullets(decision.regimeRemarks.map { Line($0) })])
        + ChecklistBlocks.lines(decision.checklist, level: 3))
    document.section("Method in short", ReportMethod.method(plan))
    document.section("Where the numbers come from", ReportMethod.provenance(plan, evidence))
    document.section("How to check this report", ReportMethod.checking(plan))
    return document
  }

  private static func lead(_ profile: Profile, _ plan: Plan) -> [Document.Block] {
    let project = profile.summary.isEmpty ? "" : sentence(profile.summary) + " "
    return [
      .paragraph(
        Line(
          project + "Should it be built as one end-to-end network, or as a hybrid of explicit"
            + " stages? Both were trained, served and measured.")),
      .note(Line(Words.corpus(plan.workload))),
    ]
  }

  private static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }

  private static func outcome(_ decision: Decision) -> [Document.Block] {
    var blocks: [Document.Block] = [
      .paragraph(
        Line(Words.outcome(decision.outcome).capitalisedFirst, Words.style(decision.outcome))
          + Line(". ") + Line(sentence(decision.summary), .strong)),
      .paragraph(Line("How sure: ", .strong) + Line(certainty(decision))),
    ]
    if let flip = decision.acceptability?.flips.first {
      blocks.append(
        .paragraph(
          Line("What would change it: ", .strong)
            + Line(
              "\(flip.change) would make it \(Words.outcome(flip.outcome)), for one.")))
    }
    if let next = decision.nextMeasurement {
      blocks.append(.paragraph(Line("Measure next: ", .strong) + Line(next)))
    }
    return blocks
  }

  private static func certainty(_ decision: Decision) -> String {
    var sentences: [String] = []
    let vetoes = decision.requirements.filter(\.vetoes)
    let open = vetoes.count { $0.verdict == .inconclusive }
    let unmet = vetoes.count { $0.verdict == .unmet }
    if !vetoes.isEmpty {
      sentences.append(
        open + unmet == 0
          ? "both architectures meet every requirement"
          : "requirements, held against each of the two: \(vetoes.count - open - unmet) met, \(unmet)"
            + " unmet, \(open) open")
    }
    if let acceptability = decision.acceptability {
      let verdicts = acceptability.criteria.map(\.verdict)
      let conclusive = verdicts.count { $0 != nil && $0 != .inconclusive }
      let leader = acceptability.firstRank.max { ($0.value, $1.key) < ($1.value, $0.key) }
      if let leader {
        sentences.append(
          "\(leader.key.rawValue) ranks first in \(Format.percent(leader.value)) of"
            + " \(Format.count(acceptability.draws)) draws within what is uncertain")
      }
      sentences.append(
        "of \(verdicts.count) criteria \(conclusive) \(conclusive == 1 ? "has" : "have") a verdict"
          + " and the rest are open")
    }
    guard !sentences.isEmpty else { return "nothing was measured that could rank the two." }
    return sentences.joined(separator: "; ").capitalisedFirst + "."
  }

  private static func doubts(_ decision: Decision) -> [Document.Block] {
    DecisionBlocks.statements(decision.doubts)
  }

  private static func changes(_ decision: Decision) -> [Document.Block] {
    decision.acceptability == nil ? [] : DecisionBlocks.flips(decision.acceptability)
  }

  private static func quality(_ facts: Evidence.TimeFree, _ profile: Profile) -> [Document.Block] {
    picture(ScoresPicture.picture(facts)) + picture(CurvePicture.picture(facts, profile))
  }

  private static func crossover(
    _ facts: Evidence.TimeFree, _ decision: Decision
  ) -> [Document.Block] {
    guard facts.crossover != nil else { return [] }
    return [CrossoverWords.sentence(facts, cost: decision.crossover)]
      .compactMap { $0.map { .note(Line($0)) } }
  }

  /// Latency and memory have pictures; what is left of the timed figures has a table.
  private static func costs(
    _ evidence: Evidence, _ profile: Profile, _ decision: Decision
  ) -> [Document.Block] {
    let latency = picture(LatencyPicture.picture(evidence, profile, decision.requirements))
    let memory = picture(
      MemoryPicture.picture(evidence, limit: profile.memory, decision.requirements))
    let rest = evidence.timed.figures.filter { figure in
      let isDrawn =
        (figure.kind.id.hasPrefix("latency-") && !latency.isEmpty)
        || (figure.kind.id.hasPrefix("memory-") && !memory.isEmpty)
      return !isDrawn
    }
    return latency + memory + FigureTables.figures(rest) + StageBlocks.whole(evidence.timed)
  }

  private static func explanations(
    _ facts: Evidence.TimeFree, isOwnData: Bool
  ) -> [Document.Block] {
    picture(CasePicture.picture(facts, isOwnData: isOwnData))
      + FigureTables.explanations(facts.explanations) + FigureTables.figures(facts.properties)
      + FigureTables.notesOnSteps(facts)
  }

  private static func picture(_ picture: Picture?) -> [Document.Block] {
    picture.map { [.picture($0)] } ?? []
  }
}
