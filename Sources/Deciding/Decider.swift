package import Figures
package import Profiles
package import Records

/// From profile and evidence to a decision: requirements first, then the acceptability analysis.
package enum Decider {
  /// Decides; a pure function of its arguments, the plan's seed included.
  ///
  /// - Parameters:
  ///   - profile: What the project asks for.
  ///   - plan: The run's plan, for its seed, its sizes and the architecture of each trial.
  ///   - evidence: The figures of the run.
  ///   - regimes: What the regimes that the profile names ask; others are ignored.
  ///   - headline: The headline score's declaration.
  ///   - usesStageAnnotations: Whether the hybrid learns from stage annotations, which cost money.
  /// - Returns: The decision with its reasons, doubts, robustness and next measurement.
  package static func decide(
    profile: Profile, plan: Plan, evidence: Evidence, regimes: [RegimeDemand],
    headline: FigureKind, usesStageAnnotations: Bool
  ) -> Decision {
    let basis = DecisionBasis(
      plan: plan, evidence: evidence, regimes: regimes, headline: headline,
      usesStageAnnotations: usesStageAnnotations)
    let assessor = Assessor(basis, profile: profile)
    let assessment = assessor.assess(profile)
    let matrix = MeasuredMatrix(profile: profile, basis: basis, assessment: assessment).matrix()
    let flips = FlipSearch(assessor: assessor, profile: profile, outcome: assessment.outcome)
    let reasons = Reasons(profile: profile, basis: basis, assessment: assessment)
    return Decision(
      profile: profile.name, outcome: assessment.outcome, summary: reasons.summary,
      reasons: reasons.statements(),
      doubts: Doubts(profile: profile, basis: basis, assessment: assessment, matrix: matrix)
        .statements()
        + GuessDoubts(assessor: assessor, profile: profile, outcome: assessment.outcome)
        .statements(),
      matrix: matrix, requirements: assessment.requirements,
      acceptability: acceptability(assessment, flips: flips.flips()),
      nextMeasurement: NextMeasurement(
        profile: profile, basis: basis, draws: assessor.draws, assessment: assessment
      ).sentence(),
      regimeRemarks: RegimeRemarks(profile: profile, regimes: regimes).sentences(),
      crossover: LabelPrices(profile, usesStageAnnotations: usesStageAnnotations)
        .cost(of: evidence.timeFree.crossover),
      checklist: Checklist(
        profile: profile, basis: basis, ownData: plan.workload.data != nil
      ).rows())
  }

  private static func acceptability(
    _ assessment: Assessment, flips: [Acceptability.Flip]
  ) -> Acceptability? {
    // Without one measured criterion a ranking would be the prior in disguise.
    guard assessment.criteria.contains(where: { $0.standing != .prior }) else { return nil }
    let titles = assessment.criteria.map(\.title)
    return Acceptability(
      draws: DecidingRules.draws, concentration: DecidingRules.concentration,
      firstRank: assessment.ranking.firstRank.byArchitecture,
      firstRankMeasured: assessment.measuredFirstRank?.byArchitecture,
      centralWeights: assessment.ranking.centralWeights.mapValues { weights in
        Dictionary(zip(titles, weights)) { first, _ in first }
      },
      criteria: zip(assessment.criteria, assessment.weights).map { criterion, weight in
        .init(
          name: criterion.title, dimension: criterion.dimension, weight: weight,
          utilities: criterion.mean.byArchitecture,
          measured: criterion.measured.isEmpty ? nil : criterion.measuredMean.byArchitecture,
          verdict: criterion.verdict, basis: criterion.sentence)
      },
      flips: flips, triangle: WeightTriangle(criteria: assessment.criteria).points())
  }
}
