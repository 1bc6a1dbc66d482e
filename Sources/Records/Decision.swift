package import Figures

/// The three dimensions of the decision matrix.
package enum Dimension: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  case data
  case latency
  case regulation
}

/// The recommendation, its reasons, its robustness, and what would flip it.
package struct Decision: Codable, Sendable, Equatable {
  package static let schema = "assay/decision/1"

  /// What is recommended.
  package enum Outcome: String, Codable, Sendable, CaseIterable {
    case endToEnd = "end-to-end"
    case hybrid
    /// No candidate meets the requirements.
    case neither
    /// Both meet them, and nothing that was asked for tells them apart.
    case either
    /// What would tell them apart was not measured well enough.
    case cannotTellYet = "cannot-tell-yet"
  }

  package var schema = Decision.schema
  package var profile: String
  package var outcome: Outcome
  /// The decision in one sentence.
  package var summary: String
  package var reasons: [Statement]
  package var doubts: [Statement]
  package var matrix: DecisionMatrix
  package var requirements: [RequirementResult]
  package var acceptability: Acceptability?
  /// The measurement that would settle most per minute; nil where nothing is open.
  package var nextMeasurement: String?
  /// What the profile's regimes say about the choice, and their standing.
  package var regimeRemarks: [String]
  /// What the labels cost where the learning curves cross; nil where they do not, or labels are free.
  package var crossover: CrossoverCost?
  /// What these regimes ask for, line by line; nil where the profile names none that is in force.
  package var checklist: [ChecklistRow]?

  package init(
    profile: String, outcome: Outcome, summary: String, reasons: [Statement], doubts: [Statement],
    matrix: DecisionMatrix, requirements: [RequirementResult], acceptability: Acceptability?,
    nextMeasurement: String?, regimeRemarks: [String], crossover: CrossoverCost? = nil,
    checklist: [ChecklistRow]? = nil
  ) {
    self.profile = profile
    self.outcome = outcome
    self.summary = summary
    self.reasons = reasons
    self.doubts = doubts
    self.matrix = matrix
    self.requirements = requirements
    self.acceptability = acceptability
    self.nextMeasurement = nextMeasurement
    self.regimeRemarks = regimeRemarks
    self.crossover = crossover
    self.checklist = checklist
  }

  /// A sentence, the rule that makes it, and the figures that bear it.
  package struct Statement: Codable, Sendable, Equatable {
    package var text: String
    /// What makes the sentence; nil in decisions that were written before it was kept.
    package var rule: Rule?
    /// Ids of figures in the evidence.
    package var figures: [String]

    package init(_ text: String, rule: Rule? = nil, figures: [String] = []) {
      self.text = text
      self.rule = rule
      self.figures = figures
    }
  }

  /// What makes a statement of a decision.
  package enum Rule: String, Codable, Sendable, CaseIterable {
    /// A requirement of the profile, held against a figure's interval.
    case requirement
    /// The shares of first ranks over all draws.
    case acceptability
    /// A criterion of the ranking, conclusive or leaning.
    case criterion
    case timeToExplain = "time-to-explain"
    /// Trials that their budget stopped.
    case stoppedTraining = "stopped-training"
    /// Figures from an embedded corpus.
    case corpus
    /// The profile's data lie beyond the largest size measured.
    case beyondMeasured = "beyond-measured"
    /// The learning curves may or may not cross.
    case crossover
    /// Few repetitions.
    case repetitions
    case failures
    /// Named reasons that are not told apart from their controls.
    case explanations
    /// What weakens the sessions' figures.
    case validity
    /// Time and memory of models of a declared size.
    case production
    /// Prior and measured cells prefer different architectures.
    case disagreement
    /// A guess of the profile.
    case guess
    /// What a study shows when one thing is varied.
    case study
  }
}

/// Three rows, data, latency and regulation, with a prior and a measured cell for each architecture.
package struct DecisionMatrix: Codable, Sendable, Equatable {
  package var rows: [Row]

  package init(rows: [Row]) { self.rows = rows }

  /// One dimension of the matrix.
  package struct Row: Codable, Sendable, Equatable {
    package var dimension: Dimension
    package var prior: [Architecture: Cell]
    /// Empty before a run, and where a run could not fill it.
    package var measured: [Architecture: Cell]
    /// Why the measured cells are not to be read at the profile's scale, such as `beyond what was measured`.
    package var mark: String?
    /// Where prior and measurement disagree, and how.
    package var disagreement: String?

    package init(
      dimension: Dimension, prior: [Architecture: Cell], measured: [Architecture: Cell] = [:],
      mark: String? = nil, disagreement: String? = nil
    ) {
      self.dimension = dimension
      self.prior = prior
      self.measured = measured
      self.mark = mark
      self.disagreement = disagreement
    }
  }

  /// A utility with its reason and source.
  package struct Cell: Codable, Sendable, Equatable {
    /// 0 (unsuitable) … 1 (well suited).
    package var utility: Double
    package var reason: String
    /// A claim such as `C14`, or the figures measured.
    package var source: String

    package init(utility: Double, reason: String, source: String) {
      self.utility = utility
      self.reason = reason
      self.source = source
    }
  }
}

