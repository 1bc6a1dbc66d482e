import Figures
import Profiles
import Records
import Regimes

/// What the profile requires, held against each candidate's intervals.
struct Requirements {
  let profile: Profile
  let basis: DecisionBasis

  /// Every requirement of the profile for every architecture.
  func results() -> [RequirementResult] {
    demands().flatMap { demand in
      Architecture.allCases.map { result(demand, $0) }
    }
  }

  /// One line of what the profile requires.
  private struct Demand {
    let name: String
    let figure: String
    let limit: Double
    let unit: Unit
    let direction: Direction
    /// What to do where the figure leaves it open.
    let remedy: String
    /// What to do where the figure was not measured, if not the same.
    var whenMissing: String?
    /// What the reader must know of the figure, a clause that follows its number.
    var note = ""
    /// Whether trials that were stopped before their plateau say nothing of it.
    var needsTraining = true
    /// Whether more data may yet lift the figure over its limit.
    var growsWithData = false
    /// Whether it is void where the reasons are not told apart from their controls.
    var testsReasons = false
    /// The id of the figure at sample size, where a declared size may take its place; else nil.
    var sample: String?
  }

  private func demands() -> [Demand] {
    var demands = [latency]
    if let limit = profile.memory {
      demands.append(
        Demand(
          name: "memory within \(Format.setting(Double(limit), .bytes))",
          figure: basis.production.id(FigureID.memory), limit: Double(limit), unit: .bytes,
          direction: .lowerIsBetter, remedy: "serve more sessions", needsTraining: false,
          sample: FigureID.memory))
    }
    if let target = profile.quality.target { demands.append(quality(target)) }
    demands += PolicyFigure.allCases.compactMap { figure in
      profile.policy.threshold(figure).map { demand(figure, $0) }
    }
    return demands
  }

  /// A policy figure of one architecture against a threshold, the user's own or a default.
  func result(
    _ figure: PolicyFigure, threshold: Double, _ architecture: Architecture
  ) -> RequirementResult {
    result(demand(figure, threshold), architecture)
  }

  private func demand(_ figure: PolicyFigure, _ threshold: Double) -> Demand {
    let bound = figure.direction == .higherIsBetter ? "at least" : "at most"
    let declared = basis.production.id(figure.figure)
    return Demand(
      name: "\(figure.title) \(bound) \(Format.setting(threshold, figure.unit))",
      figure: basis.figure(declared) == nil ? figure.figure : declared, limit: threshold,
      unit: figure.unit, direction: figure.direction,
      remedy: figure.remedy, whenMissing: figure.remedyWhenMissing,
      needsTraining: figure != .explanationTime, testsReasons: figure.testsReasons)
  }

  private var latency: Demand {
    let sample = FigureID.latency(profile.latency.percentile)
    return Demand(
      name: "latency within \(Wording.budget(profile.latency))",
      figure: basis.production.id(sample), limit: profile.latency.budget, unit: .seconds,
      direction: .lowerIsBetter, remedy: "send more queries", needsTraining: false,
      sample: sample)
  }

  private func quality(_ target: Double) -> Demand {
    let measured = Format.count(basis.largestSize)
    let asked = Format.count(profile.data.pairedExamples)
    let note =
      basis.largestSize == profile.data.pairedExamples
      ? ""
      : basis.hasFewer(profile)
        ? ", read at the profile's \(asked) examples from the curve"
        : ", measured at \(measured) examples, which stand in for the profile's \(asked)"
    let bound = basis.headline.direction == .higherIsBetter ? "at least" : "at most"
    return Demand(
      name: "\(basis.headline.title) \(bound) \(Format.setting(target, basis.headline.unit))",
      figure: basis.headline.id, limit: target, unit: basis.headline.unit,
      direction: basis.headline.direction,
      remedy: basis.isBeyondMeasured(profile)
        ? "train at larger sizes and with more seeds" : "train with more seeds", note: note,
      growsWithData: true)
  }

