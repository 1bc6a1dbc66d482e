import Figures
import Profiles
import Records

/// What the time to explain a decision says: no criterion weighs it, so it is stated.
struct TimeToExplain {
  let profile: Profile
  let basis: DecisionBasis

  /// What both take, and how that compares; nil where it was not measured for both, or is equivalent.
  var statement: Decision.Statement? {
    guard let figure, let contrast = figure.contrast, contrast.verdict != .equivalent,
      let endToEnd = figure.estimates[.endToEnd], let hybrid = figure.estimates[.hybrid]
    else { return nil }
    let unit = figure.kind.unit
    let judged =
      switch contrast.verdict {
      case .better, .worse, .equivalent: ""
      case .inconclusive: ", inconclusive"
      case nil: ", which carries no verdict"
      }
    return .init(
      "To explain a decision takes end-to-end \(Format.estimate(endToEnd, unit)) and hybrid"
        + " \(Format.estimate(hybrid, unit))\(basis.production.isDeclared ? " at production size" : "");"
        + " ratio \(contrast.text(unit))\(judged).",
      rule: .timeToExplain, figures: [id])
  }

  /// The architecture that explains faster; nil where no verdict says so.
  var favours: Architecture? {
    switch figure?.contrast?.verdict {
    case .better: .endToEnd
    case .worse: .hybrid
    case .equivalent, .inconclusive, nil: nil
    }
  }

  /// Whether it belongs to the reasons of an outcome; else it is a doubt.
  func isReason(for outcome: Decision.Outcome) -> Bool {
    switch outcome {
    case .endToEnd: favours == .endToEnd
    case .hybrid: favours == .hybrid
    case .cannotTellYet: true
    case .neither, .either: false
    }
  }

  /// For each architecture whose answer keeps to the latency budget, but not with its explanation.
  var overBudget: [Decision.Statement] {
    let latency = basis.production.id(FigureID.latency(profile.latency.percentile))
    return Architecture.allCases.compactMap { architecture in
      guard let answer = basis.figure(latency)?.estimates[architecture]?.value,
        let explanation = figure?.estimates[architecture]?.value,
        answer <= profile.latency.budget, answer + explanation > profile.latency.budget
      else { return nil }
      return .init(
        "Where each answer of \(architecture.rawValue) is explained at once, it passes the latency"
          + " budget of \(Wording.budget(profile.latency)): \(Format.value(answer, .seconds)) to"
          + " answer, at the median \(Format.value(explanation, .seconds)) more to explain.",
        rule: .timeToExplain, figures: [latency, id])
    }
  }

  private var id: String { basis.production.id(FigureID.explanationTime) }

  private var figure: ComparedFigure? { basis.figure(id) }
}