/// One requirement of the profile held against one candidate.
package struct RequirementResult: Codable, Sendable, Equatable {
  package var requirement: String
  package var architecture: Architecture
  /// The id of the figure that decides.
  package var figure: String
  package var limit: Double
  package var estimate: Estimate?
  package var verdict: RequirementVerdict
  /// Whether an unmet requirement rules the candidate out.
  package var vetoes: Bool
  package var explanation: String

  package init(
    requirement: String, architecture: Architecture, figure: String, limit: Double,
    estimate: Estimate?, verdict: RequirementVerdict, vetoes: Bool, explanation: String
  ) {
    self.requirement = requirement
    self.architecture = architecture
    self.figure = figure
    self.limit = limit
    self.estimate = estimate
    self.verdict = verdict
    self.vetoes = vetoes
    self.explanation = explanation
  }
}

/// What stochastic multicriteria acceptability analysis says of the candidates.
package struct Acceptability: Codable, Sendable, Equatable {
  /// One criterion of the ranking.
  package struct Criterion: Codable, Sendable, Equatable {
    package var name: String
    package var dimension: Dimension
    package var weight: Double
    /// The mean utility of each candidate over the draws, those that take the prior included.
    package var utilities: [Architecture: Double]
    /// The mean utility that the measurements alone give; nil where nothing was measured.
    package var measured: [Architecture: Double]?
    /// What end-to-end is, compared with hybrid; nil where no verdict may rest on the run.
    package var verdict: ComparisonVerdict?
    package var basis: String

    package init(
      name: String, dimension: Dimension, weight: Double, utilities: [Architecture: Double],
      measured: [Architecture: Double]? = nil, verdict: ComparisonVerdict? = nil, basis: String
    ) {
      self.name = name
      self.dimension = dimension
      self.weight = weight
      self.utilities = utilities
      self.measured = measured
      self.verdict = verdict
      self.basis = basis
    }
  }

  /// The smallest change of one part of the profile that would flip the choice.
  package struct Flip: Codable, Sendable, Equatable {
    /// What of the profile changes, such as `priorities.latency` or `latency.budget`.
    package var parameter: String
    /// The profile's own value, in the unit of its base (seconds, euro, score).
    package var current: Double
    /// The value from which on the outcome is another.
    package var value: Double
    /// The change in words.
    package var change: String
    package var outcome: Decision.Outcome

    package init(
      parameter: String, current: Double, value: Double, change: String, outcome: Decision.Outcome
    ) {
      self.parameter = parameter
      self.current = current
      self.value = value
      self.change = change
      self.outcome = outcome
    }
  }

  package var draws: Int
  /// How concentrated the weights are drawn around the priorities (Dirichlet).
  package var concentration: Double
  /// The share of draws in which each candidate ranks first.
  package var firstRank: [Architecture: Double]
  /// The same share in the draws that rest on measurements alone; nil where all draws do, or none.
  package var firstRankMeasured: [Architecture: Double]?
  /// Of two candidates, the odds that each ranks before the other; nil where it always does.
  package var pairwiseOdds: [Architecture: Double?] {
    firstRank.mapValues { share in share < 1 ? share / (1 - share) : nil }
  }
  /// The mean weights of the draws in which each candidate ranks first, by criterion.
  package var centralWeights: [Architecture: [String: Double]]
  package var criteria: [Criterion]
  package var flips: [Flip]
  /// Who would rank first with other weights, over the whole triangle of them.
  package var triangle: [WeightPoint]

  package init(
    draws: Int, concentration: Double, firstRank: [Architecture: Double],
    firstRankMeasured: [Architecture: Double]? = nil,
    centralWeights: [Architecture: [String: Double]], criteria: [Criterion], flips: [Flip],
    triangle: [WeightPoint] = []
  ) {
    self.draws = draws
    self.concentration = concentration
    self.firstRank = firstRank
    self.firstRankMeasured = firstRankMeasured
    self.centralWeights = centralWeights
    self.criteria = criteria
    self.flips = flips
    self.triangle = triangle
  }
}
