import Figures
import Profiles
import Records

/// The measurement that would settle most.
///
/// Each open question has an influence on the outcome, in 0…1. An open requirement, or training
/// that was stopped: 1 where its two answers lead to different outcomes, else 0. An open criterion:
/// how far the first rank's share differs between the draws in which its difference lies above
/// and below the median. A size beyond what was measured: how far that share differs between the
/// draws that take the prior and those that take the measurement. The greatest influence is named;
/// what measuring costs is not known here and does not count.
struct NextMeasurement {
  let profile: Profile
  let basis: DecisionBasis
  let draws: FigureDraws
  let assessment: Assessment

  /// Influences below this are not worth a run.
  static let floor = 0.05

  func sentence() -> String? {
    var best: (influence: Double, sentence: String)?
    for question in questions()
    where question.influence > (best?.influence ?? NextMeasurement.floor) {
      best = question
    }
    return best?.sentence
  }

  private func questions() -> [(influence: Double, sentence: String)] {
    let criteria = zip(assessment.criteria, assessment.weights).filter { $0.1 > 0 }.map(\.0)
    return stopped + assessment.requirements.compactMap(requirement)
      + (criteria.contains { $0.standing == .beyondMeasured } ? [size] : [])
      + criteria.compactMap(criterion)
  }

  private var stopped: [(Double, String)] {
    // A decision by requirements alone stands whatever further training gives.
    guard !basis.undertrained.isEmpty, assessment.outcome == .cannotTellYet else { return [] }
    let names = Wording.list(basis.undertrained.map(\.rawValue))
    return [(1, "Give the trials of \(names) more time: they were stopped before their plateau.")]
  }

  private func requirement(_ result: RequirementResult) -> (Double, String)? {
    guard result.verdict == .inconclusive, result.vetoes else { return nil }
    func outcome(_ verdict: RequirementVerdict) -> Decision.Outcome {
      let settled = assessment.requirements.map { other in
        var other = other
        // One requirement is settled, and what else is open is taken as met.
        if other.verdict == .inconclusive { other.verdict = .met }
        if other.requirement == result.requirement, other.architecture == result.architecture {
          other.verdict = verdict
        }
        return other
      }
      return assessment.conclusion.outcome(settled)
    }
    let influence = outcome(.met) == outcome(.unmet) ? 0.0 : 1.0
    return (
      influence,
      "Settle '\(result.requirement)' for \(result.architecture.rawValue): \(result.explanation)"
    )
  }

  private var size: (Double, String) {
    let asked = Format.count(profile.data.pairedExamples)
    let least = Double(profile.data.pairedExamples) / DecidingRules.measuredMultiple
    let enough = Format.count(Int(least.rounded(.up)))
    return (
      influence { draws.priorCoin[$0] < DecidingRules.priorShare },
      "Train at larger sizes: the profile's \(asked) examples lie beyond twice the largest"
        + " measured size, \(Format.count(basis.largestSize)); from \(enough) on the prior is no"
        + " longer needed."
    )
  }

  private func criterion(_ criterion: Criterion) -> (Double, String)? {
    guard criterion.isOpen else { return nil }
    if criterion.standing == .prior {
      return (
        1,
        "Measure \(criterion.dimension.rawValue) for both architectures: so far only the prior"
          + " speaks for it."
      )
    }
    guard criterion.verdict == .inconclusive || criterion.verdict == nil else { return nil }
    guard criterion.name != .labellingCost else { return nil }
    let differences = criterion.utilities.map(\.difference)
    let median = differences.sorted()[differences.count / 2]
    let how = criterion.settledBy ?? "repeat the run with more seeds, items or queries"
    return (
      influence { differences[$0] > median },
      "Settle the \(criterion.title) of the two: \(how)."
    )
  }

  /// The difference of end-to-end's first-rank share between two halves of the draws.
  private func influence(_ isUpper: (Int) -> Bool) -> Double {
    let shares = assessment.ranking.shares
    var sums = (upper: 0.0, lower: 0.0)
    var counts = (upper: 0.0, lower: 0.0)
    for (draw, share) in shares.enumerated() {
      if isUpper(draw) {
        sums.upper += share
        counts.upper += 1
      } else {
        sums.lower += share
        counts.lower += 1
      }
    }
    guard counts.upper > 0, counts.lower > 0 else { return 0 }
    return (sums.upper / counts.upper - sums.lower / counts.lower).magnitude
  }
}
