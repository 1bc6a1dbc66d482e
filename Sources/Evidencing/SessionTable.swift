import Figures
import Records
import Statistics

/// What one session measured of one architecture; samples ascending, in seconds.
struct ServedSamples {
  let session: Int
  let architecture: Architecture
  /// The profile's scenario, which may be single-stream itself.
  let scenario: [Double]
  /// How late the harness handed over each query of the scenario; empty where it was not kept.
  let lateness: [Double]
  /// How many of these count as late.
  let lateQueries: Int
  let singleStream: [Double]
  let besideReference: [TimesBesideReference]
  let explanation: [Double]
  let memory: ServingMemory
  let offlinePerSecond: Double?
  let failedQueries: Int
  let stages: StageTimes?

  init(session: SessionSpecification, architecture: Architecture, candidate: ServedCandidate) {
    func seconds(_ nanoseconds: [Int]) -> [Double] {
      nanoseconds.sorted().map { Double($0) * 1e-9 }
    }
    self.session = session.number
    self.architecture = architecture
    singleStream = seconds(candidate.singleStream)
    scenario =
      session.scenario == .singleStream ? singleStream : seconds(candidate.scenario)
    lateness = seconds(candidate.lateness ?? [])
    let median = Quantiles.type7(candidate.scenario.sorted().map(Double.init), 0.5) ?? 0
    lateQueries = LateQueries.count(lateness: candidate.lateness ?? [], medianLatency: median)
    besideReference = candidate.besideReference
    explanation = seconds(candidate.explanation)
    memory = candidate.memory
    offlinePerSecond = candidate.offlinePerSecond
    failedQueries = candidate.failedQueries
    stages = candidate.stages
  }
}

/// The sessions that completed, ascending by number.
struct SessionTable {
  /// Ascending by number, failed ones among them.
  let records: [SessionRecord]
  let completed: [SessionRecord]
  let samples: [ServedSamples]

  init(_ sessions: [SessionRecord]) {
    records = sessions.sorted { $0.specification.number < $1.specification.number }
    completed = records.filter { $0.failure == nil }
    samples = completed.flatMap { session in
      session.candidates.compactMap { candidate in
        candidate.architecture.map {
          ServedSamples(session: session.specification, architecture: $0, candidate: candidate)
        }
      }
    }
  }

  func samples(of architecture: Architecture) -> [ServedSamples] {
    samples.filter { $0.architecture == architecture }
  }

  /// The floor of each session's reference loop, in seconds, by session.
  var references: [Int: Double] {
    var references: [Int: Double] = [:]
    for session in completed {
      references[session.specification.number] = ServiceMultiple.floor(
        session.candidates.flatMap(\.besideReference))
    }
    return references
  }

  /// One value a session and architecture: the mean over the candidates that have one.
  ///
  /// The unit says how a value becomes a multiple of the reference loop.
  func values(
    _ unit: Unit, _ value: (ServedSamples) -> Double?
  ) -> [Architecture: [Replicate]] {
    let references = references
    var values: [Architecture: [Replicate]] = [:]
    for architecture in Architecture.allCases {
      let bySession = Dictionary(grouping: samples(of: architecture), by: \.session)
      let found = bySession.sorted { $0.key < $1.key }.compactMap { session, samples in
        let known = samples.compactMap(value)
        guard !known.isEmpty else { return nil as Replicate? }
        let mean = known.reduce(0, +) / Double(known.count)
        let multiple = references[session].flatMap { reference -> Double? in
          switch unit {
          case .seconds: mean / reference
          case .perSecond: mean * reference
          case .dimensionless, .bytes, .count, .euro: nil
          }
        }
        return Replicate(unit: session, value: mean, multiple: multiple)
      }
      if !found.isEmpty { values[architecture] = found }
    }
    return values
  }
}
