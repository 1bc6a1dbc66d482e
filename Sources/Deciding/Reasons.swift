import Figures
import Profiles
import Records

/// Why the outcome is what it is, in sentences that carry the figures' numbers.
struct Reasons {
  let profile: Profile
  let basis: DecisionBasis
  let assessment: Assessment

  /// The decision in one sentence.
  var summary: String {
    switch assessment.outcome {
    case .neither: return "Neither architecture meets what the profile requires."
    case .either:
      return "Either architecture will do: nothing that the profile asks for tells them apart."
    case .cannotTellYet: return "The measurements do not settle the choice yet."
    case .endToEnd: return chosen(.endToEnd)
    case .hybrid: return chosen(.hybrid)
    }
  }

  func statements() -> [Decision.Statement] {
    switch assessment.outcome {
    case .neither: return ruledOut
    case .either: return [acceptability] + criteria { _ in true }
    case .endToEnd: return reasons(for: .endToEnd)
    case .hybrid: return reasons(for: .hybrid)
    case .cannotTellYet: return ruledOut + openRequirements + open + timeToExplain
    }
  }

  private func chosen(_ architecture: Architecture) -> String {
    let name = architecture == .hybrid ? "the hybrid" : "the end-to-end network"
    if Fitness.of(architecture.other, assessment.requirements) == .ruledOut {
      return "Build \(name): it is the only one that meets what the profile requires."
    }
    let share = Format.percent(assessment.ranking.firstRank[architecture])
    return "Build \(name): it ranks first in \(share) of the draws over figures and priorities."
  }

  private func reasons(for architecture: Architecture) -> [Decision.Statement] {
    let alone = Fitness.of(architecture.other, assessment.requirements) == .ruledOut
    return ruledOut + (alone ? [] : [acceptability])
      + criteria { $0.favours == architecture } + timeToExplain + leaning(to: architecture)
      + StudyStatements(profile: profile, basis: basis, assessment: assessment).reasons
      + met(architecture)
  }

  /// The time to explain, where it speaks for the choice or there is none to speak against.
  private var timeToExplain: [Decision.Statement] {
    let time = TimeToExplain(profile: profile, basis: basis)
    return time.isReason(for: assessment.outcome) ? [time.statement].compactMap(\.self) : []
  }

  /// Inconclusive criteria are no reasons, but the ranking counts which way they lean.
  private func leaning(to architecture: Architecture) -> [Decision.Statement] {
    weighing { $0.favours == nil && $0.verdict != .equivalent && $0.leaning == architecture }
      .map { .init($0.leans(to: architecture), rule: .criterion, figures: $0.figures) }
  }

  private var ruledOut: [Decision.Statement] {
    assessment.requirements.filter { $0.vetoes && $0.verdict == .unmet }.map { result in
      .init(
        "\(result.architecture.rawValue.capitalisedFirst) is ruled out: '\(result.requirement)'"
          + " is not met, \(result.explanation)",
        rule: .requirement, figures: [result.figure])
    }
  }

  private var openRequirements: [Decision.Statement] {
    assessment.requirements.filter { $0.vetoes && $0.verdict == .inconclusive }.map { result in
      .init(
        "Open for \(result.architecture.rawValue), '\(result.requirement)':"
          + " \(result.explanation)",
        rule: .requirement, figures: [result.figure])
    }
  }

  private func met(_ architecture: Architecture) -> [Decision.Statement] {
    assessment.requirements.filter { $0.architecture == architecture && $0.verdict == .met }
      .map { result in
        .init(
          "\(architecture.rawValue.capitalisedFirst) meets '\(result.requirement)':"
            + " \(result.explanation)",
          rule: .requirement, figures: [result.figure])
      }
  }

  private var acceptability: Decision.Statement {
    let ranks = assessment.ranking.firstRank
    let leader: Architecture = ranks.endToEnd > ranks.hybrid ? .endToEnd : .hybrid
    let odds =
      ranks[leader] < 1
      ? ", odds of \(Wording.odds(ranks[leader], draws: DecidingRules.draws))" : ""
    let measured =
      assessment.measuredFirstRank.map {
        " (\(Format.percent($0[leader])) in the draws that rest on measurements alone)"
      } ?? ""
    return .init(
      "Over \(Format.count(DecidingRules.draws)) draws of figures and weights"
        + " \(leader.rawValue) ranks first in \(Format.percent(ranks[leader]))\(measured)\(odds).",
      rule: .acceptability)
  }

  private func criteria(_ isReason: (Criterion) -> Bool) -> [Decision.Statement] {
    weighing(isReason).map { .init($0.sentence, rule: .criterion, figures: $0.figures) }
  }

  /// The criteria that carry weight and pass the test: conclusive ones first, then by what they move.
  private func weighing(_ matches: (Criterion) -> Bool) -> [Criterion] {
    func moves(_ entry: (Criterion, Double)) -> Double {
      entry.1 * entry.0.measuredMean.difference.magnitude
    }
    let found = zip(assessment.criteria, assessment.weights)
      .filter { $0.1 > 0 && matches($0.0) }.sorted { moves($0) > moves($1) }.map(\.0)
    return found.filter { $0.favours != nil } + found.filter { $0.favours == nil }
  }

  private var open: [Decision.Statement] {
    var statements: [Decision.Statement] = []
    if !basis.undertrained.isEmpty {
      let names = Wording.list(basis.undertrained.map(\.rawValue))
      statements.append(
        .init(
          "Trials of \(names) at \(Format.count(basis.largestSize)) examples were stopped before"
            + " their plateau, so no verdict rests on them.", rule: .stoppedTraining))
    }
    let bothMayFit = Architecture.allCases.allSatisfy {
      Fitness.of($0, assessment.requirements) != .ruledOut
    }
    return bothMayFit ? statements + [acceptability] + criteria { _ in true } : statements
  }
}
