/// What a session leaves on disk.
package struct SessionRecord: Codable, Sendable, Equatable {
  package static let schema = "assay/session/1"

  package var schema = SessionRecord.schema
  package var specification: SessionSpecification
  /// Why there is no measurement; nil for a completed session.
  package var failure: Failure?
  /// The candidates that were served, and the null candidate that measures the harness.
  package var candidates: [ServedCandidate]
  /// The reference loop before each round of the alternation, in nanoseconds, round by round.
  package var reference: [[Int]]
  package var validity: [ValidityFinding]
  /// What stages in processes of their own came to; nil of every other session.
  package var services: ServicesRecord?
  package var provenance: Provenance

  package init(
    specification: SessionSpecification, failure: Failure? = nil,
    candidates: [ServedCandidate] = [], reference: [[Int]] = [],
    validity: [ValidityFinding] = [], services: ServicesRecord? = nil, provenance: Provenance
  ) {
    self.specification = specification
    self.failure = failure
    self.candidates = candidates
    self.reference = reference
    self.validity = validity
    self.services = services
    self.provenance = provenance
  }
}

/// One candidate as a session measured it.
package struct ServedCandidate: Codable, Sendable, Equatable {
  /// The trial whose model was served, or whose items a declared model answered; nil for the null
  /// candidate.
  package var trial: Int?
  package var architecture: Architecture?
  package var memory: ServingMemory
  /// Latencies one query after the other, in nanoseconds, in the order of the queries.
  package var singleStream: [Int]
  /// Answers and the reference loop in turns, block by block; empty for the null candidate.
  package var besideReference: [TimesBesideReference]
  /// Latencies in the profile's scenario, in nanoseconds, where that is another one.
  package var scenario: [Int]
  /// How late the harness itself handed over each query of the scenario, in nanoseconds.
  ///
  /// Latency runs from the scheduled arrival, so this is part of it. Nil where queries do not arrive by
  /// themselves, and in records that were written before it was kept.
  package var lateness: [Int]?
  /// Items answered a second when all are handed over at once; nil where not measured.
  package var offlinePerSecond: Double?
  /// Time to explain one decision, in nanoseconds each.
  package var explanation: [Int]
  package var failedQueries: Int
  /// What was built instead of a trained model; nil for trained models and the null candidate.
  package var declared: DeclaredModel?
  /// What each stage of the candidate takes of an answer; nil for the null candidate, and in records
  /// from before it was measured.
  package var stages: StageTimes?

  package init(
    trial: Int?, architecture: Architecture?, memory: ServingMemory, singleStream: [Int] = [],
    besideReference: [TimesBesideReference] = [], scenario: [Int] = [], lateness: [Int]? = nil,
    offlinePerSecond: Double? = nil,
    explanation: [Int] = [], failedQueries: Int = 0, declared: DeclaredModel? = nil,
    stages: StageTimes? = nil
  ) {
    self.trial = trial
    self.architecture = architecture
    self.memory = memory
    self.singleStream = singleStream
    self.besideReference = besideReference
    self.scenario = scenario
    self.lateness = lateness
    self.offlinePerSecond = offlinePerSecond
    self.explanation = explanation
    self.failedQueries = failedQueries
    self.declared = declared
    self.stages = stages
  }
}

/// How long each stage of a candidate takes of an answer.
package struct StageTimes: Codable, Sendable, Equatable {
  /// For each stage, in order, the time of every query in nanoseconds; one reading of the clock is in
  /// each.
  package var nanoseconds: [[Int]]
  /// The mean cost of one reading of the clock, in nanoseconds.
  package var clockOverhead: Double

  package init(nanoseconds: [[Int]], clockOverhead: Double) {
    self.nanoseconds = nanoseconds
    self.clockOverhead = clockOverhead
  }
}

extension ServedCandidate {
  /// The share of its time that arrivals at `rate` a second ask of it: rate × mean service time, one
  /// query after the other; nil where no query was answered.
  package func load(rate: Double) -> Double? {
    guard !singleStream.isEmpty else { return nil }
    let total = singleStream.reduce(0.0) { $0 + Double($1) }
    return rate * total * 1e-9 / Double(singleStream.count)
  }
}

/// Which queries the harness handed over late.
package enum LateQueries {
  /// How many count as late: beyond 50 µs and a tenth of the median latency; all in nanoseconds.
  package static func count(lateness: [Int], medianLatency: Double) -> Int {
    lateness.count { Double($0) > max(medianLatency * 0.1, 50_000) }
  }
}

/// The resident sizes of a serving worker, in bytes.
package struct ServingMemory: Codable, Sendable, Equatable {
  package var beforeLoading: Int
  package var afterLoading: Int
  package var peakServing: Int

  package init(beforeLoading: Int, afterLoading: Int, peakServing: Int) {
    self.beforeLoading = beforeLoading
    self.afterLoading = afterLoading
    self.peakServing = peakServing
  }
}

/// Something about a session that weakens its figures, and what to do next.
package struct ValidityFinding: Codable, Sendable, Equatable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case tooFewQueries = "too-few-queries"
    case noisyMachine = "noisy-machine"
    case cachedAnswers = "cached-answers"
    case coarseClock = "coarse-clock"
    case late = "late-arrivals"
  }

  package var kind: Kind
  package var detail: String
  package var remedy: String

  package init(kind: Kind, detail: String, remedy: String) {
    self.kind = kind
    self.detail = detail
    self.remedy = remedy
  }
}
