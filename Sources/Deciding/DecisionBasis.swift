import Figures
import Profiles
import Records

/// What a decision rests on: the evidence, its plan and the catalogue; fixed while the profile varies.
struct DecisionBasis {
  let evidence: Evidence
  let headline: FigureKind
  let usesStageAnnotations: Bool
  let regimes: [RegimeDemand]
  /// Architectures of which a trial at the largest size was stopped by its budget.
  let undertrained: [Architecture]
  let largestSize: Int
  /// Smaller sizes at which a trial was stopped by its budget: what they score says nothing of the size.
  let stoppedSizes: [Int]
  let seed: UInt64
  let production: ProductionSize

  init(
    plan: Plan, evidence: Evidence, regimes: [RegimeDemand], headline: FigureKind,
    usesStageAnnotations: Bool
  ) {
    self.evidence = evidence
    self.headline = headline
    self.usesStageAnnotations = usesStageAnnotations
    self.regimes = regimes
    let largest = plan.sizes.last ?? 0
    largestSize = largest
    seed = plan.seed
    production = ProductionSize(plan: plan, evidence: evidence.timed.deployment)
    let stopped = Set(evidence.timeFree.undertrained)
    stoppedSizes = plan.sizes.filter { size in
      size < largest && plan.mainTrials.contains { $0.size == size && stopped.contains($0.number) }
    }
    undertrained = Architecture.allCases.filter { architecture in
      plan.mainTrials.contains {
        $0.architecture == architecture && $0.size == largest && stopped.contains($0.number)
      }
    }
  }

  /// The compared figure of the given id, wherever the evidence holds it.
  func figure(_ id: String) -> ComparedFigure? {
    evidence.timeFree.scores.first { $0.kind.id == id }
      ?? evidence.timeFree.properties.first { $0.kind.id == id }
      ?? evidence.timed.figures.first { $0.kind.id == id }
      ?? evidence.timed.deployment?.figures.first { $0.kind.id == id }
  }

  /// The headline score by size, without the sizes at which training was stopped.
  var curve: [CurvePoint] {
    evidence.timeFree.curve.filter { !stoppedSizes.contains($0.size) }
  }

  /// The headline score with the profile's number of examples; at the largest size where that is more.
  ///
  /// Between measured sizes value and bounds are linear in the logarithm of the size.
  func headlineEstimate(_ architecture: Architecture, _ profile: Profile) -> Estimate? {
    let points = curve.filter { $0.estimates[architecture] != nil }
    guard hasFewer(profile),
      let place = DrawnCurve.place(profile.data.pairedExamples, in: points.map(\.size)),
      let below = points[place.below].estimates[architecture],
      let above = points[place.above].estimates[architecture]
    else { return figure(headline.id)?.estimates[architecture] }
    func between(_ one: Double, _ other: Double) -> Double { one + place.share * (other - one) }
    var interval: Interval?
    if let one = below.interval, let other = above.interval {
      interval = Interval(
        lower: between(one.lower, other.lower), upper: between(one.upper, other.upper),
        level: one.level)
    }
    return Estimate(
      value: between(below.value, above.value), interval: interval,
      method: "read from the curve between \(Format.count(points[place.below].size)) and"
        + " \(Format.count(points[place.above].size)) examples")
  }

  /// Whether the profile has fewer examples than the largest size measured.
  func hasFewer(_ profile: Profile) -> Bool {
    profile.data.pairedExamples < largestSize && curve.count > 1
  }

  func explanation(_ architecture: Architecture) -> ExplanationEvidence? {
    evidence.timeFree.explanations.first { $0.architecture == architecture }
  }

  /// Whether the profile's data lie beyond what the measured sizes may stand for.
  func isBeyondMeasured(_ profile: Profile) -> Bool {
    Double(profile.data.pairedExamples) > DecidingRules.measuredMultiple * Double(largestSize)
  }
}

/// The ids of the figures that a decision reads.
enum FigureID {
  static func latency(_ percentile: Double) -> String {
    "latency-" + Wording.percentile(percentile)
  }
  static let memory = "memory-peak-serving"
  static let necessity = "necessity"
  static let sufficiency = "sufficiency"
  static let explanationTime = "explanation-time-p50"
  static let disparateImpact = "disparate-impact"
}
