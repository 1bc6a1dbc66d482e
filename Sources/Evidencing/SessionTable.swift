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
  let explanation: [Double]
  let memory: ServingMemory
  let offlinePerSecond: Double?
  let failedQueries: Int

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
    explanation = seconds(candidate.explanation)
    memory = candidate.memory
    offlinePerSecond = candidate.offlinePerSecond
    failedQueries = candidate.failedQueries
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

  /// One value a session and architecture: the mean over the candidates that have one.
  func values(
    _ value: (ServedSamples) -> Double?
  ) -> [Architecture: [(unit: Int, value: Double)]] {
    var values: [Architecture: [(unit: Int, value: Double)]] = [:]
    for architecture in Architecture.allCases {
      let bySession = Dictionary(grouping: samples(of: architecture), by: \.session)
      let found = bySession.sorted { $0.key < $1.key }.compactMap { session, samples in
        let known = samples.compactMap(value)
        return known.isEmpty
          ? nil : (unit: session, value: known.reduce(0, +) / Double(known.count))
      }
      if !found.isEmpty { values[architecture] = found }
    }
    return values
  }
}
