import Figures
import Profiles
import Records

/// Values the drawn figures for a profile: the criteria of design §8.
struct CriteriaBuilder {
  let profile: Profile
  let basis: DecisionBasis
  let draws: FigureDraws

  func criteria() -> [Criterion] {
    Dimension.allCases.flatMap { dimension -> [Criterion] in
      let measured: [Criterion?]
      switch dimension {
      case .data: measured = [quality, labellingCost]
      case .latency: measured = [latency, memory]
      case .regulation: measured = [interpretability]
      }
      let found = measured.compactMap(\.self)
      return found.isEmpty ? [prior(dimension)] : found
    }
  }

  private var sentences: CriterionSentences {
    CriterionSentences(profile: profile, basis: basis, draws: draws)
  }

  private var quality: Criterion? {
    guard var differences = draws.quality else { return nil }
    let contrast = basis.figure(basis.headline.id)?.contrast
    var ground = Ground.figure(contrast)
    if basis.hasFewer(profile), let curve = draws.labels?.curve {
      differences = curve.scores(at: profile.data.pairedExamples).map(\.difference)
      ground = contrast?.verdict == nil ? .none : .drawn
    }
    return criterion(
      .quality, .data, [basis.headline.id],
      differences.map {
        ValueFunctions.quality(difference: $0, margin: profile.quality.indifference)
      },
      ground, sentences.quality)
  }

  private var labellingCost: Criterion? {
    guard let labels = draws.labels?.upTo(profile.data.pairedExamples) else { return nil }
    let prices = LabelPrices(profile, usesStageAnnotations: basis.usesStageAnnotations)
    return criterion(
      .labellingCost, .data, [basis.headline.id],
      labels.needs.map { ValueFunctions.labellingCost(prices.cost($0)) }, .drawn,
      sentences.labellingCost(labels, prices))
  }

  private var latency: Criterion? {
    let id = basis.production.id(FigureID.latency(profile.latency.percentile))
    let saturation = basis.production.saturation(profile.latency)
    guard let seconds = draws.latency else { return nil }
    return criterion(
      .latencyHeadroom, .latency, [id],
      seconds.map { pair in
        pair.map { ValueFunctions.headroom(limit: profile.latency.budget, figure: $0) }
      },
      saturation.isEmpty ? .figure(basis.figure(id)?.contrast) : .drawn,
      (saturation + [sentences.headroom(id, limit: profile.latency.budget)])
        .filter { !$0.isEmpty }.joined(separator: " "))
  }

  private var memory: Criterion? {
    guard let limit = profile.memory, let bytes = draws.memory else { return nil }
    let id = basis.production.id(FigureID.memory)
    return criterion(
      .memoryHeadroom, .latency, [id],
      bytes.map { pair in
        pair.map { ValueFunctions.headroom(limit: Double(limit), figure: $0) }
      },
      .figure(basis.figure(id)?.contrast), sentences.headroom(id, limit: Double(limit)))
  }

  private var interpretability: Criterion? {
    guard let utilities = draws.interpretability else { return nil }
    let tests = [FigureID.necessity, FigureID.sufficiency].filter { basis.figure($0) != nil }
    let contrasts = tests.compactMap { basis.figure($0)?.contrast }
    let measurable = Architecture.allCases.count { basis.explanation($0)?.measurable ?? false }
    // Two tests and their controls make it, so its verdict is that of its own draws.
    let ground: Ground =
      contrasts.contains { $0.verdict == nil }
      ? .none : .drawn(settledBy: contrasts.compactMap(\.settledBy).first)
    return criterion(
      .interpretability, .regulation, tests, utilities, ground, sentences.interpretability,
      isOneSided: measurable == 1)
  }

  private func prior(_ dimension: Dimension) -> Criterion {
    return Criterion(
      name: .prior, dimension: dimension, figures: [],
      utilities: Array(repeating: priorUtility(dimension), count: draws.priorCoin.count),
      measured: [], standing: .prior, verdict: nil, settledBy: nil,
      describe: {
        "Nothing of \(dimension.rawValue) was measured for both: the prior stands in."
      })
  }

  private func priorUtility(_ dimension: Dimension) -> Pair {
    PriorMatrix.utilities(
      profile, regimes: basis.regimes, usesStageAnnotations: basis.usesStageAnnotations, dimension)
  }

  /// What a criterion's verdict rests on.
  private enum Ground {
    case figure(Contrast?)
    case drawn(settledBy: String?)
    case none

    static var drawn: Ground { .drawn(settledBy: nil) }

    func verdict(_ measured: [Pair], isOneSided: Bool) -> (ComparisonVerdict?, String?) {
      switch self {
      case .figure(let contrast): return (contrast?.verdict, contrast?.settledBy)
      case .drawn(let settledBy):
        let verdict = measured.verdict
        return (isOneSided && verdict == .equivalent ? .inconclusive : verdict, settledBy)
      case .none: return (nil, nil)
      }
    }
  }

  private func criterion(
    _ name: Criterion.Name, _ dimension: Dimension, _ figures: [String], _ measured: [Pair],
    _ ground: Ground, _ sentence: @escaping @autoclosure () -> String, isOneSided: Bool = false
  ) -> Criterion {
    let beyond = dimension == .data && basis.isBeyondMeasured(profile)
    var utilities = measured
    if beyond {
      let prior = priorUtility(dimension)
      for (draw, coin) in draws.priorCoin.enumerated() where coin < DecidingRules.priorShare {
        utilities[draw] = prior
      }
    }
    let (verdict, settledBy) = ground.verdict(measured, isOneSided: isOneSided)
    return Criterion(
      name: name, dimension: dimension, figures: figures, utilities: utilities,
      measured: measured, standing: beyond ? .beyondMeasured : .measured, verdict: verdict,
      isOneSided: isOneSided, settledBy: settledBy, describe: sentence)
  }
}

/// What labels cost: the profile's prices, stage annotations at the profile's own ratio.
struct LabelPrices {
  /// Euro for one example of each architecture's training data.
  let each: Pair

  init(_ profile: Profile, usesStageAnnotations: Bool) {
    let data = profile.data
    let ratio = Double(data.stageAnnotations) / Double(max(1, data.pairedExamples))
    let stages = usesStageAnnotations ? ratio * data.stageCost : 0
    each = Pair(endToEnd: data.pairedCost, hybrid: data.pairedCost + stages)
  }

  func cost(_ labels: Pair) -> Pair {
    Pair(endToEnd: labels.endToEnd * each.endToEnd, hybrid: labels.hybrid * each.hybrid)
  }
}
