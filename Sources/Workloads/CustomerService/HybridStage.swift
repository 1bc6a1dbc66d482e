import WorkloadKit

/// The stages of the hybrid by the names that a profile, a plan and a report give them.
package enum HybridStage: String, Codable, Sendable, CaseIterable {
  case normaliser
  case tokeniser
  case intentClassifier = "intent classifier"
  case slotTagger = "slot tagger"
  case policy
  case reply

  /// The stages that can be learned instead of written or classical.
  static let learnable: [HybridStage] = [.intentClassifier, .slotTagger]

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
      "the hybrid has no stage to vary called \(name)", at: "customer-service",
      remedy: "name some of: " + allCases.map(\.rawValue).joined(separator: ", "))
  }
}
