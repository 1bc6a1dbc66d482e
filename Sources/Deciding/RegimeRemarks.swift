import Figures
import Profiles
import Records
import Regimes

/// What each regime of the profile asks, and which figure or document of the run speaks to it.
struct RegimeRemarks {
  let profile: Profile
  let regimes: [RegimeDemand]

  func sentences() -> [String] {
    guard !profile.regulation.regimes.isEmpty else { return [] }
    return profile.regulation.regimes.map(sentence) + [closing]
  }

  private func sentence(_ id: String) -> String {
    guard let regime = regimes.first(where: { $0.id == id }) else {
      return "\(id): not in the catalogue of regimes, so nothing is said of it."
    }
    if regime.withdrawn {
      let successor = regime.successor.map { "; its successor is \($0)" } ?? ""
      return "\(id) (\(regime.title)): withdrawn\(successor). It carries no weight here."
    }
    let answer =
      regime.demandsExplanation
      ? "necessity and sufficiency of named reasons, and the decision report, speak to it"
      : "the decision report and the evidence it cites speak to it"
    return "\(id) (\(regime.title)): \(regime.demand.withoutStop); \(answer)."
  }

  private var closing: String {
    let thresholds = PolicyFigure.allCases.filter { profile.policy.threshold($0) != nil }
      .map(\.title)
    let policy =
      thresholds.isEmpty
      ? "the profile's policy sets none"
      : "those for \(Wording.list(thresholds)) are the profile's policy"
    return "None of these sets a number for explanations: thresholds are a user's own, and"
      + " \(policy). This is a list of what to check, not legal advice."
  }
}
