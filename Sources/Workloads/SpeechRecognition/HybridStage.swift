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
  /// The corpus's truth in the place of the acoustic model.
  struct Oracle: Sendable {
    let truth: SpokenCorpusTruth
    /// Whether the decoder's weights and the confidence are fitted to the truth.
    let isRefitted: Bool
  }

  /// The stages that are learned from transcripts alone: the acoustic model without annotations, the
  /// decoder without a lexicon.
  var learned: Set<HybridStage> = []
  var oracle: Oracle?

  /// The hybrid with the truth in the place of its acoustic model; nil for its own.
  init(oracle: Oracle? = nil) { self.oracle = oracle }

  /// A mix, by the names of the stages that are learned.
  ///
  /// - Throws: `WorkloadError` for a stage that is not learned otherwise.
  static func learned(_ names: [String]) throws(WorkloadError) -> HybridRecipe {
    var recipe = HybridRecipe()
    recipe.learned = try HybridStage.named(names)
    guard recipe.learned.isSubset(of: [.acousticModel, .decoder]) else {
      throw WorkloadError(
        "features and confidence are not learned from transcripts", at: "speech-recognition",
        remedy: "name some of: acoustic model, decoder")
    }
    return recipe
  }
}
