import Citations
package import Records

/// Tells the chain from each conclusion of a run to the records that bear it: a pure function.
package struct Explainer: Sendable {
  let facts: ChainFacts

  package init(facts: ChainFacts) { self.facts = facts }

  /// Every conclusion with its short name: the decision first, figures last.
  package var conclusions: [Chain.Conclusion] { facts.subjects.map(facts.conclusion) }

  /// The chain of the conclusion of a name; nil where the run has none of that name.
  package func chain(_ name: String) -> Chain? {
    facts.subjects.first { facts.name($0) == name }.map(chain)
  }

  private func chain(_ subject: Subject) -> Chain {
    let trace = Tracer(facts: facts).trace(subject)
    let links = FigureLinks(facts: facts)
    let figures =
      trace.figures.compactMap(links.figure)
      + (trace.restsOnCurve ? [links.curve].compactMap(\.self) : [])
    let trials = trace.trials.union(figures.flatMap(\.trials)).sorted()
    let sessions = trace.sessions.union(figures.flatMap(\.sessions)).sorted()
    let records = RecordLinks(facts: facts)
    var rules = trace.rules
    if figures.contains(where: \.isJudged) { rules.append(.comparison) }
    if !trials.isEmpty { rules.append(.trials) }
    if !sessions.isEmpty { rules.append(.sessions) }
    return Chain(
      run: CitedRun(
        plan: facts.plan, evidence: facts.evidence, decision: facts.decision,
        digests: facts.digests.filter { Citing.documents.contains($0.key) }),
      conclusion: facts.conclusion(subject),
      citations: trace.citations + (trials.isEmpty ? [] : [seed]), rules: unique(rules),
      restsOn: trace.restsOn.map(facts.conclusion), figures: figures,
      trials: records.trials(trials), sessions: records.sessions(sessions),
      machines: records.machines(trials: trials, sessions: sessions),
      gaps: trace.gaps + missing(figures))
  }

  private var seed: Citation {
    Citing.number(
      Double(facts.plan.seed), title: "Seed", printed: "\(facts.plan.seed)", standing: .planned,
      file: Citing.plan, pointer: "/seed")
  }

  private func unique(_ rules: [MethodRule]) -> [Chain.Rule] {
    var known: Set<MethodRule> = []
    return rules.filter { known.insert($0).inserted }.map(\.rule)
  }

  /// The figures whose records are gone.
  private func missing(_ figures: [Chain.Figure]) -> [String] {
    figures.filter { $0.trials.isEmpty && $0.sessions.isEmpty }.map {
      "No record of '\($0.id)' is left in the run."
    }
  }
}

extension Chain.Figure {
  /// Whether its comparison carries a verdict.
  fileprivate var isJudged: Bool {
    citations.contains { $0.pointer.hasSuffix("/contrast/verdict") }
  }
}
