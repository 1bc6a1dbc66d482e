package import Figures

/// What became of a claim on a workload.
package enum ClaimVerdict: String, Codable, Sendable, CaseIterable {
  case holds = "holds here"
  case doesNotHold = "does not hold here"
  case inconclusive
  case notTestable = "not testable here"
}

/// The project's claims, each held against what was measured.
package struct ClaimReport: Codable, Sendable, Equatable {
  package static let schema = "assay/claims/1"

  package var schema = ClaimReport.schema
  /// The run that the verdicts rest on; nil where none of the claims is testable yet.
  package var run: CitedRun?
  /// Whether it was on the user's own data, not on an embedded corpus.
  package var ownData: Bool
  /// One for each claim, in the order of their ids.
  package var results: [ClaimResult]

  package init(run: CitedRun?, ownData: Bool, results: [ClaimResult]) {
    self.run = run
    self.ownData = ownData
    self.results = results
  }
}

/// One claim, the article's figure, what was measured, and the verdict.
package struct ClaimResult: Codable, Sendable, Equatable {
  /// The id, such as `C12`.
  package var claim: String
  package var text: String
  /// The figure that the article gives: never a measurement; nil where it gives none.
  package var articleFigure: String?
  package var verdict: ClaimVerdict
  /// When the claim holds and when it does not; nil where no rule tests it yet.
  package var criterion: String?
  /// What was measured here; empty where nothing was.
  package var measured: [Measurement]
  /// Why the verdict is what it is.
  package var explanation: String
  /// What settles an inconclusive verdict.
  package var settledBy: String?
  /// What a claim that is not testable waits for.
  package var waitsFor: String?

  package init(
    claim: String, text: String, articleFigure: String?, verdict: ClaimVerdict,
    criterion: String? = nil, measured: [Measurement] = [], explanation: String,
    settledBy: String? = nil, waitsFor: String? = nil
  ) {
    self.claim = claim
    self.text = text
    self.articleFigure = articleFigure
    self.verdict = verdict
    self.criterion = criterion
    self.measured = measured
    self.explanation = explanation
    self.settledBy = settledBy
    self.waitsFor = waitsFor
  }

  /// One thing that was measured, as people read it and as a number with its interval.
  package struct Measurement: Codable, Sendable, Equatable {
    package var what: String
    package var printed: String
    /// Nil for what is counted or a text.
    package var estimate: Estimate?
    /// The id of the figure or the study in the evidence; nil for what stands elsewhere.
    package var source: String?

    package init(what: String, printed: String, estimate: Estimate? = nil, source: String? = nil) {
      self.what = what
      self.printed = printed
      self.estimate = estimate
      self.source = source
    }
  }
}
