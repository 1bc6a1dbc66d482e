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
  }

  /// The headline score by size, without the sizes at which training was stopped.
  var curve: [CurvePoint] {
    evidence.timeFree.curve.filter { !stoppedSizes.contains($0.size) }
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
