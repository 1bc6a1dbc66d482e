import Foundation
import Records
import Testing

import Measuring

/// A subject that fails every third query.
private struct Thirds: ServedSubject {
  struct Missing: Error, CustomStringConvertible {
    var description: String { "the model file is not there" }
  }

  var isMissing = false

  mutating func load() throws { if isMissing { throw Missing() } }
  mutating func answer(_ query: Int) -> Bool { query % 3 != 2 }
  mutating func answerAll(_ items: Int) -> Int { items - items / 3 }
  mutating func explain(_ query: Int) -> Bool { true }
}

struct ServeLoopTests {
  @Test("Each command is answered with what it measured")
  func commands() {
    var loop = ServeLoop(subject: Thirds())
    let before = loop.carryOut(.memory(resettingPeak: false))
    #expect((before.memory?.resident ?? 0) > 0)
    let loaded = loop.carryOut(.load)
    #expect(loaded.error == nil && loaded.memory != nil && loaded.nanoseconds.count == 1)
    let single = loop.carryOut(.singleStream(queries: 9, warmUp: 1, firstQuery: 0))
    #expect(single.nanoseconds.count == 6 && single.failed == 3 && single.lateness.isEmpty)
    let server = loop.carryOut(
      .server(rate: 100_000, queries: 6, warmUp: 0, firstQuery: 3, seed: 1))
    #expect(server.nanoseconds.count == 4 && server.failed == 2 && server.lateness.count == 6)
    let offline = loop.carryOut(.offline(items: 30))
    #expect(offline.failed == 10 && (offline.perSecond ?? 0) > 0)
    let repeated = loop.carryOut(.repeated(query: 2, queries: 5, warmUp: 0))
    #expect(repeated.nanoseconds.isEmpty && repeated.failed == 5)
    let explained = loop.carryOut(.explain(queries: 2, warmUp: 0, firstQuery: 0))
    #expect(explained.nanoseconds.count == 2)
    // A subject that marks no stages of its own is one stage; two of six queries fail.
    let stagewise = loop.carryOut(.stagewise(queries: 6, warmUp: 1, firstQuery: 0))
    #expect(stagewise.stages?.map(\.count) == [4] && stagewise.failed == 2)
    #expect((stagewise.clock?.overhead ?? 0) > 0)
    let reference = loop.carryOut(.reference(rounds: 2))
    #expect(reference.nanoseconds.count == 2 && reference.clock != nil)
  }

  @Test("What cannot be done is told, and the loop goes on")
  func refusals() {
    var loop = ServeLoop(subject: Thirds(isMissing: true))
    #expect(
      loop.carryOut(.offline(items: 1))
        == ServeReply(error: "no model is loaded: send 'load' first"))
    #expect(loop.carryOut(.load) == ServeReply(error: "the model file is not there"))
    #expect(loop.carryOut(.offline(items: 1)).error != nil)
    loop = ServeLoop(subject: Thirds())
    _ = loop.carryOut(.load)
    #expect(
      loop.carryOut(.server(rate: 0, queries: 1, warmUp: 0, firstQuery: 0, seed: 1))
        == ServeReply(error: "the rate is 0.0, not above 0"))
  }

  @Test("Lines are obeyed until 'stop', and what is no command is told back")
  func lines() throws {
    let commands = Pipe()
    let replies = Pipe()
    let input = """
      {"load":{}}
      nonsense
      {"offline":{"items":3}}
      {"stop":{}}
      {"load":{}}

      """
    commands.fileHandleForWriting.write(Data(input.utf8))
    commands.fileHandleForWriting.closeFile()
    var loop = ServeLoop(subject: Thirds())
    try loop.run(
      input: commands.fileHandleForReading.fileDescriptor,
      output: replies.fileHandleForWriting.fileDescriptor)
    replies.fileHandleForWriting.closeFile()
    let lines = replies.fileHandleForReading.readDataToEndOfFile().split(separator: 10)
    let decoded = try lines.map { try JSONDecoder().decode(ServeReply.self, from: Data($0)) }
    #expect(decoded.map(\.error) == [nil, "not a command: nonsense", nil])
    #expect(decoded.map(\.failed) == [0, 0, 1])
  }

  @Test("The end of the commands ends the loop; half a line is no command")
  func end() throws {
    let commands = Pipe()
    let replies = Pipe()
    commands.fileHandleForWriting.write(Data(#"{"load":{}}"#.utf8))
    commands.fileHandleForWriting.closeFile()
    var loop = ServeLoop(subject: Thirds())
    try loop.run(
      input: commands.fileHandleForReading.fileDescriptor,
      output: replies.fileHandleForWriting.fileDescriptor)
    replies.fileHandleForWriting.closeFile()
    #expect(replies.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  @Test(
    "A command survives its line",
    arguments: [
      ServeCommand.load, .singleStream(queries: 1, warmUp: 2, firstQuery: 3),
      .server(rate: 0.1, queries: 1, warmUp: 2, firstQuery: 3, seed: .max), .offline(items: 4),
      .repeated(query: 1, queries: 2, warmUp: 3), .explain(queries: 1, warmUp: 2, firstQuery: 3),
      .stagewise(queries: 1, warmUp: 2, firstQuery: 3), .reference(rounds: 5),
      .memory(resettingPeak: true), .stop,
    ])
  func coding(command: ServeCommand) throws {
    let line = try RecordCoding.encodeLines([command])
    #expect(line.split(separator: 10).count == 1)
    #expect(try JSONDecoder().decode(ServeCommand.self, from: line) == command)
  }
}
