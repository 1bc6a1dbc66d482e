import WorkloadKit

/// The stages of the hybrid by the names that a profile, a plan and a report give them.
package enum HybridStage: String, Codable, Sendable, CaseIterable {
  case cleaning
  case features
  case policyRules = "policy rules"
  case scorecard
  case calibration

  /// The stages named.
  ///
  /// - Throws: `WorkloadError` for a name that no stage has, or no name at all.
  static func named(_ names: [String]) throws -> Set<HybridStage> {
    guard !names.isEmpty else { throw unknown("no stage") }
    return Set(
      try names.map { name in
        guard let stage = HybridStage(rawValue: name) else { throw unknown("'\(name)'") }
        return stage
      })
  }

  private static func unknown(_ name: String) -> any Error {
    WorkloadError(
      "the hybrid has no stage to vary called \(name)", at: "credit-risk",
      remedy: "name some of: " + allCases.map(\.rawValue).joined(separator: ", "))
  }
}

/// What is put in the place of which stages of the hybrid; nothing for the hybrid as a bank builds it.
struct HybridRecipe: Sendable {
  /// The stages that are learned instead of written: a mix of the two architectures.
  var learned: Set<HybridStage> = []
  /// The stage whose truth stands in its place, known while the later stages are fitted.
  var oracle: HybridStage?
  /// The corpus that knows the truth; needed for an oracle.
  var truth: CorpusTruth?
}
