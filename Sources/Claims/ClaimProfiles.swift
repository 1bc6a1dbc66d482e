/// The profiles on which the claims are tested where the user names no run.
package enum ClaimProfiles {
  /// The profile of a workload; nil where claims have none for it.
  ///
  /// The data are scattered and have prices, so that every part of C13 is measured; the number of
  /// examples is the article's (C9).
  package static func text(workload: String) -> String? {
    switch workload {
    case "credit-risk": text(workload, stagePrice: "0.40", regulation: "[gdpr/22]")
    case "speech-recognition": text(workload, stagePrice: "2.00", regulation: "[]")
    case "customer-service":
      text(workload, stagePrice: "0.40", regulation: "[eu-ai-act/art-50]")
    default: nil
    }
  }

  private static func text(_ workload: String, stagePrice: String, regulation: String) -> String {
    """
    assay: profile/1
    name: claims-\(workload)
    summary: The profile on which 'assay claims' tests the article's claims
    workload: \(workload)
    data:
      paired-examples: 200k
      stage-annotations: 0
      distribution: scattered
      labelling-cost: {paired: 4.00 EUR, stage: \(stagePrice) EUR}
    latency: {budget: 100 ms, at: p99}
    regulation: {regimes: \(regulation), business-critical: true}

    """
  }
}
