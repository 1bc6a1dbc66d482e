import Figures
import NumericCore
import Profiles
import Records

/// The decision's core for one profile: requirements, criteria, ranking, outcome.
struct Assessment {
  let requirements: [RequirementResult]
  let criteria: [Criterion]
  /// The mean weight of each criterion.
  let weights: [Double]
  let ranking: AcceptabilityAnalysis.Ranking
  let conclusion: Conclusion
  /// Which draws take the prior, where the profile lies beyond what was measured.
  let priorCoin: [Double]

  /// The shares of first ranks in the draws that rest on measurements alone; nil where all do, or none.
  var measuredFirstRank: Pair? {
    let weighing = zip(criteria, weights).filter { $0.1 > 0 }.map(\.0)
    guard weighing.contains(where: { $0.standing == .beyondMeasured }),
      !weighing.contains(where: { $0.standing == .prior })
    else { return nil }
    let shares = zip(ranking.shares, priorCoin).filter { $0.1 >= DecidingRules.priorShare }
    guard !shares.isEmpty else { return nil }
    let endToEnd = shares.reduce(0) { $0 + $1.0 } / Double(shares.count)
    return Pair(endToEnd: endToEnd, hybrid: 1 - endToEnd)
  }

  var outcome: Decision.Outcome { conclusion.outcome(requirements) }
}

/// Makes assessments of one basis under varying profiles, with the same draws each time.
struct Assessor {
  let basis: DecisionBasis
  let draws: FigureDraws
  private let profile: Profile
  /// What the profile itself gives: most flips leave the criteria or their weights alone.
  private let criteria: [Criterion]
  private let differences: [[Double]]
  private let weights: [Double]
  private var rows: [Double] = []

  init(_ basis: DecisionBasis, profile: Profile, count: Int = DecidingRules.draws) {
    self.basis = basis
    self.profile = profile
    draws = FigureDraws(basis, percentile: profile.latency.percentile, count: count)
    criteria = CriteriaBuilder(profile: profile, basis: basis, draws: draws).criteria()
    differences = criteria.map { $0.utilities.map(\.difference) }
    weights = criteria.weights(profile.priorities)
    rows = drawn(weights)
  }

  func assess(_ changed: Profile) -> Assessment {
    let valuesSame =
      changed.data == profile.data && changed.latency == profile.latency
      && changed.regulation == profile.regulation && changed.unknown == profile.unknown
    let criteria =
      valuesSame
      ? self.criteria
      : CriteriaBuilder(profile: changed, basis: basis, draws: draws).criteria()
    let weights = criteria.weights(changed.priorities)
    let ranking = AcceptabilityAnalysis.rank(
      differences: valuesSame ? differences : criteria.map { $0.utilities.map(\.difference) },
      weights: weights == self.weights ? rows : drawn(weights))
    return Assessment(
      requirements: Requirements(profile: changed, basis: basis).results(), criteria: criteria,
      weights: weights, ranking: ranking,
      conclusion: Conclusion(
        criteria: zip(criteria, weights).filter { $0.1 > 0 }.map(\.0),
        firstRank: ranking.firstRank, undertrained: !basis.undertrained.isEmpty),
      priorCoin: draws.priorCoin)
  }

  private func drawn(_ weights: [Double]) -> [Double] {
    var generator = SeededGenerator(seed: basis.seed, "deciding", "weights")
    return AcceptabilityAnalysis.weights(
      weights, concentration: DecidingRules.concentration, count: draws.priorCoin.count,
      &generator)
  }
}

/// The rule from requirements and ranking to an outcome.
struct Conclusion {
  /// The criteria that carry weight.
  let criteria: [Criterion]
  let firstRank: Pair
  let undertrained: Bool

  /// The outcome, if open requirements leave one.
  ///
  /// Each open candidate is taken once as fit and once as ruled out: where all these give the same
  /// outcome it stands, as when only the loser of a decisive ranking is open; otherwise nothing can
  /// be told yet.
  func outcome(_ requirements: [RequirementResult]) -> Decision.Outcome {
    var possible: Set<Decision.Outcome> = []
    for endToEnd in Fitness.of(.endToEnd, requirements).possibilities {
      for hybrid in Fitness.of(.hybrid, requirements).possibilities {
        possible.insert(outcome(endToEndFits: endToEnd, hybridFits: hybrid))
      }
    }
    return possible.count == 1 ? possible.first ?? .cannotTellYet : .cannotTellYet
  }

  private func outcome(endToEndFits: Bool, hybridFits: Bool) -> Decision.Outcome {
    switch (endToEndFits, hybridFits) {
    case (false, false): .neither
    case (true, false): .endToEnd
    case (false, true): .hybrid
    case (true, true): ranked
    }
  }

  /// What the ranking says of two fit candidates.
  var ranked: Decision.Outcome {
    if undertrained || criteria.allSatisfy({ $0.standing == .prior }) { return .cannotTellYet }
    if criteria.allSatisfy(\.isLevel) { return .either }
    if firstRank.endToEnd >= DecidingRules.decisive { return .endToEnd }
    if firstRank.hybrid >= DecidingRules.decisive { return .hybrid }
    let level = DecidingRules.level.contains(firstRank.endToEnd)
    return level && !criteria.contains(where: \.isOpen) ? .either : .cannotTellYet
  }
}

/// Where a candidate stands against all requirements.
enum Fitness {
  case fit
  case open
  case ruledOut

  static func of(_ architecture: Architecture, _ requirements: [RequirementResult]) -> Fitness {
    let vetoes = requirements.filter { $0.architecture == architecture && $0.vetoes }
    if vetoes.contains(where: { $0.verdict == .unmet }) { return .ruledOut }
    return vetoes.contains { $0.verdict == .inconclusive } ? .open : .fit
  }

  var possibilities: [Bool] {
    switch self {
    case .fit: [true]
    case .open: [true, false]
    case .ruledOut: [false]
    }
  }
}
