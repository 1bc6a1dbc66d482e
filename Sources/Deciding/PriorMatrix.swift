import Figures
package import Profiles
package import Records

/// What the matrix says from the profile alone, before anything ran.
package enum PriorMatrix {
  /// The three rows with their prior cells; pure, and fast enough for every keystroke.
  ///
  /// - Parameters:
  ///   - profile: The project.
  ///   - regimes: What the profile's regimes ask.
  ///   - usesStageAnnotations: Whether the workload's hybrid learns from stage annotations; where
  ///     it does not, their supply and price count for neither.
  /// - Returns: The matrix, its measured cells empty.
  package static func make(
    _ profile: Profile, regimes: [RegimeDemand] = RegimeDemand.catalogue,
    usesStageAnnotations: Bool
  ) -> DecisionMatrix {
    let reasons = PriorReasons(
      profile: profile, regimes: regimes, usesStageAnnotations: usesStageAnnotations)
    return DecisionMatrix(
      rows: Dimension.allCases.map { dimension in
        let utility = utilities(
          profile, regimes: regimes, usesStageAnnotations: usesStageAnnotations, dimension)
        var cells: [Architecture: DecisionMatrix.Cell] = [:]
        for architecture in Architecture.allCases {
          cells[architecture] = .init(
            utility: utility[architecture],
            reason: reasons.reason(dimension, architecture, utility[architecture])
              + GuessWords(profile: profile).remark(dimension),
            source: source(dimension))
        }
        return .init(dimension: dimension, prior: cells)
      })
  }

  /// The prior utilities of one row, each in 0…1.
  package static func utilities(
    _ profile: Profile, regimes: [RegimeDemand], usesStageAnnotations: Bool,
    _ dimension: Dimension
  ) -> Pair {
    switch dimension {
    case .data: return dataUtilities(profile, usesStageAnnotations: usesStageAnnotations)
    case .latency:
      let hybrid = GuessRange.mean(
        GuessRange.values(profile.latency.budget, isGuess: profile.guesses(.latencyBudget))
      ) { PriorAnchors.latencyBudget($0) }
      return Pair(endToEnd: 1 - hybrid, hybrid: hybrid)
    case .regulation:
      let critical =
        profile.guesses(.businessCritical)
        ? [false, true] : [profile.regulation.businessCritical]
      let counts = GuessRange.counts(
        explaining(profile, regimes).count, isGuess: profile.guesses(.regimes))
      let hybrid = GuessRange.mean(critical, counts) { critical, count in
        PriorAnchors.regulation(
          PriorAnchors.regulatoryWeight(businessCritical: critical, explaining: count))
      }
      return Pair(endToEnd: 1 - hybrid, hybrid: hybrid)
    }
  }

  /// The regimes of the profile that are in force and demand explanation, in its order.
  static func explaining(_ profile: Profile, _ regimes: [RegimeDemand]) -> [RegimeDemand] {
    profile.regulation.regimes.compactMap { id in
      regimes.first { $0.id == id && $0.demandsExplanation && !$0.withdrawn }
    }
  }

  private static func dataUtilities(_ profile: Profile, usesStageAnnotations: Bool) -> Pair {
    let data = profile.data
    let shares = PriorAnchors.dataShares
    let examples = GuessRange.values(
      Double(max(1, data.pairedExamples)), isGuess: profile.guesses(.pairedExamples))
    // Stage labels that no stage learns from are an advantage to no one.
    let annotations =
      usesStageAnnotations
      ? GuessRange.mean(
        GuessRange.values(
          Double(data.stageAnnotations), isGuess: profile.guesses(.stageAnnotations)),
        examples
      ) { PriorAnchors.stageAnnotations($0 / $1) }
      : PriorAnchors.neutral
    let distributions: [Profile.Distribution] =
      profile.guesses(.distribution) ? [.central, .scattered] : [data.distribution]
    let scattered = GuessRange.mean(distributions) {
      $0 == .scattered ? PriorAnchors.scattered : PriorAnchors.central
    }
    let price = usesStageAnnotations ? priceUtility(profile) : PriorAnchors.neutral
    let hybrid =
      shares.examples * GuessRange.mean(examples) { PriorAnchors.hybridExamples($0) }
      + shares.annotations * annotations
      + shares.distribution * scattered + shares.price * price
    let endToEnd =
      shares.examples * GuessRange.mean(examples) { PriorAnchors.endToEndExamples($0) }
      + shares.annotations * (1 - annotations) + shares.distribution * (1 - scattered)
      + shares.price * (1 - price)
    return Pair(endToEnd: endToEnd, hybrid: hybrid)
  }

  private static func priceUtility(_ profile: Profile) -> Double {
    var data = profile.data
    let paired = GuessRange.values(data.pairedCost, isGuess: profile.guesses(.pairedCost))
    let stage = GuessRange.values(data.stageCost, isGuess: profile.guesses(.stageCost))
    return GuessRange.mean(paired, stage) { paired, stage in
      data.pairedCost = paired
      data.stageCost = stage
      return PriorAnchors.labelPrice(data.priceRatio)
    }
  }

  private static func source(_ dimension: Dimension) -> String {
    switch dimension {
    case .data: "C13, C8, C9"
    case .latency: "C14"
    case .regulation: "C15"
    }
  }
}

extension Profile.DataSection {
  /// The price of a paired label in stage labels; 1 where both are free.
  var priceRatio: Double {
    if stageCost > 0 { return pairedCost / stageCost }
    return pairedCost > 0 ? .infinity : 1
  }
}
