import Records

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a process serves that is one stage of a hybrid.
package protocol ServedStage {
  /// Loads what the stage holds; called once, before anything else.
  mutating func load() throws
  /// Answers one request.
  ///
  /// - Throws: why there is no answer.
  mutating func answer(_ request: [UInt8]) throws -> [UInt8]
}

/// A process that is one service: requests come over a local socket, the session's commands over standard input.
///
/// Of the session's commands it knows `load`, `memory` and `stop`. Requests of all connections are answered
/// one at a time, in the order in which they come.
package struct ServiceLoop<Served: ServedStage> {
  private var stage: Served
  private let path: String
  private var isLoaded = false

  /// - Parameters:
  ///   - stage: what is served.
  ///   - path: where the socket is; it listens from the start, and refuses requests until the stage is
  ///     loaded.
  package init(_ stage: Served, at path: String) {
    self.stage = stage
    self.path = path
  }

  /// Serves until `stop` or the end of standard input.
  ///
  /// - Throws: ``MeasuringError`` where the parent cannot be read from or written to, or no socket is to
  ///   be had.
  package mutating func run() throws(MeasuringError) {
    let output = dup(STDOUT_FILENO)
    guard output >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else {
      throw MeasuringError(
        code: .brokenChannel, message: "standard output: \(SystemFile.lastFailure)")
    }
    defer { close(output) }
    try run(input: STDIN_FILENO, output: output)
  }

  /// Serves over the given file descriptors until `stop` or the end of input.
  ///
  /// - Throws: ``MeasuringError`` as ``run()`` does.
  package mutating func run(input: Int32, output: Int32) throws(MeasuringError) {
    signal(SIGPIPE, SIG_IGN)
    let listener = try LocalSocket.listen(path)
    var commands = LineReader(file: input)
    var connections: [MessageStream] = []
    defer {
      listener.end()
      for connection in connections { close(connection.file) }
    }
    while true {
      let ready = LocalSocket.ready([input, listener.file] + connections.map(\.file))
      let gone = ready.filter { $0 >= 2 }.map { $0 - 2 }.filter { !serve(&connections[$0]) }
      for index in gone.reversed() { close(connections.remove(at: index).file) }
      if ready.contains(1), case let accepted = accept(listener.file, nil, nil), accepted >= 0 {
        connections.append(MessageStream(file: accepted))
      }
      if ready.contains(0) {
        guard let line = try commands.next(), let reply = carryOut(line) else { return }
        try reply.send(to: output)
      }
    }
  }

  /// Answers what one connection has sent; false where it is closed.
  private mutating func serve(_ connection: inout MessageStream) -> Bool {
    repeat {
      guard let message = connection.receive(), message.kind == .request else { return false }
      let isSent: Bool
      do {
        guard isLoaded else {
          throw MeasuringError(code: .brokenChannel, message: "nothing is loaded yet")
        }
        isSent = connection.send(.answer, try stage.answer(message.content))
      } catch {
        isSent = connection.send(.refusal, Array(error.localizedReason.utf8))
      }
      guard isSent else { return false }
    } while connection.hasMessage
    return true
  }

  /// Carries out one command of the session; nil to stop.
  private mutating func carryOut(_ line: [UInt8]) -> ServeReply? {
    guard let command = try? JSONDecoder().decode(ServeCommand.self, from: Data(line)) else {
      return ServeReply(
        error: "not a command: \(String(decoding: line.prefix(200), as: UTF8.self))")
    }
    switch command {
    case .load:
      let watch = Stopwatch()
      do {
        try stage.load()
        isLoaded = true
        return ServeReply(nanoseconds: [watch.nanoseconds], memory: try ResidentMemory.read())
      } catch {
        return ServeReply(error: error.localizedReason)
      }
    case .memory(let resetting): return .memory(resettingPeak: resetting)
    case .stop: return nil
    default: return ServeReply(error: "a stage on its own does not carry out this command")
    }
  }
}