  private func result(_ demand: Demand, _ architecture: Architecture) -> RequirementResult {
    var demand = demand
    if let sample = demand.sample, basis.production.isDeclared {
      if demand.unit == .seconds,
        basis.production.isSaturated(architecture) || basis.production.isOverloaded(architecture)
      {
        return saturated(demand, architecture)
      }
      if basis.figure(demand.figure)?.estimates[architecture] == nil {
        return unmeasured(demand, architecture, sample)
      }
      demand.note = ", \(basis.production.clause(architecture))"
    }
    let estimate =
      demand.growsWithData
      ? basis.headlineEstimate(architecture, profile)
      : basis.figure(demand.figure)?.estimates[architecture]
    let (verdict, explanation) = judge(demand, architecture, estimate)
    return RequirementResult(
      requirement: demand.name, architecture: architecture, figure: demand.figure,
      limit: demand.limit, estimate: estimate, verdict: verdict, vetoes: true,
      explanation: explanation)
  }

  /// Of an architecture that cannot serve what arrives: no latency can be within a budget.
  private func saturated(_ demand: Demand, _ architecture: Architecture) -> RequirementResult {
    let load = basis.production.load(architecture)
    let isSure = (load?.interval?.lower ?? 0) >= 1
    let overload = basis.production.overload(architecture, profile.latency)
    return RequirementResult(
      requirement: demand.name, architecture: architecture, figure: DeploymentEvidence.load,
      limit: 1, estimate: load, verdict: isSure ? .unmet : .inconclusive, vetoes: true,
      explanation: "\(overload), \(basis.production.clause(architecture))"
        + (isSure
          ? ": no latency budget can be kept."
          : ": serve more sessions, on a machine that does nothing else."))
  }

  /// Of a declared size that was not measured: a smaller model may miss a limit for it, never meet one.
  private func unmeasured(
    _ demand: Demand, _ architecture: Architecture, _ sample: String
  ) -> RequirementResult {
    let trained = basis.figure(sample)?.estimates[architecture]
    let isMissed =
      trained?.interval.map {
        RequirementVerdict(interval: $0, limit: demand.limit, direction: demand.direction)
      } == .unmet
    let size = basis.production.declared[architecture].map {
      "\(Format.parameters($0)) parameters"
    }
    let place = size ?? "production size"
    return RequirementResult(
      requirement: demand.name, architecture: architecture,
      figure: isMissed ? sample : demand.figure, limit: demand.limit,
      estimate: isMissed ? trained : nil, verdict: isMissed ? .unmet : .inconclusive, vetoes: true,
      explanation: isMissed
        ? "missed already by the smaller model that was trained; nothing was measured at \(place)."
        : "nothing was measured at \(place): see why in the doubts, then resume the run with"
          + " --retry-failed.")
  }

  private func judge(
    _ demand: Demand, _ architecture: Architecture, _ estimate: Estimate?
  ) -> (RequirementVerdict, String) {
    guard let estimate else {
      return (
        .inconclusive, "\(demand.figure) was not measured: \(demand.whenMissing ?? demand.remedy)."
      )
    }
    let number = Format.estimate(estimate, demand.unit) + demand.note
    if demand.needsTraining && basis.undertrained.contains(architecture) {
      let remedy = "its training was stopped before the plateau: give its trials more time."
      return (.inconclusive, "\(number), but \(remedy)")
    }
    if demand.testsReasons, basis.explanation(architecture)?.measurable == false {
      let why = "the reasons are not told apart from the controls"
      return (.inconclusive, "\(number), but \(why): \(demand.remedy).")
    }
    guard let interval = estimate.interval else {
      let pause = demand.note.isEmpty ? "" : ","
      return (.inconclusive, "\(number)\(pause) without an interval: \(demand.remedy).")
    }
    let verdict = RequirementVerdict(
      interval: interval, limit: demand.limit, direction: demand.direction)
    if verdict == .unmet && demand.growsWithData && basis.isBeyondMeasured(profile) {
      let why = "that is no verdict on far more data"
      return (
        .inconclusive, "\(number): missed at the measured size, but \(why): \(demand.remedy)."
      )
    }
    let limit = Format.setting(demand.limit, demand.unit)
    switch verdict {
    case .met: return (verdict, "\(number): the whole interval keeps to \(limit).")
    case .unmet: return (verdict, "\(number): the whole interval misses \(limit).")
    case .inconclusive:
      return (verdict, "\(number): the interval holds \(limit): \(demand.remedy).")
    }
  }
}
