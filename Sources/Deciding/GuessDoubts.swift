import Figures
import Profiles
import Records

/// Which guesses of the profile matter: those of which another value would change the outcome.
///
/// Each is tried alone, a quantity at a tenth, a third, three times and ten times the guess; the
/// decision is made anew with the same draws.
struct GuessDoubts {
  let assessor: Assessor
  let profile: Profile
  let outcome: Decision.Outcome

  func statements() -> [Decision.Statement] {
    var doubts: [Decision.Statement] = []
    var idle: [String] = []
    for key in profile.unknown ?? [] {
      if key == .latencyRate {
        doubts.append(
          .init(
            "`latency.rate` is a guess, and latency was measured at it: another rate has another"
              + " tail. Measure again once it is known.", rule: .guess))
      } else if let (change, other) = flip(key) {
        doubts.append(
          .init(
            "`\(key.rawValue)` is a guess that matters: \(change) would make the outcome"
              + " \(Self.words(other)). Find it out before you build.", rule: .guess))
      } else {
        idle.append("`\(key.rawValue)`")
      }
    }
    guard !idle.isEmpty else { return doubts }
    return doubts + [
      .init(
        "Guessed, but no other value that was tried changes the outcome: \(Wording.list(idle)).",
        rule: .guess)
    ]
  }

  /// The first try that leads elsewhere, small changes before great ones.
  private func flip(_ key: GuessedKey) -> (change: String, outcome: Decision.Outcome)? {
    for (change, tried) in tries(key) {
      var known = tried
      known.unknown = profile.unknown?.filter { $0 != key }
      let other = assessor.assess(known).outcome
      if other != outcome { return (change, other) }
    }
    return nil
  }

  private func tries(_ key: GuessedKey) -> [(change: String, profile: Profile)] {
    switch key {
    case .pairedExamples: return counts(\.data.pairedExamples, least: 1)
    case .stageAnnotations: return counts(\.data.stageAnnotations, least: 0)
    case .pairedCost: return quantities(\.data.pairedCost) { Format.value($0, .euro) }
    case .stageCost: return quantities(\.data.stageCost) { Format.value($0, .euro) }
    case .latencyBudget: return quantities(\.latency.budget) { Format.value($0, .seconds) }
    case .distribution:
      let other: Profile.Distribution =
        profile.data.distribution == .central ? .scattered : .central
      return [(other.rawValue, changed { $0.data.distribution = other })]
    case .businessCritical:
      let other = !profile.regulation.businessCritical
      return [("\(other)", changed { $0.regulation.businessCritical = other })]
    case .regimes: return regimes
    case .latencyRate: return []
    }
  }

  private var regimes: [(change: String, profile: Profile)] {
    let named = profile.regulation.regimes
    let more = assessor.basis.regimes.first {
      $0.demandsExplanation && !$0.withdrawn && !named.contains($0.id)
    }
    var tries: [(change: String, profile: Profile)] = []
    if !named.isEmpty { tries.append(("none", changed { $0.regulation.regimes = [] })) }
    if let more {
      tries.append(("adding \(more.id)", changed { $0.regulation.regimes.append(more.id) }))
    }
    return tries
  }

  private func counts(
    _ key: WritableKeyPath<Profile, Int>, least: Int
  ) -> [(change: String, profile: Profile)] {
    Self.factors.map { factor in
      let value = max(least, Int((Double(profile[keyPath: key]) * factor).rounded()))
      return (Format.count(value), changed { $0[keyPath: key] = value })
    }
  }

  private func quantities(
    _ key: WritableKeyPath<Profile, Double>, _ written: (Double) -> String
  ) -> [(change: String, profile: Profile)] {
    Self.factors.map { factor in
      let value = profile[keyPath: key] * factor
      return (written(value), changed { $0[keyPath: key] = value })
    }
  }

  private static let factors: [Double] = {
    let root = GuessRange.factor.squareRoot()
    return [1 / root, root, 1 / GuessRange.factor, GuessRange.factor]
  }()

  private func changed(_ change: (inout Profile) -> Void) -> Profile {
    var copy = profile
    change(&copy)
    return copy
  }

  private static func words(_ outcome: Decision.Outcome) -> String {
    outcome == .cannotTellYet ? "one that cannot be told yet" : outcome.rawValue
  }
}
