import Measuring
import Records
import Workers

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Conducts one session in which the hybrid's stages are processes of their own.
///
/// The network in one process, the hybrid in one process and the hybrid as services serve in alternation,
/// then every service is ended once and started again.
struct ServicesConductor: Sendable {
  let directory: RunDirectory
  let session: SessionSpecification
  let stages: [String]
  let seed: UInt64
  let worker: String
  let provenance: Provenance

  /// Queries sent while a service is dead, and once it is back.
  private static let outageQueries = 20

  /// Measures, or says why it could not.
  func conduct() async -> SessionRecord {
    var record = SessionRecord(specification: session, provenance: provenance)
    do {
      // Sockets have short paths, which a run directory need not have.
      let folder =
        FileManager.default.temporaryDirectory.path + "/assay-\(UUID().uuidString.prefix(8))"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
      defer { try? FileManager.default.removeItem(atPath: folder) }
      record.services = try await measure(folder)
    } catch let error as WorkerError {
      record.failure = error.failure
    } catch let error as RecordError {
      record.failure = Failure(cause: .missing, detail: "\(error)")
    } catch {
      record.failure = Failure(cause: .crashed, detail: error.localizedReason)
    }
    return record
  }

  private func measure(_ folder: String) async throws -> ServicesRecord {
    let (network, hybrid) = try trials()
    let ownProcess = [network, hybrid].map { command(["serve", directory.path, String($0)]) }
    let sockets = stages.indices.map { "\(folder)/\($0 + 1)" }
    let apart = zip(stages, sockets).map { stage, socket in
      command(["serve-stage", directory.path, String(hybrid), stage, socket])
    }
    let front = command(["serve-front", directory.path, String(hybrid)] + sockets)
    let watch = Stopwatch()
    return try await ownProcess[0].withWorker { network in
      let start = try await load([network], since: watch)
      let again = Stopwatch()
      return try await ownProcess[1].withWorker { one in
        let oneStart = try await load([one], since: again)
        let third = Stopwatch()
        return try await WorkerCommand.withWorkers(apart + [front]) { channels in
          let servicesStart = try await load(channels, since: third)
          var measurement = ServicesMeasurement(
            conductor: self, network: network, one: one, front: channels[stages.count],
            services: Array(channels.dropLast()), starts: [start, oneStart, servicesStart])
          try await measurement.run()
          measurement.record.outages = try await outages(
            from: 0, front: channels[stages.count], services: channels, commands: apart)
          return measurement.record
        }
      }
    }
  }

  /// The trials of the two architectures.
  private func trials() throws -> (network: Int, hybrid: Int) {
    var numbers: [Architecture: Int] = [:]
    for number in session.trials {
      let trial = try directory.read(TrialRecord.self, from: directory.trial(number))
      guard trial.failure == nil, directory.exists(directory.model(number)) else { continue }
      numbers[trial.specification.architecture] = number
    }
    guard let network = numbers[.endToEnd], let hybrid = numbers[.hybrid] else {
      throw RecordError(
        path: directory.path, problem: "holds no two models to serve, since a trial failed",
        remedy: "see what failed with 'assay show \(directory.path)'")
    }
    return (network, hybrid)
  }

  private func command(_ arguments: [String]) -> WorkerCommand {
    WorkerCommand(executable: worker, arguments: arguments)
  }

  /// Loads all but the last at once, then the last, which looks for the others.
  ///
  /// - Returns: seconds since the watch was started.
  private func load(_ channels: [Channel], since watch: Stopwatch) async throws -> Double {
    let timeout = timeout
    try await withThrowingTaskGroup(of: Void.self) { group in
      for channel in channels.dropLast() {
        group.addTask { _ = try await channel.serve(.load, timeout: timeout) }
      }
      try await group.waitForAll()
    }
    _ = try await channels.last?.serve(.load, timeout: timeout)
    return watch.seconds
  }

  fileprivate var timeout: Duration { .seconds(session.timeout) }

