/// What a trial leaves on disk.
package struct TrialRecord: Codable, Sendable, Equatable {
  package static let schema = "assay/trial/1"

  package var schema = TrialRecord.schema
  package var specification: TrialSpecification
  /// Why there is no answer; nil for a completed trial.
  package var failure: Failure?
  /// The part that the same seed repeats bit for bit.
  package var answers: TrialAnswers?
  /// The part that varies with the machine and the hour.
  package var costs: TrialCosts?
  package var provenance: Provenance

  package init(
    specification: TrialSpecification, failure: Failure? = nil, answers: TrialAnswers? = nil,
    costs: TrialCosts? = nil, provenance: Provenance
  ) {
    self.specification = specification
    self.failure = failure
    self.answers = answers
    self.costs = costs
    self.provenance = provenance
  }
}

/// The time-free part of a trial: what was trained, and what it answered.
package struct TrialAnswers: Codable, Sendable, Equatable {
  /// SHA-256 of the item file.
  package var itemsDigest: String
  package var items: Int
  package var failedItems: Int
  package var training: TrainingSummary
  package var parameters: Int
  /// Parameters of each stage, in order; one entry for an end-to-end network.
  package var stageParameters: [NamedCount]
  package var modelBytes: Int
  package var modelDigest: String
  /// The best score that any answerer could reach on these items, by score id, where it is known.
  package var ceilings: [String: Double]
  /// Decisions by protected column and group.
  package var groups: [GroupDecisions]
  package var explanations: ExplanationTests?
  /// Every way to explain, the candidate's own first; nil where they were not compared.
  package var methods: [MethodTests]?
  /// The headline score on the examples trained on; nil in records from before it was kept.
  package var trainingScore: Double?
  /// Bytes of each stage's parameters in the model file; nil in records from before it was kept.
  package var stageBytes: [NamedCount]?
  /// The mean length of the test items in time, in seconds; nil where they have none.
  package var mediaSeconds: Double?

  package init(
    itemsDigest: String, items: Int, failedItems: Int, training: TrainingSummary, parameters: Int,
    stageParameters: [NamedCount], modelBytes: Int, modelDigest: String,
    ceilings: [String: Double], groups: [GroupDecisions], explanations: ExplanationTests?,
    methods: [MethodTests]? = nil, trainingScore: Double? = nil, stageBytes: [NamedCount]? = nil,
    mediaSeconds: Double? = nil
  ) {
    self.itemsDigest = itemsDigest
    self.items = items
    self.failedItems = failedItems
    self.training = training
    self.parameters = parameters
    self.stageParameters = stageParameters
    self.modelBytes = modelBytes
    self.modelDigest = modelDigest
    self.ceilings = ceilings
    self.groups = groups
    self.explanations = explanations
    self.methods = methods
    self.trainingScore = trainingScore
    self.stageBytes = stageBytes
    self.mediaSeconds = mediaSeconds
  }
}

/// A count with a name.
package struct NamedCount: Codable, Sendable, Equatable {
  package var name: String
  package var count: Int

  package init(name: String, count: Int) {
    self.name = name
    self.count = count
  }
}

/// How many of a protected group were decided upon, and how many favourably.
package struct GroupDecisions: Codable, Sendable, Equatable {
  package var column: String
  package var group: String
  package var total: Int
  package var favourable: Int

  package init(column: String, group: String, total: Int, favourable: Int) {
    self.column = column
    self.group = group
    self.total = total
    self.favourable = favourable
  }
}

