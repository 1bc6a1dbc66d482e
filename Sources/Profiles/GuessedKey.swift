/// A key of the profile whose value may be marked as a guess, with `unknown`.
package enum GuessedKey: String, Codable, Sendable, Hashable, CaseIterable {
  case pairedExamples = "data.paired-examples"
  case stageAnnotations = "data.stage-annotations"
  case distribution = "data.distribution"
  case pairedCost = "data.labelling-cost.paired"
  case stageCost = "data.labelling-cost.stage"
  case latencyBudget = "latency.budget"
  case latencyRate = "latency.rate"
  case regimes = "regulation.regimes"
  case businessCritical = "regulation.business-critical"
}

extension Profile {
  /// Whether the value of the key is a guess.
  package func guesses(_ key: GuessedKey) -> Bool { unknown?.contains(key) ?? false }
}

extension GuessedKey: CustomStringConvertible {
  package var description: String { rawValue }
}
