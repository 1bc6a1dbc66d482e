import Measuring
import NumericCore
import Records
import Workers

/// Conducts one session: several workers serve in alternation, one works at a time.
///
/// Fresh processes and a repetition of its own make every session an independent replication: another
/// address layout, another order of turns, another trained model.
struct SessionConductor: Sendable {
  let directory: RunDirectory
  let session: SessionSpecification
  let seed: UInt64
  let worker: String
  let provenance: Provenance

  /// The load, rate × service time, from which on a queue grows without end.
  private static let saturation = 1.0
  private static let referenceRounds = 8
  /// Queries whose stages are timed, at most: medians of short times need no more.
  private static let stagewiseQueries = 500

  /// Measures, or says why it could not.
  func conduct() async -> SessionRecord {
    var record = SessionRecord(specification: session, provenance: provenance)
    do {
      let served = try candidates()
      try await WorkerCommand.withWorkers(served.map(\.command)) { channels in
        var measurement = Measurement(
          session: session, seed: seed, candidates: served.map(\.candidate), channels: channels)
        try await measurement.run()
        record.candidates = measurement.candidates
        record.reference = measurement.reference
        record.validity = measurement.findings()
      }
    } catch let error as WorkerError {
      record.failure = error.failure
    } catch let error as RecordError {
      record.failure = Failure(cause: .missing, detail: "\(error)")
    } catch {
      record.failure = Failure(cause: .crashed, detail: error.localizedReason)
    }
    return record
  }

  /// The served models in the plan's order, then the null candidate.
  private func candidates() throws(RecordError) -> [(
    candidate: ServedCandidate, command: WorkerCommand
  )] {
    var served: [(ServedCandidate, WorkerCommand)] = []
    let none = ServingMemory(beforeLoading: 0, afterLoading: 0, peakServing: 0)
    for number in session.trials {
      if let architecture = try declared(number) {
        served.append(
          (
            ServedCandidate(trial: number, architecture: architecture, memory: none),
            command(
              ["serve-declared", directory.path, String(session.number), String(number)])
          ))
        continue
      }
      let trial = try directory.read(TrialRecord.self, from: directory.trial(number))
      guard trial.failure == nil, directory.exists(directory.model(number)) else {
        throw RecordError(
          path: directory.model(number), problem: "is not there, since trial \(number) failed",
          remedy: "see what failed with 'assay show \(directory.path)'")
      }
      served.append(
        (
          ServedCandidate(
            trial: number, architecture: trial.specification.architecture, memory: none),
          command(["serve", directory.path, String(number)])
        ))
    }
    served.append(
      (ServedCandidate(trial: nil, architecture: nil, memory: none), command(["serve-null"])))
    return served
  }

  /// The architecture of a trial in whose place a model of a declared size is built; nil of the others.
  private func declared(_ number: Int) throws(RecordError) -> Architecture? {
    guard let declared = session.declared else { return nil }
    let plan = try directory.read(Plan.self, from: directory.plan)
    guard let trial = plan.trials.first(where: { $0.number == number }),
      declared[trial.architecture] != nil
    else { return nil }
    return trial.architecture
  }

  private func command(_ arguments: [String]) -> WorkerCommand {
    WorkerCommand(executable: worker, arguments: arguments)
  }

  /// The steps of a session, and what they found so far.
  private struct Measurement {
    let session: SessionSpecification
    let seed: UInt64
    var candidates: [ServedCandidate]
    let channels: [Channel]
    private(set) var reference: [[Int]] = []
    private var repeated: [[Int]]
    private var clock: ClockQuality?

    init(
      session: SessionSpecification, seed: UInt64, candidates: [ServedCandidate],
      channels: [Channel]
    ) {
      self.session = session
      self.seed = seed
      self.candidates = candidates
      self.channels = channels
      repeated = candidates.map { _ in [] }
    }

    private var timeout: Duration { .seconds(session.timeout) }

    /// An answer of a large model takes as long as many of a small one.
    private var isDeclared: Bool { session.declared != nil }
    private var warmUp: Int { isDeclared ? 2 : 20 }

    mutating func run() async throws {
      try await load()
      try await singleStream()
      try await stages()
      try await scenario()
      // The peak is that of the profile's own scenario: a batch or an explanation that it does not
      // ask for would raise it.
      if session.scenario == .offline {
        try await offline()
        try await readPeaks()
      } else {
        try await readPeaks()
        try await offline()
      }
      try await explanations()
    }

    private func ask(_ index: Int, _ command: ServeCommand) async throws -> ServeReply {
      try await channels[index].serve(command, timeout: timeout)
    }

    private mutating func load() async throws {
      for index in candidates.indices {
        // Resetting also returns freed pages to the system, so the reading that counts comes after it.
        _ = try await ask(index, .memory(resettingPeak: true))
        let before = try await ask(index, .memory(resettingPeak: false)).memory
        let loaded = try await ask(index, .load)
        var after = loaded.memory
        if isDeclared {
          // A model is built with more memory than one is loaded with: that is no part of serving.
          _ = try await ask(index, .memory(resettingPeak: true))
          after = try await ask(index, .memory(resettingPeak: false)).memory
        }
        candidates[index].declared = loaded.declared
        candidates[index].memory.beforeLoading = before?.resident ?? 0
        candidates[index].memory.afterLoading = after?.resident ?? 0
      }
    }

