import Figures
import Profiles
import Records

/// What a prior cell says of the guesses that it averages over.
struct GuessWords {
  let profile: Profile

  /// A sentence to follow a cell's reason, with a blank before it; empty where nothing is guessed.
  func remark(_ dimension: Dimension) -> String {
    let parts = GuessedKey.allCases.filter { profile.guesses($0) && Self.row($0) == dimension }
      .map(part)
    guard !parts.isEmpty else { return "" }
    return " Guessed, so this is a mean over what it may be: \(Wording.list(parts))."
  }

  /// The row of the matrix that a key moves; nil where it moves none.
  private static func row(_ key: GuessedKey) -> Dimension? {
    switch key {
    case .pairedExamples, .stageAnnotations, .distribution, .pairedCost, .stageCost: .data
    case .latencyBudget: .latency
    case .latencyRate: nil
    case .regimes, .businessCritical: .regulation
    }
  }

  private func part(_ key: GuessedKey) -> String {
    let data = profile.data
    switch key {
    case .pairedExamples: return range(key, Double(data.pairedExamples), count)
    case .stageAnnotations: return range(key, Double(data.stageAnnotations), count)
    case .pairedCost: return range(key, data.pairedCost) { Format.value($0, .euro) }
    case .stageCost: return range(key, data.stageCost) { Format.value($0, .euro) }
    case .latencyBudget:
      return range(key, profile.latency.budget) { Format.setting($0, .seconds) }
    case .distribution: return "\(key.rawValue) (central or scattered)"
    case .businessCritical: return "\(key.rawValue) (true or false)"
    case .regimes: return "\(key.rawValue) (one demand for explanation more or less)"
    case .latencyRate: return key.rawValue
    }
  }

  private func count(_ value: Double) -> String { Format.count(Int(value.rounded())) }

  private func range(_ key: GuessedKey, _ value: Double, _ written: (Double) -> String) -> String {
    guard value > 0 else { return "\(key.rawValue) (anything)" }
    let factor = GuessRange.factor
    return "\(key.rawValue) (\(written(value / factor)) to \(written(value * factor)))"
  }
}
