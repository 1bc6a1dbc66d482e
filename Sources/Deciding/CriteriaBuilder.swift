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
    guard let differences = draws.quality else { return nil }
    let contrast = basis.figure(basis.headline.id)?.contrast
    return criterion(
      .quality, .data, [basis.headline.id],
      differences.map {
        ValueFunctions.quality(difference: $0, margin: profile.quality.indifference)
      },
      contrast, sentences.quality)
  }

  private var labellingCost: Criterion? {
    guard let labels = draws.labels else { return nil }
    let prices = LabelPrices(profile, usesStageAnnotations: basis.usesStageAnnotations)
    return criterion(
      .labellingCost, .data, [basis.headline.id],
      labels.map { ValueFunctions.labellingCost(prices.cost($0)) }, nil,
      sentences.labellingCost(labels, prices))
  }

  private var latency: Criterion? {
    let id = FigureID.latency(profile.latency.percentile)
    guard let seconds = draws.latency else { return nil }
    return criterion(
      .latencyHeadroom, .latency, [id],
      seconds.map { pair in
        pair.map { ValueFunctions.headroom(limit: profile.latency.budget, figure: $0) }
      },
      basis.figure(id)?.contrast, sentences.headroom(id, limit: profile.latency.budget))
  }

  private var memory: Criterion? {
    guard let limit = profile.memory, let bytes = draws.memory else { return nil }
    return criterion(
      .memoryHeadroom, .latency, [FigureID.memory],
      bytes.map { pair in
        pair.map { ValueFunctions.headroom(limit: Double(limit), figure: $0) }
      },
      basis.figure(FigureID.memory)?.contrast,
      sentences.headroom(FigureID.memory, limit: Double(limit)))
  }

  private var interpretability: Criterion? {
    guard let utilities = draws.interpretability else { return nil }
    let figures = [FigureID.necessity, FigureID.sufficiency].filter { basis.figure($0) != nil }
    return criterion(
      .interpretability, .regulation, figures, utilities,
      basis.figure(FigureID.necessity)?.contrast, sentences.interpretability)
  }

  private func prior(_ dimension: Dimension) -> Criterion {
    let utility = PriorMatrix.utilities(profile, regimes: basis.regimes, dimension)
    return Criterion(
      name: .prior, dimension: dimension, figures: [],
      utilities: Array(repeating: utility, count: draws.priorCoin.count), standing: .prior,
      verdict: nil, settledBy: nil,
      describe: {
        "Nothing of \(dimension.rawValue) was measured for both: the prior stands in."
      })
  }

  private func criterion(
    _ name: Criterion.Name, _ dimension: Dimension, _ figures: [String], _ utilities: [Pair],
    _ contrast: Contrast?, _ sentence: @escaping @autoclosure () -> String
  ) -> Criterion {
    let beyond = dimension == .data && basis.isBeyondMeasured(profile)
    var utilities = utilities
    if beyond {
      let prior = PriorMatrix.utilities(profile, regimes: basis.regimes, dimension)
      for (draw, coin) in draws.priorCoin.enumerated() where coin < DecidingRules.priorShare {
        utilities[draw] = prior
      }
    }
    return Criterion(
      name: name, dimension: dimension, figures: figures, utilities: utilities,
      standing: beyond ? .beyondMeasured : .measured, verdict: contrast?.verdict,
      settledBy: contrast?.settledBy, describe: sentence)
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
