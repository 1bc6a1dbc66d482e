import Foundation
import Records
import Testing

/// A worker that runs until its input is closed, and replies line by line.
private final class Serving {
  private let process = Process()
  private let commands = Pipe()
  private let replies = Pipe()

  init(_ arguments: [String]) throws {
    try Programs.require(Programs.worker)
    process.executableURL = URL(filePath: Programs.worker)
    process.arguments = arguments
    process.standardInput = commands
    process.standardOutput = replies
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit { end() }

  func send(_ command: ServeCommand) throws -> ServeReply {
    commands.fileHandleForWriting.write(try RecordCoding.encodeLines([command]))
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let more = replies.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the worker ended before it replied")
      line += more
    }
    return try JSONDecoder().decode(ServeReply.self, from: line)
  }

  /// Kills the process, as a fault would.
  func end() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}

@Suite("A hybrid as services, in real processes")
struct ServicesTests {
  static let stages = [
    "normaliser", "tokeniser", "intent classifier", "slot tagger", "policy", "reply",
  ]

  /// A path for a socket: in no scratch folder, whose paths are too long for one.
  private static func socket() -> String {
    FileManager.default.temporaryDirectory
      .appending(path: "assay-\(UUID().uuidString.prefix(6))").path
  }

  /// A run of one small trained hybrid.
  private func trained(in scratch: Scratch) async throws -> RunDirectory {
    let directory = RunDirectory(path: scratch.url("run").path)
    try directory.create()
    let trial = TrialSpecification(
      number: 1, architecture: .hybrid, size: 120, repetition: 1, fold: 0, folds: 1, testItems: 40,
      configurations: 1, explanations: 0, keepsModel: true, timeout: 300)
    try directory.write(
      Plan(
        workload: WorkloadReference(name: "customer-service"), effort: .quick, seed: 1,
        sizes: [120], repetitions: 1, folds: 1, testItems: 40, trials: [trial], sessions: []),
      to: directory.plan)
    let worker = try await Started(Programs.worker, ["train", directory.path, "1"]).end()
    try #require(worker.ending == .exit(0), "\(worker.error)")
    return directory
  }

  @Test("Six processes answer as one does; a dead one fails every query until it is back")
  func processes() async throws {
    let scratch = try Scratch()
    let run = try await trained(in: scratch)
    let sockets = Self.stages.map { _ in Self.socket() }
    defer { for socket in sockets { try? FileManager.default.removeItem(atPath: socket) } }
    func service(_ index: Int) throws -> Serving {
      try Serving(["serve-stage", run.path, "1", Self.stages[index], sockets[index]])
    }
    var services = try Self.stages.indices.map(service)
    for serving in services {
      let reply = try serving.send(.load)
      #expect(reply.error == nil && (reply.memory?.anonymous ?? 0) > 0)
    }
    let front = try Serving(["serve-front", run.path, "1"] + sockets)
    #expect(try front.send(.load).error == nil)
    let queries = ServeCommand.singleStream(queries: 30, warmUp: 2, firstQuery: 0)
    #expect(try front.send(queries).failed == 0)
    let hops = try front.send(.stagewise(queries: 10, warmUp: 0, firstQuery: 0))
    #expect(hops.stages?.map(\.count) == Array(repeating: 10, count: 6))
    #expect(try front.send(.offline(items: 200)).failed == 0)

    services[3].end()
    #expect(try front.send(queries).failed == 30)
    #expect(try front.send(.offline(items: 50)).failed == 50)
    services[3] = try service(3)
    #expect(try services[3].send(.load).error == nil)
    #expect(try front.send(queries).failed == 0)
  }

  @Test("A stage that the model does not have is refused with a remedy")
  func unknown() async throws {
    let scratch = try Scratch()
    let run = try await trained(in: scratch)
    let socket = Self.socket()
    defer { try? FileManager.default.removeItem(atPath: socket) }
    let serving = try Serving(["serve-stage", run.path, "1", "soothsayer", socket])
    let error = try serving.send(.load).error
    #expect(error?.contains("soothsayer") == true)
  }
}