/// How a candidate was trained and chosen.
package struct TrainingSummary: Codable, Sendable, Equatable {
  /// One tuning configuration and what it reached on the validation items.
  package struct Configuration: Codable, Sendable, Equatable {
    package var settings: [String: Double]
    /// The selection score, lower is better.
    package var validationLoss: Double
    package var steps: Int
    package var epochs: Double
    package var reachedPlateau: Bool

    package init(
      settings: [String: Double], validationLoss: Double, steps: Int, epochs: Double,
      reachedPlateau: Bool
    ) {
      self.settings = settings
      self.validationLoss = validationLoss
      self.steps = steps
      self.epochs = epochs
      self.reachedPlateau = reachedPlateau
    }
  }

  package var configurations: [Configuration]
  /// The index of the chosen configuration.
  package var chosen: Int
  /// Optimiser steps of the model that is reported.
  package var steps: Int
  package var trainingExamples: Int
  package var validationExamples: Int
  /// Nil where none was recorded: of mixes, and in records from before it was kept.
  package var course: TrainingCourse?

  /// Whether a budget, not a plateau, ended the chosen configuration: no verdict may rest on it.
  package var undertrained: Bool {
    !configurations.indices.contains(chosen) || !configurations[chosen].reachedPlateau
  }

  package init(
    configurations: [Configuration], chosen: Int, steps: Int, trainingExamples: Int,
    validationExamples: Int, course: TrainingCourse? = nil
  ) {
    self.configurations = configurations
    self.chosen = chosen
    self.steps = steps
    self.trainingExamples = trainingExamples
    self.validationExamples = validationExamples
    self.course = course
  }
}

/// The time and memory that a trial took.
package struct TrialCosts: Codable, Sendable, Equatable {
  /// Seconds of training and selection.
  package var trainingSeconds: Double
  /// Seconds of the whole trial.
  package var totalSeconds: Double
  /// The peak resident size while training, in bytes, less what was resident before.
  package var trainingPeakBytes: Int
  /// How long each way to explain took; nil where they were not compared.
  package var methods: [MethodTime]?
  /// Seconds from the start of the fit to each point of the training's course; nil where there is none.
  package var courseSeconds: [Double]?

  package init(
    trainingSeconds: Double, totalSeconds: Double, trainingPeakBytes: Int,
    methods: [MethodTime]? = nil, courseSeconds: [Double]? = nil
  ) {
    self.trainingSeconds = trainingSeconds
    self.totalSeconds = totalSeconds
    self.trainingPeakBytes = trainingPeakBytes
    self.methods = methods
    self.courseSeconds = courseSeconds
  }
}

/// The tests of named reasons over one trial's adverse decisions.
package struct ExplanationTests: Codable, Sendable, Equatable {
  /// What named the reasons: the candidate's own explanation, or one of the controls.
  package enum Namer: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
    case explanation
    case random
    case reversed
    case randomisedModel = "randomised-model"
  }

  /// One explained decision.
  package struct Item: Codable, Sendable, Equatable {
    package var id: String
    /// Share of interventions on the named inputs after which the decision changed.
    package var necessity: [Namer: Double]
    /// Share of interventions on all other inputs after which the decision stood.
    package var sufficiency: [Namer: Double]
    /// Share of references with which the named inputs were necessary and sufficient at once; nil in
    /// records of before it was asked.
    package var both: [Namer: Double]?
    /// Inputs that were named.
    package var size: Int
    /// The decision and its reasons in words; nil unless the plan keeps cases.
    package var shown: ExplainedCase?

    package init(
      id: String, necessity: [Namer: Double], sufficiency: [Namer: Double],
      both: [Namer: Double]? = nil, size: Int, shown: ExplainedCase? = nil
    ) {
      self.id = id
      self.necessity = necessity
      self.sufficiency = sufficiency
      self.both = both
      self.size = size
      self.shown = shown
    }
  }

  /// How the candidate names its reasons, such as `reason codes` or `KernelSHAP`.
  package var method: String
  package var items: [Item]

  package init(method: String, items: [Item]) {
    self.method = method
    self.items = items
  }
}

/// One line of an item file: what a candidate answered to one test item.
package struct ItemRecord: Codable, Sendable, Equatable {
  package var id: String
  package var fold: Int
  /// Why there is no answer; nil for an answered item.
  package var failure: String?
  /// The values that the workload's scores are made of, such as `probability` and `outcome`.
  package var values: [String: Double]

  package init(id: String, fold: Int, failure: String? = nil, values: [String: Double]) {
    self.id = id
    self.fold = fold
    self.failure = failure
    self.values = values
  }
}
