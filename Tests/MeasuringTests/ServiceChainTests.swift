import Foundation
import Records
import Synchronization
import Testing

import Measuring

/// A stage that appends its letter, and refuses a request of the number 13; that of z takes three seconds.
private struct Letter: ServedStage {
  struct Refused: Error, CustomStringConvertible {
    var description: String { "thirteen is refused" }
  }

  let letter: UInt8

  mutating func load() throws {}
  mutating func answer(_ request: [UInt8]) throws -> [UInt8] {
    if request == [13] { throw Refused() }
    if letter == UInt8(ascii: "z") { Thread.sleep(forTimeInterval: 3) }
    return request + [letter]
  }
}

/// Services of this process, each on a thread of its own, as the worker runs them.
private final class Services {
  let paths: [String]
  private let folder: URL
  private var commands: [Pipe] = []
  private var replies: [Pipe] = []

  init(_ letters: [UInt8]) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-test-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let paths = letters.map { [folder] in folder.appending(path: "\($0)").path }
    self.paths = paths
    for index in letters.indices {
      commands.append(Pipe())
      replies.append(Pipe())
      start(letters[index], index)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Starts a service and waits until it is loaded.
  func start(_ letter: UInt8, _ index: Int) {
    let input = commands[index].fileHandleForReading.fileDescriptor
    let output = replies[index].fileHandleForWriting.fileDescriptor
    let path = paths[index]
    Thread.detachNewThread {
      var loop = ServiceLoop(Letter(letter: letter), at: path)
      try? loop.run(input: input, output: output)
    }
    #expect(send(.load, to: index)?.error == nil)
  }

  /// Sends a command and waits for its reply; none comes to `stop`.
  @discardableResult
  func send(_ command: ServeCommand, to index: Int) -> ServeReply? {
    let line = (try? RecordCoding.encodeLines([command])) ?? Data()
    commands[index].fileHandleForWriting.write(line)
    guard command != .stop else { return nil }
    return try? JSONDecoder().decode(
      ServeReply.self, from: replies[index].fileHandleForReading.availableData)
  }

  /// Ends a service and waits until its socket is gone.
  func stop(_ index: Int) {
    send(.stop, to: index)
    while FileManager.default.fileExists(atPath: paths[index]) { usleep(1000) }
  }

  func stopAll() { for index in paths.indices { stop(index) } }
}

@Suite("Services in processes of their own", .serialized)
struct ServiceChainTests {
  @Test("A request goes through all services in order, and each is marked")
  func order() throws {
    let services = try Services(Array("abc".utf8))
    defer { services.stopAll() }
    var chain = ServiceChain(services.paths)
    try chain.connect()
    var marks = 0
    #expect(try chain.answer([1]) { marks += 1 } == [1] + Array("abc".utf8))
    #expect(marks == 3)
    #expect((services.send(.memory(resettingPeak: false), to: 1)?.memory?.resident ?? 0) > 0)
    #expect(
      services.send(.offline(items: 1), to: 1)?.error
        == "a stage on its own does not carry out this command")
  }

  @Test(
    "Many requests at once give the answers of one after the other, and one refusal is one item's")
  func many() throws {
    let services = try Services(Array("abcd".utf8))
    defer { services.stopAll() }
    var chain = ServiceChain(services.paths)
    let requests = (0..<200).map { [UInt8($0)] }
    let answers = chain.answer(all: requests)
    for (request, answer) in zip(requests, answers) {
      #expect(answer == (request == [13] ? nil : request + Array("abcd".utf8)))
    }
    #expect(throws: ServiceChain.Failure(service: 0, reason: "thirteen is refused")) {
      try chain.answer([13])
    }
    #expect(try chain.answer([14]) == [14] + Array("abcd".utf8))
  }

  @Test("A dead service fails the requests that meet it, and is found again once it is back")
  func outage() throws {
    let services = try Services(Array("abc".utf8))
    defer { services.stopAll() }
    var chain = ServiceChain(services.paths)
    #expect(try chain.answer([1]) == [1] + Array("abc".utf8))
    services.stop(1)
    #expect(throws: ServiceChain.Failure.self) { try chain.answer([1]) }
    let error = #expect(throws: ServiceChain.Failure.self) { try chain.answer([1]) }
    #expect(error == ServiceChain.Failure(service: 1, reason: "nobody listens at its socket"))
    #expect(chain.answer(all: [[1], [2]]) == [nil, nil])
    services.start(UInt8(ascii: "B"), 1)
    #expect(try chain.answer([1]) == [1] + Array("aBc".utf8))
  }

  @Test(
    "A service that takes requests and never answers is taken for dead", .timeLimit(.minutes(1)))
  func silent() throws {
    let services = try Services(Array("az".utf8))
    defer { services.stopAll() }
    var chain = ServiceChain(services.paths, patience: 1)
    #expect(chain.answer(all: [[1], [2], [3]]) == [nil, nil, nil])
    #expect(throws: ServiceChain.Failure(service: 1, reason: "it is gone")) {
      try chain.answer([4])
    }
  }

  @Test("A file that is no socket is never removed for one")
  func foreignFile() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
    try Data("notes".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var loop = ServiceLoop(Letter(letter: 1), at: file.path)
    let error = #expect(throws: MeasuringError.self) { try loop.run(input: -1, output: -1) }
    #expect(error?.message == "\(file.path) is a file, and no socket")
    #expect(try String(contentsOf: file, encoding: .utf8) == "notes")
  }

  @Test("A path that no socket can have is refused with a remedy")
  func longPath() {
    var loop = ServiceLoop(Letter(letter: 1), at: "/tmp/" + String(repeating: "x", count: 200))
    let error = #expect(throws: MeasuringError.self) { try loop.run(input: -1, output: -1) }
    #expect(error?.remedy == "set TMPDIR to a folder with a shorter path")
  }
}
