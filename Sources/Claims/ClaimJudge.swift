import Figures
package import Records

/// Judges claims from a finished run: a pure function of its files.
package struct ClaimJudge: Sendable {
  let facts: ClaimFacts

  package init(facts: ClaimFacts) { self.facts = facts }

  /// Judges every claim given, in their order.
  package func results(_ claims: [Claim]) -> [ClaimResult] { claims.map(result) }

  /// The claims among those given that no rule tests, with what they wait for.
  package static func untested(_ claims: [Claim]) -> [ClaimResult] {
    claims.compactMap { claim in
      if case .waits(let what) = claim.test { untested(claim, waitsFor: what) } else { nil }
    }
  }

  private static func untested(_ claim: Claim, waitsFor what: String) -> ClaimResult {
    ClaimResult(
      claim: claim.id, text: claim.text, articleFigure: claim.articleFigure,
      verdict: .notTestable, explanation: "No workload or feature tests it yet.", waitsFor: what)
  }

  private func result(_ claim: Claim) -> ClaimResult {
    switch claim.test {
    case .waits(let what): return Self.untested(claim, waitsFor: what)
    case .rule(let rule):
      let finding = facts.claims.contains(claim.id) ? finding(rule) : elsewhere(claim)
      return ClaimResult(
        claim: claim.id, text: claim.text, articleFigure: claim.articleFigure,
        verdict: finding.verdict, criterion: rule.criterion, measured: finding.measured,
        explanation: finding.explanation, settledBy: finding.settledBy)
    }
  }

  private func finding(_ rule: ClaimRule) -> Finding {
    switch rule {
    case .path: path()
    case .structure: structure()
    case .services: services()
    case .regularisation: regularisation()
    case .convergence: convergence()
    case .reasons: reasons()
    case .data: data()
    case .latency: latency()
    case .regulation: regulation()
    case .mix: mix()
    }
  }

  /// A run of a workload that does not test the claim says nothing of it.
  private func elsewhere(_ claim: Claim) -> Finding {
    Finding(
      verdict: .notTestable,
      explanation: "The workload \(facts.plan.workload.name) does not test it; what does:"
        + " \(claim.testedBy).")
  }

  /// A run that lacks a study says nothing of the claim.
  func lacking(_ study: String) -> Finding {
    Finding(
      verdict: .notTestable,
      explanation: "This run has no study '\(study)': make one with 'assay recommend PROFILE"
        + " --studies \(study)', or leave --run out.")
  }

  /// The verdict where the claim says that end-to-end is worse in a figure.
  ///
  /// - Parameters:
  ///   - verdict: end-to-end against the hybrid; nil where no verdict may rest on the figure.
  ///   - worse: what is said where it is worse.
  ///   - otherwise: what is said where it is better or equal.
  ///   - measured: the figures that are shown.
  ///   - settledBy: what would settle an open comparison.
  ///   - open: why no verdict may rest on the figure, and what would settle it, where that is known.
  /// - Returns: the finding.
  func whereWorse(
    _ verdict: ComparisonVerdict?, worse: String, otherwise: (ComparisonVerdict) -> String,
    measured: [ClaimResult.Measurement], settledBy: String?,
    open: (why: String, settledBy: String)? = nil
  ) -> Finding {
    switch verdict {
    case .worse: Finding(verdict: .holds, explanation: worse, measured: measured)
    case .better:
      Finding(verdict: .doesNotHold, explanation: otherwise(.better), measured: measured)
    case .equivalent:
      Finding(verdict: .doesNotHold, explanation: otherwise(.equivalent), measured: measured)
    case .inconclusive:
      Finding(
        verdict: .inconclusive, explanation: "The interval does not tell.", measured: measured,
        settledBy: settledBy ?? "a fresh run of more effort")
    case nil:
      Finding(
        verdict: .inconclusive,
        explanation: open?.why
          ?? "No verdict may rest on these trials: the run's remarks and doubts say why.",
        measured: measured,
        settledBy: open?.settledBy ?? "a fresh run whose trials reach their plateau")
    }
  }
}