    private mutating func readPeaks() async throws {
      for index in candidates.indices {
        let memory = try await ask(index, .memory(resettingPeak: false)).memory
        candidates[index].memory.peakServing = memory?.peak ?? 0
      }
    }

    /// Blocks in alternation, the reference loop before each round.
    private mutating func singleStream() async throws {
      let order = AlternationPlan(
        candidates: candidates.count, blocks: session.blocks,
        seed: seed &+ UInt64(session.number))
      let perBlock = max(1, session.singleStreamQueries / max(1, order.rounds.count))
      for (round, turns) in order.rounds.enumerated() {
        let loop = try await ask(candidates.count - 1, .reference(rounds: Self.rounds))
        reference.append(loop.nanoseconds)
        clock = loop.clock ?? clock
        for index in turns {
          let reply = try await ask(
            index,
            .singleStream(
              queries: perBlock, warmUp: warmUp, firstQuery: round * perBlock))
          candidates[index].singleStream += reply.nanoseconds
          candidates[index].failedQueries += reply.failed
        }
        try await besideReference(turns, firstQuery: round * perBlock)
      }
      for index in candidates.indices {
        let reply = try await ask(
          index,
          .repeated(query: 0, queries: min(perBlock, isDeclared ? 20 : 100), warmUp: warmUp))
        repeated[index] = reply.nanoseconds
      }
    }

    /// Each trained candidate in turns with the reference loop, in the worker that serves it.
    private mutating func besideReference(_ turns: [Int], firstQuery: Int) async throws {
      guard session.referenceMilliseconds > 0 else { return }
      for index in turns where candidates[index].architecture != nil {
        let reply = try await ask(
          index,
          .besideReference(milliseconds: session.referenceMilliseconds, firstQuery: firstQuery))
        if let times = reply.besideReference { candidates[index].besideReference.append(times) }
        candidates[index].failedQueries += reply.failed
      }
    }

    /// Each trained candidate stage by stage, apart from all else: reading the clock takes time too.
    private mutating func stages() async throws {
      guard !isDeclared else { return }
      let queries = min(session.singleStreamQueries, SessionConductor.stagewiseQueries)
      for index in candidates.indices where candidates[index].architecture != nil {
        let reply = try await ask(
          index,
          .stagewise(queries: queries, warmUp: warmUp, firstQuery: 0))
        candidates[index].failedQueries += reply.failed
        if let times = reply.stages, !times.isEmpty {
          candidates[index].stages = StageTimes(
            nanoseconds: times, clockOverhead: reply.clock?.overhead ?? 0)
        }
      }
    }

    private static var rounds: Int { SessionConductor.referenceRounds }

    /// The profile's own scenario, each candidate in turn; the null candidate does not need it.
    private mutating func scenario() async throws {
      guard case .server(let rate) = session.scenario, session.queries > 0 else { return }
      // Which of the candidates comes first changes from session to session.
      var generator = SeededGenerator(seed: seed, "scenario", session.number)
      for index in generator.permutation(candidates.count - 1) {
        guard !isSaturated(index, rate: rate) else { continue }
        let reply = try await ask(
          index,
          .server(
            rate: rate, queries: session.queries, warmUp: warmUp, firstQuery: 0,
            seed: seed &+ UInt64(session.number)))
        candidates[index].scenario = reply.nanoseconds
        candidates[index].failedQueries += reply.failed
        candidates[index].lateness = reply.lateness
      }
    }

    /// Whether a model of a declared size cannot keep up with the arrivals: then there is nothing to wait for.
    private func isSaturated(_ index: Int, rate: Double) -> Bool {
      guard isDeclared, let load = candidates[index].load(rate: rate) else { return false }
      return load >= SessionConductor.saturation
    }

    private mutating func offline() async throws {
      for index in candidates.indices.dropLast() {
        let offline = try await ask(index, .offline(items: session.offlineItems))
        candidates[index].offlinePerSecond = offline.perSecond
      }
    }

    private mutating func explanations() async throws {
      for index in candidates.indices.dropLast() {
        let explained = try await ask(
          index,
          .explain(
            queries: session.explanations, warmUp: isDeclared ? 0 : 2, firstQuery: 0))
        candidates[index].explanation = explained.nanoseconds
        candidates[index].failedQueries += explained.failed
      }
    }

    /// What weakens the session's figures.
    func findings() -> [ValidityFinding] {
      var findings: [ValidityFinding] = []
      if let finding = Validity.noisyMachine(blocks: reference) { findings.append(finding) }
      for index in candidates.indices.dropLast() {
        let name = candidates[index].architecture?.rawValue ?? "candidate"
        let checks = [
          clock.flatMap { Validity.coarseClock($0, latencies: candidates[index].singleStream) },
          Validity.cachedAnswers(
            repeated: repeated[index], distinct: candidates[index].singleStream),
          Validity.lateArrivals(
            lateness: candidates[index].lateness ?? [], latencies: candidates[index].scenario),
        ]
        for case var finding? in checks {
          finding.detail = "\(name): \(finding.detail)"
          findings.append(finding)
        }
      }
      return findings
    }
  }
}
