package import Figures

/// Figures over all records of a run, with intervals and verdicts.
package struct Evidence: Codable, Sendable, Equatable {
  package static let schema = "assay/evidence/1"

  package var schema = Evidence.schema
  /// The part that the same seed repeats bit for bit.
  package var timeFree: TimeFree
  /// The part that varies with the machine and the hour.
  package var timed: Timed

  package init(timeFree: TimeFree, timed: Timed) {
    self.timeFree = timeFree
    self.timed = timed
  }

  /// Scores, curves and explanations: functions of profile, plan and seed.
  package struct TimeFree: Codable, Sendable, Equatable {
    package var workload: WorkloadReference
    package var effort: Effort
    package var seed: UInt64
    package var repetitions: Int
    package var testItems: Int
    /// The id of the headline score.
    package var headline: String
    /// Scores at the largest size, the headline first.
    package var scores: [ComparedFigure]
    /// The headline score at every size, ascending.
    package var curve: [CurvePoint]
    /// Where the curves cross; nil where sizes are too few for a curve.
    package var crossover: CrossoverEvidence?
    /// Both held against each other within each repetition; nil of records written before it was kept.
    package var comparisons: ComparisonEvidence?
    /// The best that any answerer could reach on the test items, by score id, where it is known.
    package var ceilings: [String: Double]
    /// Parameters, model bytes, steps, necessity and sufficiency.
    package var properties: [ComparedFigure]
    package var explanations: [ExplanationEvidence]
    /// Every way to explain on every architecture; nil where they were not compared.
    package var methods: [MethodEvidence]?
    /// One decision as each architecture explains it, the same item for all; empty where none was kept.
    package var cases: [Architecture: ExplainedCase]
    package var failures: [FailureCount]
    /// The trials whose budget stopped them.
    package var undertrained: [Int]
    package var remarks: [String]
    /// What the studies show; nil where the plan has none.
    package var studies: [StudyEvidence]?

    package init(
      workload: WorkloadReference, effort: Effort, seed: UInt64, repetitions: Int, testItems: Int,
      headline: String, scores: [ComparedFigure], curve: [CurvePoint],
      crossover: CrossoverEvidence? = nil, comparisons: ComparisonEvidence? = nil,
      ceilings: [String: Double], properties: [ComparedFigure],
      explanations: [ExplanationEvidence], methods: [MethodEvidence]? = nil,
      cases: [Architecture: ExplainedCase] = [:], failures: [FailureCount], undertrained: [Int],
      remarks: [String], studies: [StudyEvidence]? = nil
    ) {
      self.workload = workload
      self.effort = effort
      self.seed = seed
      self.repetitions = repetitions
      self.testItems = testItems
      self.headline = headline
      self.scores = scores
      self.curve = curve
      self.crossover = crossover
      self.comparisons = comparisons
      self.ceilings = ceilings
      self.properties = properties
      self.explanations = explanations
      self.methods = methods
      self.cases = cases
      self.failures = failures
      self.undertrained = undertrained
      self.remarks = remarks
      self.studies = studies
    }
  }

  /// Latency, throughput, memory and training time, from sessions and trials.
  package struct Timed: Codable, Sendable, Equatable {
    package var figures: [ComparedFigure]
    /// The latencies in the profile's scenario, one distribution for each architecture.
    package var distributions: [LatencyDistribution]
    /// The reference loop of each session at its fastest (5 % quantile), in seconds.
    package var references: [Double]
    /// What the harness itself costs a query, in seconds, as the null candidate shows.
    package var harnessOverhead: Double?
    package var validity: [ValidityFinding]
    /// The machines that the sessions ran on.
    package var machines: [Provenance]
    /// The same at the size that the profile declares; nil where it declares none.
    package var deployment: DeploymentEvidence?
    /// How long every way to explain takes; nil where they were not compared.
    package var methods: [MethodTimeEvidence]?
    /// What each stage takes of an answer; nil where no session measured it.
    package var stages: [StageEvidence]?
    /// The hybrid's stages as processes of their own; nil where none were.
    package var services: ServicesEvidence?

    package init(
      figures: [ComparedFigure], distributions: [LatencyDistribution] = [],
      references: [Double] = [], harnessOverhead: Double?, validity: [ValidityFinding],
      machines: [Provenance], deployment: DeploymentEvidence? = nil,
      methods: [MethodTimeEvidence]? = nil, stages: [StageEvidence]? = nil,
      services: ServicesEvidence? = nil
    ) {
      self.figures = figures
      self.distributions = distributions
      self.references = references
      self.harnessOverhead = harnessOverhead
      self.validity = validity
      self.machines = machines
      self.deployment = deployment
      self.methods = methods
      self.stages = stages
      self.services = services
    }
  }
}

