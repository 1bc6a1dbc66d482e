import Figures
import NumericCore
package import Profiles
import Records

/// One number of the profile that could flip the decision.
package enum FlipParameter: String, CaseIterable, Sendable {
  case dataPriority = "priorities.data"
  case latencyPriority = "priorities.latency"
  case regulationPriority = "priorities.regulation"
  case latencyBudget = "latency.budget"
  case qualityTarget = "quality.target"
  case pairedPrice = "data.labelling-cost.paired"
  case stagePrice = "data.labelling-cost.stage"
  case pairedExamples = "data.paired-examples"
  case stageAnnotations = "data.stage-annotations"

  /// The profile's value of it; nil where the profile sets none.
  package func value(in profile: Profile) -> Double? {
    switch self {
    case .dataPriority: profile.priorities.data
    case .latencyPriority: profile.priorities.latency
    case .regulationPriority: profile.priorities.regulation
    case .latencyBudget: profile.latency.budget
    case .qualityTarget: profile.quality.target
    case .pairedPrice: profile.data.pairedCost
    case .stagePrice: profile.data.stageCost
    case .pairedExamples: Double(profile.data.pairedExamples)
    case .stageAnnotations: Double(profile.data.stageAnnotations)
    }
  }

  /// The profile with another value of it.
  package func setting(_ value: Double, in profile: Profile) -> Profile {
    var changed = profile
    switch self {
    case .dataPriority: changed.priorities.data = value
    case .latencyPriority: changed.priorities.latency = value
    case .regulationPriority: changed.priorities.regulation = value
    case .latencyBudget: changed.latency.budget = value
    case .qualityTarget: changed.quality.target = value
    case .pairedPrice: changed.data.pairedCost = value
    case .stagePrice: changed.data.stageCost = value
    case .pairedExamples: changed.data.pairedExamples = Int(value.rounded())
    case .stageAnnotations: changed.data.stageAnnotations = Int(value.rounded())
    }
    return changed
  }

  private func title(_ headline: FigureKind) -> String {
    switch self {
    case .dataPriority: "The priority of data"
    case .latencyPriority: "The priority of latency"
    case .regulationPriority: "The priority of regulation"
    case .latencyBudget: "The latency budget"
    case .qualityTarget: "The target for \(headline.title)"
    case .pairedPrice: "The price of a paired label"
    case .stagePrice: "The price of a stage label"
    case .pairedExamples: "The number of paired examples"
    case .stageAnnotations: "The number of stage annotations"
    }
  }

  private func written(_ value: Double, _ headline: FigureKind) -> String {
    switch self {
    case .dataPriority, .latencyPriority, .regulationPriority: Format.significant(value)
    case .latencyBudget: Format.value(value, .seconds)
    case .qualityTarget: Format.value(value, headline.unit)
    case .pairedPrice, .stagePrice: Format.value(value, .euro)
    case .pairedExamples, .stageAnnotations: Format.count(Int(value.rounded()))
    }
  }

  func sentence(from current: Double, to value: Double, _ headline: FigureKind) -> String {
    "\(title(headline)) at \(written(value, headline)) instead of \(written(current, headline))"
  }
}

/// The smallest change of each parameter, others fixed, after which the decision is another.
///
/// The decision is made anew at every step, with the same draws, so a flip is what `recommend`
/// would say of the changed profile. A grid of ten steps up and ten down brackets the change
/// (factors to 100, a target by margins to 64), bisection then narrows it to a thousandth of a step.
struct FlipSearch {
  let assessor: Assessor
  let profile: Profile
  let outcome: Decision.Outcome

  static let steps = 10
  private static let bisections = 10

  func flips() -> [Acceptability.Flip] {
    FlipParameter.allCases.compactMap(flip)
  }

  private func flip(_ parameter: FlipParameter) -> Acceptability.Flip? {
    guard let current = parameter.value(in: profile), current > 0, applies(parameter) else {
      return nil
    }
    let found = [1.0, -1.0].compactMap { search(parameter, from: current, direction: $0) }
    guard let nearest = found.min(by: { $0.steps < $1.steps }) else { return nil }
    return Acceptability.Flip(
      parameter: parameter.rawValue, current: current, value: nearest.value,
      change: parameter.sentence(from: current, to: nearest.value, assessor.basis.headline),
      outcome: nearest.outcome)
  }

  private func applies(_ parameter: FlipParameter) -> Bool {
    switch parameter {
    case .stagePrice, .stageAnnotations: assessor.basis.usesStageAnnotations
    default: true
    }
  }

  private func search(
    _ parameter: FlipParameter, from current: Double, direction: Double
  ) -> (steps: Double, value: Double, outcome: Decision.Outcome)? {
    func decided(_ steps: Double) -> Decision.Outcome {
      let value = moved(parameter, current, by: direction * steps)
      return assessor.assess(parameter.setting(value, in: profile)).outcome
    }
    guard let bracket = (1...FlipSearch.steps).first(where: { decided(Double($0)) != outcome })
    else { return nil }
    var same = Double(bracket - 1)
    var other = Double(bracket)
    for _ in 0..<FlipSearch.bisections {
      let middle = (same + other) / 2
      if decided(middle) == outcome { same = middle } else { other = middle }
    }
    return (other, moved(parameter, current, by: direction * other), decided(other))
  }

  /// The value some grid steps away: a tenth of two decades each, or of 64 margins for a target.
  ///
  /// Labels are counted in whole ones, and no fewer paired examples than were measured are tried: what a
  /// smaller training set would give is not known.
  private func moved(_ parameter: FlipParameter, _ current: Double, by steps: Double) -> Double {
    if parameter == .qualityTarget {
      let sign = steps < 0 ? -1.0 : 1.0
      let margins = Double.pow(65, steps.magnitude / Double(FlipSearch.steps)) - 1
      return current + sign * margins * profile.quality.indifference
    }
    let value = current * Double.pow(100, steps / Double(FlipSearch.steps))
    switch parameter {
    case .pairedExamples:
      let least = Double(assessor.basis.curve.first?.size ?? 1)
      return max(value.rounded(), min(current, least))
    case .stageAnnotations: return value.rounded()
    default: return value
    }
  }
}