  /// Ends every service from one on, looks at what becomes of the requests, and starts it again.
  private func outages(
    from index: Int, front: Channel, services: [Channel], commands: [WorkerCommand]
  ) async throws -> [ServicesRecord.Outage] {
    guard index < stages.count else { return [] }
    // There is no reply to this: the request ends with the process.
    _ = try? await services[index].serve(.stop, timeout: .seconds(10))
    let queries = Self.outageQueries
    func ask() async throws -> ServeReply {
      try await front.serve(
        .singleStream(queries: queries, warmUp: 0, firstQuery: 0), timeout: timeout)
    }
    let dead = try await ask()
    let watch = Stopwatch()
    return try await commands[index].withWorker { restarted in
      _ = try await restarted.serve(.load, timeout: timeout)
      let first = try await front.serve(
        .singleStream(queries: 1, warmUp: 0, firstQuery: 0), timeout: timeout)
      let seconds = watch.seconds
      let after = try await ask()
      let outage = ServicesRecord.Outage(
        stage: stages[index], queries: queries, failed: dead.failed,
        secondsToAnswer: first.failed == 0 ? seconds : nil,
        failedAfter: first.failed + after.failed)
      return [outage]
        + (try await outages(
          from: index + 1, front: front, services: services, commands: commands))
    }
  }
}

/// The measurements of one session while everything is up.
private struct ServicesMeasurement {
  let conductor: ServicesConductor
  let network: Channel
  let one: Channel
  let front: Channel
  let services: [Channel]
  var record = ServicesRecord()

  private static let warmUp = 20
  /// Queries whose stages are timed, at most.
  private static let stagewiseQueries = 500

  init(
    conductor: ServicesConductor, network: Channel, one: Channel, front: Channel,
    services: [Channel], starts: [Double]
  ) {
    self.conductor = conductor
    self.network = network
    self.one = one
    self.front = front
    self.services = services
    record.served = zip(ServicesRecord.Deployment.allCases, starts).map {
      .init(deployment: $0, startSeconds: $1)
    }
  }

  private var session: SessionSpecification { conductor.session }

  /// Who is asked in each deployment.
  private var asked: [Channel] { [network, one, front] }

  private func ask(_ channel: Channel, _ command: ServeCommand) async throws -> ServeReply {
    try await channel.serve(command, timeout: conductor.timeout)
  }

  mutating func run() async throws {
    try await singleStream()
    try await stagewise()
    // Many items at once, which single queries do not ask for, would raise the memory.
    try await memory()
    try await throughput()
  }

  private mutating func singleStream() async throws {
    let order = AlternationPlan(
      candidates: asked.count, blocks: session.blocks,
      seed: conductor.seed &+ UInt64(session.number))
    let perBlock = max(1, session.singleStreamQueries / max(1, order.rounds.count))
    for (round, turns) in order.rounds.enumerated() {
      for index in turns {
        let reply = try await ask(
          asked[index],
          .singleStream(queries: perBlock, warmUp: Self.warmUp, firstQuery: round * perBlock))
        record.served[index].singleStream += reply.nanoseconds
        count(reply, of: perBlock, index)
      }
    }
  }

  private mutating func stagewise() async throws {
    let queries = min(session.singleStreamQueries, Self.stagewiseQueries)
    for index in asked.indices.dropFirst() {
      let reply = try await ask(
        asked[index], .stagewise(queries: queries, warmUp: Self.warmUp, firstQuery: 0))
      record.served[index].stages = reply.stages.map {
        StageTimes(nanoseconds: $0, clockOverhead: reply.clock?.overhead ?? 0)
      }
      count(reply, of: queries, index)
    }
  }

  private mutating func throughput() async throws {
    for index in asked.indices {
      let reply = try await ask(asked[index], .offline(items: session.offlineItems))
      record.served[index].perSecond = reply.perSecond
      count(reply, of: session.offlineItems, index)
    }
  }

  private mutating func count(_ reply: ServeReply, of queries: Int, _ index: Int) {
    record.served[index].queries += queries
    record.served[index].failedQueries += reply.failed
  }

  private mutating func memory() async throws {
    let apart = [(ServicesRecord.front, front)] + zip(conductor.stages, services)
    let processes = [
      [(Architecture.endToEnd.rawValue, network)], [(Architecture.hybrid.rawValue, one)], apart,
    ]
    for (index, named) in processes.enumerated() {
      for (name, channel) in named {
        // Twice: resetting gives freed pages back, and the reading that counts comes after it.
        _ = try await ask(channel, .memory(resettingPeak: true))
        guard let reading = try await ask(channel, .memory(resettingPeak: false)).memory else {
          continue
        }
        record.served[index].processes.append(
          .init(name: name, resident: reading.resident, anonymous: reading.anonymous))
      }
    }
  }
}
