/// A document of a finished run that answers a regime.
package enum RunDocument: String, Sendable, CaseIterable {
  /// Why the architecture was chosen, and what else was considered.
  case rationale
  /// What speaks for and against each architecture, and what would change the choice.
  case tradeOffs = "trade-offs"
  /// The parts of each architecture, with their sizes.
  case architecture
  /// How both were trained, tested and measured.
  case procedure
  /// Scores with intervals, on test items that were not trained on.
  case testMetrics = "test-metrics"
  /// How test items were kept apart from training.
  case testData = "test-data"
  /// What the choice may not be relied on for.
  case limits
  /// Every trial and session with machine, version, seed and digest.
  case runRecord = "run-record"
  /// One decision and its reasons, as each architecture gives them.
  case explainedCase = "explained-case"

  /// Where in the run it stands.
  package var place: String {
    switch self {
    case .rationale: "decision.md, Decision Outcome and Considered Options"
    case .tradeOffs: "decision.md, Pros and Cons of the Options and More Information"
    case .architecture: "evidence.json, parameters; report.html, Explanations; 'assay workloads'"
    case .procedure: "plan.json and report.html, Method in short; docs/method.md"
    case .testMetrics: "evidence.json, scores; report.html, Quality"
    case .testData: "plan.json; report.html, Method in short"
    case .limits: "decision.json, doubts; decision.md, Consequences"
    case .runRecord: "trials/, sessions/ and SHA256SUMS; 'assay verify' checks them"
    case .explainedCase: "evidence.json, cases; report.html, Explanations"
    }
  }

  /// Whether it is about the user's own system only where the run was on the user's own data.
  package var needsOwnData: Bool {
    switch self {
    case .testMetrics, .testData, .explainedCase: true
    case .rationale, .tradeOffs, .architecture, .procedure, .limits, .runRecord: false
    }
  }
}
