import Figures
package import Records

/// What of a finished run the claims are judged from.
package struct ClaimFacts: Sendable {
  package let plan: Plan
  package let evidence: Evidence
  package let decision: Decision
  /// Learned numbers of the parts of a trained model, by architecture.
  package let parts: [Architecture: [NamedCount]]
  /// The ids of the claims that the run's workload tests.
  package let claims: [String]

  package init(
    plan: Plan, evidence: Evidence, decision: Decision, parts: [Architecture: [NamedCount]],
    claims: [String]
  ) {
    self.plan = plan
    self.evidence = evidence
    self.decision = decision
    self.parts = parts
    self.claims = claims
  }

  func figure(_ id: String) -> ComparedFigure? {
    (evidence.timeFree.scores + evidence.timeFree.properties + evidence.timed.figures)
      .first { $0.kind.id == id }
  }

  func study(_ name: String) -> StudyEvidence? {
    evidence.timeFree.studies?.first { $0.name == name }
  }

  func tests(_ architecture: Architecture) -> ExplanationEvidence? {
    evidence.timeFree.explanations.first { $0.architecture == architecture }
  }

  func isMeasurable(_ architecture: Architecture) -> Bool {
    tests(architecture)?.measurable ?? false
  }

  func criterion(_ name: String) -> Acceptability.Criterion? {
    decision.acceptability?.criteria.first { $0.name == name }
  }
}

/// What a rule finds of a claim.
struct Finding {
  var verdict: ClaimVerdict
  var explanation: String
  var measured: [ClaimResult.Measurement] = []
  var settledBy: String?
}

extension ClaimResult.Measurement {
  /// A study's score of one architecture under one condition.
  static func of(
    _ study: StudyEvidence, _ condition: StudyCondition, _ architecture: Architecture
  ) -> Self? {
    condition.estimates[architecture].map {
      Self(
        what: "\(study.figure.title), \(architecture.rawValue), \(condition.label)",
        printed: Format.estimate($0, study.figure.unit), estimate: $0, source: study.name)
    }
  }

  /// A difference of a study's scores; `what` says of what.
  static func difference(_ estimate: Estimate, of study: StudyEvidence, _ what: String) -> Self {
    Self(
      what: what, printed: Format.difference(estimate, study.figure.unit), estimate: estimate,
      source: study.name)
  }

  /// The estimate of one architecture.
  static func of(_ figure: ComparedFigure?, _ architecture: Architecture) -> Self? {
    guard let figure, let estimate = figure.estimates[architecture] else { return nil }
    return Self(
      what: "\(figure.kind.title), \(architecture.rawValue)",
      printed: Format.estimate(estimate, figure.kind.unit), estimate: estimate,
      source: figure.kind.id)
  }

  /// End-to-end against hybrid.
  static func contrast(of figure: ComparedFigure?) -> Self? {
    guard let figure, let contrast = figure.contrast else { return nil }
    let scale = contrast.scale == .ratio ? "end-to-end over hybrid" : "end-to-end less hybrid"
    return Self(
      what: "\(figure.kind.title), \(scale)", printed: contrast.text(figure.kind.unit),
      estimate: contrast.estimate, source: figure.kind.id)
  }

  /// Both estimates and their comparison, as far as they were measured.
  static func all(of figure: ComparedFigure?) -> [Self] {
    (Architecture.allCases.map { of(figure, $0) } + [contrast(of: figure)]).compactMap(\.self)
  }

  /// The measured cells of one row of the matrix; nil where there are none.
  static func cells(_ dimension: Dimension, _ facts: ClaimFacts) -> Self? {
    facts.cells(dimension, \.measured).map {
      Self(what: "matrix, \(dimension.rawValue), measured cells", printed: $0, source: "matrix")
    }
  }
}

extension ClaimFacts {
  /// What the prior said, to stand beside what was measured; empty where there is no prior.
  func prior(_ dimension: Dimension) -> String {
    cells(dimension, \.prior).map { " The prior, which is not measured, was \($0)." } ?? ""
  }

  fileprivate func cells(
    _ dimension: Dimension,
    _ cells: (DecisionMatrix.Row) -> [Architecture: DecisionMatrix.Cell]
  ) -> String? {
    let found = decision.matrix.rows.first { $0.dimension == dimension }.map(cells) ?? [:]
    let values = Architecture.allCases.compactMap { architecture in
      found[architecture].map {
        "\(architecture.rawValue) \(Format.fixed($0.utility, decimals: 2))"
      }
    }
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }
}
