import Figures
package import Records

/// The summary of a run for people at a terminal.
package enum Summary {
  /// Matrix, figures, requirements, decision and what to do next, in this order.
  package static func document(
    profileName: String, plan: Plan, evidence: Evidence, decision: Decision
  ) -> Document {
    let facts = evidence.timeFree
    var document = Document([
      .heading(level: 1, "\(profileName): end-to-end or hybrid"),
      .note(Line(Words.run(plan) + " " + Words.corpus(plan.workload))),
    ])
    document.section(
      "Matrix: prior and measured, 0 unsuitable … 1 well suited",
      MeasuredMatrixBlocks.blocks(decision.matrix))
    document.section(scoresTitle(plan), FigureTables.scores(facts))
    document.section(
      "Comparison, repetition by repetition",
      ComparisonTables.repetitions(facts)
        + [ComparisonTables.adjusted(evidence)].compactMap { $0.map { .note($0) } })
    document.section(
      "\(facts.scores.first?.kind.title ?? facts.headline) by examples trained on",
      FigureTables.curve(facts)
        + [CrossoverWords.sentence(facts, cost: decision.crossover)].compactMap {
          $0.map { .note(Line($0)) }
        })
    for study in facts.studies ?? [] {
      document.section(StudyBlocks.title(study), StudyBlocks.brief(study, plan))
    }
    document.section("Time and memory", FigureTables.figures(evidence.timed.figures))
    document.section("At production size", ProductionTables.blocks(evidence))
    document.section(ServicesBlocks.title, ServicesBlocks.blocks(evidence))
    for architecture in Architecture.allCases {
      document.section(
        StageBlocks.title(architecture), StageBlocks.brief(evidence.timed, architecture))
    }
    document.section(
      "Size and explanations",
      FigureTables.figures(facts.properties) + FigureTables.notesOnSteps(facts))
    document.section("Tests of named reasons", FigureTables.explanations(facts.explanations))
    document.section(WaysToExplain.title, WaysToExplain.blocks(evidence))
    document.section("How it was measured", measuring(evidence))
    document.section(
      "Requirements",
      DecisionBlocks.requirements(decision.requirements, unit: { unit($0, evidence) }))
    addDecision(&document, decision)
    return document
  }

  private static func addDecision(_ document: inout Document, _ decision: Decision) {
    document.section("Ranking", DecisionBlocks.ranking(decision.acceptability))
    document.section(
      "Decision: \(Words.outcome(decision.outcome))",
      [
        .paragraph(
          Line(spans: [.init(decision.summary, .strong)]))
      ])
    document.section("Reasons", DecisionBlocks.statements(decision.reasons))
    document.section("Doubts", DecisionBlocks.statements(decision.doubts))
    document.section("What would change it", DecisionBlocks.flips(decision.acceptability))
    document.section(
      "Measure next", decision.nextMeasurement.map { [.paragraph(Line($0))] } ?? [])
    document.section(
      "Regimes",
      decision.regimeRemarks.isEmpty
        ? [] : [.bullets(decision.regimeRemarks.map { Line($0) })])
    document.section("Checklist of the regimes", ChecklistBlocks.summary(decision.checklist))
  }

  private static func scoresTitle(_ plan: Plan) -> String {
    let size = plan.sizes.last.map { " at \(Format.count($0)) examples" } ?? ""
    return "Scores\(size), with intervals"
  }

  static func measuring(_ evidence: Evidence) -> [Document.Block] {
    var lines = evidence.timed.machines.map { Line(Words.machine($0)) }
    if let overhead = evidence.timed.harnessOverhead {
      lines.append(
        "The harness itself costs \(Format.value(overhead, .seconds)) a query, included above.")
    }
    lines += evidence.timed.validity.map { Line("\($0.detail) \($0.remedy)", .open) }
    lines += evidence.timeFree.remarks.map { Line($0) }
    return lines.isEmpty ? [] : [.bullets(lines)]
  }

  /// The unit of a figure, wherever the evidence declares it.
  static func unit(_ id: String, _ evidence: Evidence) -> Unit {
    let figures =
      evidence.timeFree.scores + evidence.timeFree.properties + evidence.timed.figures
      + (evidence.timed.deployment?.figures ?? [])
    return figures.first { $0.kind.id == id }?.kind.unit ?? .dimensionless
  }
}
