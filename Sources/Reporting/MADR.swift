import Figures
package import Records

/// The decision as a Markdown architecture decision record (MADR 4, https://adr.github.io/madr).
package enum MADR {
  /// The record.
  ///
  /// - Parameters:
  ///   - profileName: The profile's name.
  ///   - summary: The profile's summary of the project; empty for none.
  ///   - plan: What was run.
  ///   - evidence: What was measured.
  ///   - decision: What follows.
  /// - Returns: The document, in MADR's order of sections.
  package static func document(
    profileName: String, summary: String, plan: Plan, evidence: Evidence, decision: Decision
  ) -> Document {
    var document = Document([.heading(level: 1, title(profileName, decision))])
    document.section("Context and Problem Statement", context(summary, plan))
    document.section("Decision Drivers", drivers(decision))
    document.section(
      "Considered Options",
      [.bullets(Architecture.allCases.map { Line(option($0)) })])
    document.section("Decision Outcome", outcome(decision))
    document.section("Consequences", level: 3, consequences(decision))
    document.section("Confirmation", level: 3, confirmation(plan))
    document.section("Pros and Cons of the Options", [.note("From the run's figures.")])
    for architecture in Architecture.allCases {
      document.section(
        option(architecture), level: 3, MADROptions.blocks(architecture, decision, evidence))
    }
    document.section("More Information", more(decision))
    return document
  }

  static func title(_ name: String, _ decision: Decision) -> String {
    switch decision.outcome {
    case .endToEnd: "Build \(name) as one end-to-end network"
    case .hybrid: "Build \(name) as a hybrid of explicit stages"
    case .either: "Build \(name) either way: end-to-end or hybrid"
    case .neither: "Build \(name) neither end-to-end nor hybrid as measured"
    case .cannotTellYet: "Leave the architecture of \(name) open until more is measured"
    }
  }

  private static func option(_ architecture: Architecture) -> String {
    switch architecture {
    case .endToEnd: "end-to-end: one network from raw input to answer"
    case .hybrid: "hybrid: explicit stages with typed interfaces"
    }
  }

  private static func context(_ summary: String, _ plan: Plan) -> [Document.Block] {
    let question = "Should it be built as one end-to-end network, or as a hybrid of stages?"
    let project = summary.isEmpty ? "" : summary + (summary.hasSuffix(".") ? " " : ". ")
    return [
      .paragraph(Line(project + question)),
      .paragraph(
        Line(
          "Both were trained, served and measured: \(Words.run(plan))"
            + " \(Words.corpus(plan.workload))")),
    ]
  }

  private static func drivers(_ decision: Decision) -> [Document.Block] {
    var drivers: [Line] = []
    var named: Set<String> = []
    for result in decision.requirements where named.insert(result.requirement).inserted {
      drivers.append(Line(result.requirement + (result.vetoes ? " (a requirement)" : "")))
    }
    for criterion in decision.acceptability?.criteria ?? [] {
      drivers.append(
        Line("\(criterion.name), with \(Format.percent(criterion.weight)) of the weight"))
    }
    return drivers.isEmpty ? [] : [.bullets(drivers)]
  }

  private static func outcome(_ decision: Decision) -> [Document.Block] {
    let chosen = Words.outcome(decision.outcome)
    // A chosen option is named once: the summary's cause follows its colon.
    let cause = decision.summary.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
    let because = cause.prefix(1).lowercased() + cause.dropFirst()
    let lead: String
    switch decision.outcome {
    case .endToEnd, .hybrid: lead = "Chosen option: "
    case .either: lead = "Both options will do: "
    case .neither: lead = "No option is chosen: "
    case .cannotTellYet: lead = "No option is chosen yet: "
    }
    return [
      .paragraph(Line(lead) + Line(chosen, .strong) + Line(", because \(because)"))
    ] + DecisionBlocks.statements(decision.reasons)
  }

  private static func consequences(_ decision: Decision) -> [Document.Block] {
    let chosen: Architecture
    switch decision.outcome {
    case .endToEnd: chosen = .endToEnd
    case .hybrid: chosen = .hybrid
    case .neither, .either, .cannotTellYet:
      return DecisionBlocks.statements(decision.doubts)
    }
    return [
      .bullets(
        MADROptions.good(chosen, decision).map { Line("Good, because \($0)") }
          + MADROptions.bad(chosen, decision).map { Line("Bad, because \($0)") })
    ] + [.paragraph("Doubts that remain:")] + DecisionBlocks.statements(decision.doubts)
  }

  private static func confirmation(_ plan: Plan) -> [Document.Block] {
    [
      .bullets([
        Line(
          "'assay verify' on the run directory recomputes evidence and decision from the records"
            + " and compares them."),
        Line(
          "A fresh run of the same profile with seed \(plan.seed) repeats scores and answers bit"
            + " for bit on the same class of machine; times and memory vary."),
      ])
    ]
  }

  private static func more(_ decision: Decision) -> [Document.Block] {
    var blocks: [Document.Block] = [.paragraph("When to revisit:")]
    var when = (decision.acceptability?.flips ?? []).map { flip in
      Line("\(flip.change) would make it: \(Words.outcome(flip.outcome)).")
    }
    if let next = decision.nextMeasurement { when.append(Line("When this is measured: \(next)")) }
    when.append("When data, load, prices or regulation move away from the profile.")
    blocks.append(.bullets(when))
    if !decision.regimeRemarks.isEmpty {
      blocks.append(.paragraph("Regimes named in the profile:"))
      blocks.append(.bullets(decision.regimeRemarks.map { Line($0) }))
    }
    blocks += ChecklistBlocks.lines(decision.checklist, level: 3)
    return blocks
  }
}
