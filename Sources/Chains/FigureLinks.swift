import Citations
import Figures
import Records

/// From figures of the evidence to the trials and sessions that they are made of.
struct FigureLinks {
  let facts: ChainFacts

  /// A figure with its records; nil where the run did not measure it.
  func figure(_ id: String) -> Chain.Figure? {
    guard let placed = facts.evidence.placed(id) else { return nil }
    let isServed = placed.pointer.hasPrefix("/timed") && !Self.fromTrials.contains(id)
    let (trials, sessions) = isServed ? served(placed.figure) : trained(placed.figure)
    var citations: [Citation?] = []
    for architecture in Architecture.allCases {
      citations.append(Citing.estimate(placed, architecture))
      citations.append(
        placed.figure.estimates[architecture].map {
          how($0, architecture, "\(placed.pointer)/estimates/\(architecture.rawValue)")
        })
    }
    citations += comparison(
      placed.figure.contrast, placed.figure.kind, placed.figure.kind.title, placed.pointer)
    return Chain.Figure(
      id: id, title: placed.figure.kind.title, rule: rule(id).rule,
      citations: citations.compactMap(\.self) + controls(id),
      replicates: replicates(placed, unit: isServed ? "session" : "repetition"), trials: trials,
      sessions: sessions)
  }

  /// The headline score at every size, as one figure.
  var curve: Chain.Figure? {
    let timeFree = facts.evidence.timeFree
    guard let kind = facts.evidence.placed(timeFree.headline)?.figure.kind else { return nil }
    var citations: [Citation] = []
    var trials: Set<Int> = []
    for (index, point) in timeFree.curve.enumerated() {
      let place = "/timeFree/curve/\(index)"
      let title = "\(kind.title) at \(Format.count(point.size)) examples"
      for architecture in Architecture.allCases {
        guard let estimate = point.estimates[architecture] else { continue }
        let pointer = "\(place)/estimates/\(architecture.rawValue)"
        citations.append(
          Citing.estimate(estimate, kind, title: title, architecture, pointer: pointer))
        trials.formUnion(counted(architecture, size: point.size))
      }
      citations += comparison(point.contrast, kind, title, place)
    }
    return Chain.Figure(
      id: "\(timeFree.headline) by size", title: "\(kind.title) by examples trained on",
      rule: MethodRule.scores.rule, citations: citations, replicates: [], trials: trials.sorted(),
      sessions: [])
  }

  /// What trials, not sessions, measure of time and memory.
  private static let fromTrials: Set<String> = ["training-time", "memory-training-peak"]

  /// Where the evidence of explanations holds each test of named reasons.
  private static let reasonKeys = [
    "necessity": "necessity", "sufficiency": "sufficiency", "necessity-and-sufficiency": "both",
  ]

  private func rule(_ id: String) -> MethodRule {
    if id.hasPrefix(DeploymentEvidence.prefix) { return .production }
    if Self.reasonKeys[id] != nil { return .reasons }
    let isScore = facts.evidence.timeFree.scores.contains { $0.kind.id == id }
    return isScore ? .scores : .times
  }

  private func how(
    _ estimate: Estimate, _ architecture: Architecture, _ pointer: String
  ) -> Citation {
    var citation = Citing.text(
      estimate.method, title: "How it was made", standing: .measured, file: Citing.evidence,
      pointer: "\(pointer)/method")
    citation.architecture = architecture
    return citation
  }

  private func comparison(
    _ contrast: Contrast?, _ kind: FigureKind, _ title: String, _ pointer: String
  ) -> [Citation] {
    guard let contrast else { return [] }
    let place = "\(pointer)/contrast"
    let margin =
      contrast.scale == .ratio
      ? Format.percent(contrast.margin) : Format.setting(contrast.margin, kind.unit)
    var citations = [
      Citing.contrast(contrast, kind, title: title, pointer: pointer),
      Citing.number(
        contrast.margin, title: "Indifference margin", printed: margin, standing: .measured,
        file: Citing.evidence, pointer: "\(place)/margin"),
    ]
    if let verdict = contrast.verdict {
      citations.append(
        Citing.text(
          verdict.rawValue, title: "Verdict on end-to-end", standing: .measured,
          file: Citing.evidence, pointer: "\(place)/verdict"))
    }
    return citations
  }

  /// What reasons named at random reach, for the tests of named reasons.
  private func controls(_ id: String) -> [Citation] {
    guard let key = Self.reasonKeys[id] else { return [] }
    return facts.evidence.timeFree.explanations.enumerated().flatMap { index, tests -> [Citation] in
      let estimates =
        switch key {
        case "necessity": tests.necessity
        case "sufficiency": tests.sufficiency
        default: tests.both ?? [:]
        }
      return ExplanationTests.Namer.allCases.compactMap { namer in
        guard namer != .explanation, let estimate = estimates[namer] else { return nil }
        return Citation(
          title: "Control, \(namer.rawValue)", figure: id, architecture: tests.architecture,
          printed: Format.estimate(estimate, .dimensionless), value: estimate.value,
          interval: estimate.interval, standing: .measured, file: Citing.evidence,
          pointer: "/timeFree/explanations/\(index)/\(key)/\(namer.rawValue)")
      }
    }
  }

  private func replicates(_ placed: PlacedFigure, unit: String) -> [Chain.Replicates] {
    Architecture.allCases.compactMap { architecture in
      guard let values = placed.figure.replicates[architecture], !values.isEmpty else { return nil }
      return Chain.Replicates(
        architecture: architecture, unit: unit, values: values,
        printed: values.map { Format.value($0.value, placed.figure.kind.unit) },
        file: Citing.evidence, pointer: "\(placed.pointer)/replicates/\(architecture.rawValue)")
    }
  }

  /// The trials of the largest size that count, of all architectures.
  var largestTrials: [Int] {
    facts.plan.sizes.last.map { size in
      Architecture.allCases.flatMap { counted($0, size: size) }.sorted()
    } ?? []
  }

  /// Figures of trials are those of the largest size.
  private func trained(_ figure: ComparedFigure) -> (trials: [Int], sessions: [Int]) {
    guard let size = facts.plan.sizes.last else { return ([], []) }
    let trials = figure.estimates.keys.flatMap { counted($0, size: size) }
    return (trials.sorted(), [])
  }

  /// The trials of a size whose repetitions count.
  private func counted(_ architecture: Architecture, size: Int) -> [Int] {
    let repetitions = facts.plan.countedRepetitions(size: size, isCompleted: facts.isCompleted)
      .counted(architecture)
    return facts.plan.mainTrials.filter {
      $0.architecture == architecture && $0.size == size && repetitions.contains($0.repetition)
    }.map(\.number)
  }

  /// Figures of sessions are those of the models that they served.
  private func served(_ figure: ComparedFigure) -> (trials: [Int], sessions: [Int]) {
    let named = Set(figure.replicates.values.flatMap { $0.map(\.unit) })
    let isDeclared = figure.kind.id.hasPrefix(DeploymentEvidence.prefix)
    let sessions = facts.sessions.values.filter { session in
      session.failure == nil && session.specification.services == nil
        && (session.specification.declared != nil) == isDeclared
        && (named.isEmpty || named.contains(session.specification.number))
    }
    // A model of a declared size comes from no trial.
    let trials = sessions.flatMap { session in
      session.candidates.filter { $0.declared == nil }.compactMap(\.trial)
    }
    return (Set(trials).sorted(), sessions.map(\.specification.number).sorted())
  }
}
