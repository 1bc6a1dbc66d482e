import Foundation
import Records
import Synchronization
import Testing

import Measuring

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A stage that appends its letter, and refuses a request of the number 13.
private struct Letter: ServedStage {
  struct Refused: Error, CustomStringConvertible {
    var description: String { "thirteen is refused" }
  }

  let letter: UInt8

  mutating func load() throws {}
  mutating func answer(_ request: [UInt8]) throws -> [UInt8] {
    if request == [13] { throw Refused() }
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

/// A socket that takes connections, and never reads from one or answers.
private struct SilentSocket {
  let path: String

  init(_ path: String) {
    self.path = path
    #if canImport(Glibc)
      let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let file = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
      unsafe place.copyBytes(from: path.utf8)
    }
    let isBound = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
        unsafe bind(file, general, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    #expect(isBound && listen(file, 64) == 0)
  }
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
    "A service that never answers fails what it has, is not waited for again, and no answer is another's",
    .timeLimit(.minutes(2)))
  func silence() throws {
    let services = try Services(Array("abc".utf8))
    defer { services.stopAll() }
    let silent = SilentSocket(services.paths[0] + "-silent")
    var chain = ServiceChain(
      [services.paths[0], silent.path, services.paths[2]], patience: 1)
    #expect(chain.answer(all: (0..<200).map { [UInt8($0)] }) == Array(repeating: nil, count: 200))
    // What was under way is over: the next answer is the next request's.
    chain = ServiceChain(services.paths)
    #expect(chain.answer(all: [[1], [2]]) == [[1] + Array("abc".utf8), [2] + Array("abc".utf8)])
  }

  @Test("A service that takes in nothing is given up, however long the request")
  func fullSocket() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-test-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let silent = SilentSocket(folder.appending(path: "1").path)
    var chain = ServiceChain([silent.path], patience: 1)
    #expect(throws: ServiceChain.Failure(service: 0, reason: "it is gone")) {
      try chain.answer([UInt8](repeating: 1, count: 4 << 20))
    }
  }

  @Test(
    "What lies at a path and is no socket is refused and stays; at the end only the own socket goes"
  )
  func otherFiles() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "assay-test-\(UUID().uuidString.prefix(8))").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("kept".utf8).write(to: URL(filePath: path))
    var loop = ServiceLoop(Letter(letter: 1), at: path)
    #expect(
      throws: MeasuringError(
        code: .brokenChannel, message: "\(path) is there and is no socket",
        remedy: "name a path at which nothing lies")
    ) { try loop.run(input: -1, output: -1) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "kept")

    try FileManager.default.removeItem(atPath: path)
    let (input, output) = (Pipe(), Pipe())
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      var loop = ServiceLoop(Letter(letter: 1), at: path)
      try? loop.run(
        input: input.fileHandleForReading.fileDescriptor,
        output: output.fileHandleForWriting.fileDescriptor)
      ended.signal()
    }
    while !FileManager.default.fileExists(atPath: path) { usleep(1000) }
    try FileManager.default.removeItem(atPath: path)
    try Data("another's".utf8).write(to: URL(filePath: path))
    try input.fileHandleForWriting.close()
    ended.wait()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "another's")
  }

  @Test("A path that no socket can have is refused with a remedy")
  func longPath() {
    var loop = ServiceLoop(Letter(letter: 1), at: "/tmp/" + String(repeating: "x", count: 200))
    let error = #expect(throws: MeasuringError.self) { try loop.run(input: -1, output: -1) }
    #expect(error?.remedy == "set TMPDIR to a folder with a shorter path")
  }
}
