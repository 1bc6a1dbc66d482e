import WorkloadKit

/// The stages of the hybrid by the names that a profile, a plan and a report give them.
package enum HybridStage: String, Codable, Sendable, CaseIterable {
  case features
  case acousticModel = "acoustic model"
  case decoder
  case confidence

  /// The stages named.
  ///
  /// - Throws: `WorkloadError` for a name that no stage has, or no name at all.
  static func named(_ names: [String]) throws(WorkloadError) -> Set<HybridStage> {
    guard !names.isEmpty else { throw unknown("no stage") }
    var stages: Set<HybridStage> = []
    for name in names {
      guard let stage = HybridStage(rawValue: name) else { throw unknown("'\(name)'") }
      stages.insert(stage)
    }
    return stages
  }

  private static func unknown(_ name: String) -> WorkloadError {
    WorkloadError(
      "the hybrid has no stage to vary called \(name)", at: "speech-recognition",
      remedy: "name some of: " + allCases.map(\.rawValue).joined(separator: ", "))
  }
}

/// What is put in the place of which stages of the hybrid; nothing for the hybrid as a team builds it.
struct HybridRecipe: Sendable {
  /// The stages that are learned from transcripts alone: without annotations, or without a lexicon.
  var learned: Set<HybridStage> = []
  /// The corpus that stands in the place of the acoustic model; nil for none.
  var oracle: SpokenCorpusTruth?
}
