package import Figures

/// A kept run, or several of one plan, to hold later runs against.
///
/// It holds what each session and repetition gave and nothing of single cases, few enough numbers to
/// lie in a repository.
package struct Baseline: Codable, Sendable, Equatable {
  package static let schema = "assay/baseline/1"

  package var schema = Baseline.schema
  /// The profile's name.
  package var profile: String
  package var plan: PlanIdentity
  /// Nil where the sessions ran on several machines, or none was completed.
  package var machine: MachineIdentity?
  package var decision: KeptDecision
  package var figures: [KeptFigure]

  package init(
    profile: String, plan: PlanIdentity, machine: MachineIdentity?, decision: KeptDecision,
    figures: [KeptFigure]
  ) {
    self.profile = profile
    self.plan = plan
    self.machine = machine
    self.decision = decision
    self.figures = figures
  }

  /// A figure by its id.
  package func figure(_ id: String) -> KeptFigure? { figures.first { $0.id == id } }
}

/// What two runs must share for their answers to be comparable one by one.
package struct PlanIdentity: Codable, Sendable, Equatable {
  package var workload: String
  package var options: [String: Double]
  /// SHA-256 of the user's data; nil for the embedded corpus.
  package var data: String?
  package var effort: Effort
  package var seed: UInt64
  package var sizes: [Int]
  package var repetitions: Int
  package var testItems: Int
  /// SHA-256 of the planned trials.
  package var trials: String
  /// SHA-256 of the planned sessions.
  package var sessions: String

  package init(of plan: Plan, trials: String, sessions: String) {
    workload = plan.workload.name
    options = plan.workload.options
    data = plan.workload.data?.digest
    effort = plan.effort
    seed = plan.seed
    sizes = plan.sizes
    repetitions = plan.repetitions
    testItems = plan.testItems
    self.trials = trials
    self.sessions = sessions
  }

  /// Whether both trained on the same samples and answered the same items.
  package func hasSameTrials(as other: PlanIdentity) -> Bool {
    var masked = other
    masked.sessions = sessions
    return self == masked
  }
}

/// What of a machine decides how fast a program is and how its sums are rounded.
package struct MachineIdentity: Codable, Sendable, Equatable {
  package var processor: String
  package var kernels: String

  package init(_ provenance: Provenance) {
    processor = provenance.processor
    kernels = provenance.kernels
  }

  package var description: String { "\(processor), kernels \(kernels)" }
}

/// What a kept run decided.
package struct KeptDecision: Codable, Sendable, Equatable {
  package var outcome: Decision.Outcome
  /// The draws behind the shares; 0 where nothing was ranked.
  package var draws: Int
  /// The share of draws in which each candidate ranks first.
  package var firstRank: [Architecture: Double]

  package init(_ decision: Decision) {
    outcome = decision.outcome
    draws = decision.acceptability?.draws ?? 0
    firstRank = decision.acceptability?.firstRank ?? [:]
  }
}

/// What the runs of a baseline gave of one figure.
package struct KeptFigure: Codable, Sendable, Equatable {
  /// What a figure's values depend on, and so how two runs are compared on it.
  package enum Nature: String, Codable, Sendable, CaseIterable {
    /// The same seed repeats it: a score, a count, a share.
    case timeFree = "time-free"
    /// A time or a rate in a session, with its multiple of the reference loop.
    case timed
    /// Means something on one machine only: memory, training time.
    case machineBound = "machine-bound"
  }

  package var id: String
  package var title: String
  package var unit: Unit
  package var direction: Direction
  package var nature: Nature
  /// How two values are compared, and the difference or share of a ratio that does not matter.
  package var scale: Contrast.Scale
  package var margin: Double?
  /// Run by run, what each session or repetition gave; time-free figures stand once for all runs.
  package var runs: [Architecture: [[Replicate]]]

  package init(
    id: String, title: String, unit: Unit, direction: Direction, nature: Nature,
    scale: Contrast.Scale, margin: Double?, runs: [Architecture: [[Replicate]]]
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.direction = direction
    self.nature = nature
    self.scale = scale
    self.margin = margin
    self.runs = runs
  }
}
