import Records
import Testing

import Workers

struct ChannelTests {
  struct Message: Codable, Equatable {
    var text: String
    var numbers: [Int]
  }

  @Test("An echoing worker replies what it was asked, however often and long")
  func echo() async throws {
    // U+2028 is a line separator to Unicode and none to this protocol.
    let messages = [
      Message(text: "first\nline\u{2028}", numbers: []),
      Message(text: "", numbers: Array(0..<50_000)),
      Message(text: "third", numbers: [3]),
    ]
    let command = WorkerCommand(executable: "/bin/cat", arguments: [])
    let replies = try await command.withWorker { channel in
      var replies: [Message] = []
      for message in messages {
        replies.append(try await channel.request(message, as: Message.self, timeout: ample))
      }
      return replies
    }
    #expect(replies == messages)
  }

  @Test("Several workers keep their own conversations")
  func several() async throws {
    let commands = (1...3).map {
      shell(#"while read -r l; do echo '{"failed":\#($0),"nanoseconds":[],"lateness":[]}'; done"#)
    }
    let replies = try await WorkerCommand.withWorkers(commands) { channels in
      var replies: [Int] = []
      for channel in channels + channels.reversed() {
        replies.append(try await channel.serve(.reference(rounds: 1), timeout: ample).failed)
      }
      return replies
    }
    #expect(replies == [1, 2, 3, 3, 2, 1])
  }

  @Test(
    "A worker that does not reply is an error with its cause",
    arguments: [
      (
        "read -r l; echo broken >&2; exit 3", WorkerError.Code.crashed,
        "the worker ended by exit code 3", "broken"
      ),
      ("read -r l; kill -KILL $$", .killed, "the worker ended by signal 9 (SIGKILL)", ""),
      ("exit 0", .crashed, "the worker ended before it replied", ""),
      ("echo 'no model' >&2; exit 69", .refused, "the worker ended with exit code 69", "no model"),
    ])
  func noReply(script: String, code: WorkerError.Code, message: String, complaint: String)
    async throws
  {
    let expected = WorkerError(code: code, message: message, standardError: complaint)
    try await shell(script).withWorker { channel in
      for _ in 0..<2 {
        await #expect(throws: expected) {
          try await channel.serve(.load, timeout: ample)
        }
      }
    }
  }

  @Test("A silent worker is killed and told as hung, with what it said")
  func silence() async throws {
    let expected = WorkerError(
      code: .hung, message: "no reply within 0.3 s", standardError: "thinking")
    try await shell("echo thinking >&2; read -r l; exec sleep 1000").withWorker { channel in
      // A first exchange that cannot be missed would need a reply; so the wait is for the complaint.
      while channel.tail.text.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      await #expect(throws: expected) {
        try await channel.serve(.load, timeout: .seconds(0.3))
      }
    }
  }

  @Test("Noise instead of a reply is told with its beginning")
  func noise() async throws {
    try await shell("while read -r l; do echo 'Hello!'; done").withWorker { channel in
      let error = await #expect(throws: WorkerError.self) {
        try await channel.serve(.load, timeout: ample)
      }
      #expect(error?.code == .garbled)
      #expect(error?.message == "the worker sent 'Hello!', not a reply: it is not JSON")
    }
  }

  @Test("A refusal in a reply leaves the worker serving")
  func refusal() async throws {
    let script = """
      read -r l; echo '{"failed":0,"nanoseconds":[],"lateness":[],"error":"no model is loaded"}'
      read -r l; echo '{"failed":7,"nanoseconds":[],"lateness":[]}'; read -r l
      """
    try await shell(script).withWorker { channel in
      await #expect(throws: WorkerError(code: .refused, message: "no model is loaded")) {
        try await channel.serve(.offline(items: 1), timeout: ample)
      }
      let reply = try await channel.serve(.load, timeout: ample)
      #expect(reply.failed == 7)
    }
  }

  @Test("A worker that stays after the end of its input is ended")
  func stays() async throws {
    let value = try await shell("trap '' TERM; while :; do sleep 0.1; done")
      .withWorker(grace: .milliseconds(50)) { _ in 1 }
    #expect(value == 1)
  }

  @Test("A cancelled request is told as interrupted")
  func cancellation() async throws {
    let work = Task {
      try await shell("exec sleep 1000").withWorker { channel in
        try await channel.serve(.load, timeout: ample)
      }
    }
    work.cancel()
    let error = await #expect(throws: WorkerError.self) { try await work.value }
    #expect(error?.code == .interrupted)
  }

  @Test("A program that is not there fails the first request")
  func missingProgram() async throws {
    try await WorkerCommand(executable: "/nowhere/worker", arguments: []).withWorker { channel in
      let error = await #expect(throws: WorkerError.self) {
        try await channel.serve(.load, timeout: ample)
      }
      #expect(error?.code == .notStarted)
    }
  }
}
