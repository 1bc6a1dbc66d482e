/// The list of all trials and sessions of a run, fixed before the first starts.
package struct Plan: Codable, Sendable, Equatable {
  /// The version of this file's form.
  package static let schema = "assay/plan/1"

  package var schema = Plan.schema
  package var workload: WorkloadReference
  package var effort: Effort
  package var seed: UInt64
  /// The training sizes, in examples, ascending.
  package var sizes: [Int]
  package var repetitions: Int
  package var folds: Int
  /// Test items of a repetition, all folds together.
  package var testItems: Int
  package var trials: [TrialSpecification]
  package var sessions: [SessionSpecification]
  /// Whether records may hold inputs and reasons of single cases: of embedded corpora, or on request.
  package var keepsCases: Bool
  /// What the plan leaves out and why, one sentence each.
  package var remarks: [String]
  /// The digests of the profile that the plan follows from; nil where no run was prepared.
  package var profile: ProfileDigests?
  /// The studies whose trials stand after the main ones; nil in plans from before there were any.
  package var studies: [StudySpecification]?

  package init(
    workload: WorkloadReference, effort: Effort, seed: UInt64, sizes: [Int], repetitions: Int,
    folds: Int, testItems: Int, trials: [TrialSpecification], sessions: [SessionSpecification],
    keepsCases: Bool = false, remarks: [String] = []
  ) {
    self.workload = workload
    self.effort = effort
    self.seed = seed
    self.sizes = sizes
    self.repetitions = repetitions
    self.folds = folds
    self.testItems = testItems
    self.trials = trials
    self.sessions = sessions
    self.keepsCases = keepsCases
    self.remarks = remarks
  }
}

/// The SHA-256 of the profile as it was given, and as it was understood.
package struct ProfileDigests: Codable, Sendable, Equatable {
  package var given: String
  package var understood: String

  package init(given: String, understood: String) {
    self.given = given
    self.understood = understood
  }
}

/// One trial: train one candidate and let it answer the test items, in a process of its own.
package struct TrialSpecification: Codable, Sendable, Hashable {
  package var number: Int
  package var architecture: Architecture
  /// Labelled examples that the trial may use, for training and selection together.
  package var size: Int
  /// The repetition, from 1: another training sample, another initialisation.
  package var repetition: Int
  /// The fold that is tested, from 0.
  package var fold: Int
  package var folds: Int
  package var testItems: Int
  /// Tuning configurations tried; the same for every architecture.
  package var configurations: Int
  /// Adverse decisions that are explained and tested; 0 for none.
  package var explanations: Int
  /// Adverse decisions on which every way to explain is tried; nil for none.
  package var comparedExplanations: Int?
  /// Whether the trained model is kept for a session.
  package var keepsModel: Bool
  /// Seconds after which the trial counts as hung.
  package var timeout: Double
  /// The study that the trial belongs to, such as `knowledge`; nil for the main trials.
  package var study: String?
  /// What the trial of a study changes; nil for the main trials.
  package var variation: Variation?

  package init(
    number: Int, architecture: Architecture, size: Int, repetition: Int, fold: Int, folds: Int,
    testItems: Int, configurations: Int, explanations: Int, keepsModel: Bool, timeout: Double,
    comparedExplanations: Int? = nil, study: String? = nil, variation: Variation? = nil
  ) {
    self.number = number
    self.architecture = architecture
    self.size = size
    self.repetition = repetition
    self.fold = fold
    self.folds = folds
    self.testItems = testItems
    self.configurations = configurations
    self.explanations = explanations
    self.comparedExplanations = comparedExplanations
    self.keepsModel = keepsModel
    self.timeout = timeout
    self.study = study
    self.variation = variation
  }
}

/// One session: serve trained candidates in alternation on a quiet machine.
package struct SessionSpecification: Codable, Sendable, Hashable {
  package var number: Int
  /// The trials whose models are served; at a declared size, those whose items are asked.
  package var trials: [Int]
  /// The scenario that the profile asks for.
  package var scenario: Scenario
  /// Queries a candidate answers in the profile's scenario.
  package var queries: Int
  /// Queries a candidate answers one after the other, over all blocks.
  package var singleStreamQueries: Int
  /// Milliseconds of each block in which a candidate and the reference loop take turns.
  package var referenceMilliseconds: Int
  /// Blocks of the alternation for each candidate; even, for ABBA.
  package var blocks: Int
  /// Items of one offline query.
  package var offlineItems: Int
  package var explanations: Int
  package var timeout: Double
  /// The architectures that are built at a declared number of parameters with random weights instead
  /// of being loaded; nil for a session of trained models.
  package var declared: [Architecture: Int]?
  /// The stages of the hybrid that run each in a process of its own; nil for a session in which every
  /// candidate is one process.
  package var services: [String]?

  package init(
    number: Int, trials: [Int], scenario: Scenario, queries: Int, singleStreamQueries: Int,
    referenceMilliseconds: Int = 0, blocks: Int, offlineItems: Int, explanations: Int,
    timeout: Double, declared: [Architecture: Int]? = nil, services: [String]? = nil
  ) {
    self.number = number
    self.trials = trials
    self.scenario = scenario
    self.queries = queries
    self.singleStreamQueries = singleStreamQueries
    self.referenceMilliseconds = referenceMilliseconds
    self.blocks = blocks
    self.offlineItems = offlineItems
    self.explanations = explanations
    self.timeout = timeout
    self.declared = declared
    self.services = services
  }
}

/// How queries arrive, after MLPerf Inference LoadGen.
package enum Scenario: Codable, Sendable, Hashable {
  /// The next query starts when the last is answered.
  case singleStream
  /// Poisson arrivals at `rate` queries a second; waiting in the queue counts.
  case server(rate: Double)
  /// All items at once.
  case offline
}