/// One figure of every architecture, and how they compare.
package struct ComparedFigure: Codable, Sendable, Equatable {
  package var kind: FigureKind
  package var standing: Standing
  /// One estimate for each architecture that has any.
  package var estimates: [Architecture: Estimate]
  /// What each session or repetition gave, ascending by its number; empty where a figure has none.
  package var replicates: [Architecture: [Replicate]]
  package var contrast: Contrast?
  package var remarks: [String]

  package init(
    kind: FigureKind, standing: Standing = .measured, estimates: [Architecture: Estimate],
    replicates: [Architecture: [Replicate]] = [:], contrast: Contrast? = nil,
    remarks: [String] = []
  ) {
    self.kind = kind
    self.standing = standing
    self.estimates = estimates
    self.replicates = replicates
    self.contrast = contrast
    self.remarks = remarks
  }
}

/// End-to-end against hybrid on one figure, paired.
package struct Contrast: Codable, Sendable, Equatable {
  package enum Scale: String, Codable, Sendable, CaseIterable {
    /// End-to-end less hybrid.
    case difference
    /// End-to-end over hybrid.
    case ratio
  }

  package var scale: Scale
  package var estimate: Estimate
  /// The indifference margin: of a difference in the figure's unit, of a ratio as a share.
  package var margin: Double
  /// What end-to-end is, compared with hybrid; nil where no verdict may rest on these trials.
  package var verdict: ComparisonVerdict?
  /// The fresh run that would settle an inconclusive verdict.
  package var settledBy: String?
  /// The least true difference that a run like this finds with a power of 0.8; of a ratio above 1.
  ///
  /// Nil where no verdict may rest on these trials, or there is no standard error.
  package var detectable: Double?
  /// The contrast as one of its family; nil of the headline, of a family of one, and without a verdict.
  package var adjusted: FamilyAdjustment?

  package init(
    scale: Scale, estimate: Estimate, margin: Double, verdict: ComparisonVerdict?,
    settledBy: String? = nil, detectable: Double? = nil, adjusted: FamilyAdjustment? = nil
  ) {
    self.scale = scale
    self.estimate = estimate
    self.margin = margin
    self.verdict = verdict
    self.settledBy = settledBy
    self.detectable = detectable
    self.adjusted = adjusted
  }
}

/// The headline score at one training size.
package struct CurvePoint: Codable, Sendable, Equatable {
  package var size: Int
  package var estimates: [Architecture: Estimate]
  package var contrast: Contrast?

  package init(size: Int, estimates: [Architecture: Estimate], contrast: Contrast?) {
    self.size = size
    self.estimates = estimates
    self.contrast = contrast
  }
}

/// Necessity and sufficiency of one architecture's named reasons, beside the controls.
package struct ExplanationEvidence: Codable, Sendable, Equatable {
  package var architecture: Architecture
  package var method: String
  package var necessity: [ExplanationTests.Namer: Estimate]
  package var sufficiency: [ExplanationTests.Namer: Estimate]
  /// How often the named inputs are both at once; nil where the records do not tell.
  package var both: [ExplanationTests.Namer: Estimate]?
  /// Named inputs of a decision, on average.
  package var size: Double
  package var decisions: Int
  /// Whether the explanations are told apart from all three controls.
  package var measurable: Bool

  package init(
    architecture: Architecture, method: String, necessity: [ExplanationTests.Namer: Estimate],
    sufficiency: [ExplanationTests.Namer: Estimate],
    both: [ExplanationTests.Namer: Estimate]? = nil, size: Double, decisions: Int, measurable: Bool
  ) {
    self.architecture = architecture
    self.method = method
    self.necessity = necessity
    self.sufficiency = sufficiency
    self.both = both
    self.size = size
    self.decisions = decisions
    self.measurable = measurable
  }
}

/// Failed trials and items of one architecture.
package struct FailureCount: Codable, Sendable, Equatable {
  package var architecture: Architecture
  package var trials: Int
  package var failedTrials: Int
  package var items: Int
  package var failedItems: Int
  /// The causes, each once.
  package var causes: [String]

  package init(
    architecture: Architecture, trials: Int, failedTrials: Int, items: Int, failedItems: Int,
    causes: [String]
  ) {
    self.architecture = architecture
    self.trials = trials
    self.failedTrials = failedTrials
    self.items = items
    self.failedItems = failedItems
    self.causes = causes
  }
}
