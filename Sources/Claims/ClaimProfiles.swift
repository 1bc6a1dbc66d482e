/// The profiles on which the claims are tested where the user names no run.
package enum ClaimProfiles {
  /// The profile of a workload; nil where claims have none for it.
  ///
  /// The data are scattered and have prices, so that every part of C13 is measured; the number of
  /// examples is the article's (C9).
  package static func text(workload: String) -> String? {
    guard workload == "credit-risk" else { return nil }
    return """
      assay: profile/1
      name: claims-credit-risk
      summary: The profile on which 'assay claims' tests the article's claims
      workload: credit-risk
      data:
        paired-examples: 200k
        stage-annotations: 0
        distribution: scattered
        labelling-cost: {paired: 4.00 EUR, stage: 0.40 EUR}
      latency: {budget: 100 ms, at: p99}
      regulation: {regimes: [gdpr/22], business-critical: true}

      """
  }
}
