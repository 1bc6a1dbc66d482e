import Foundation
import Records
import Testing

import Workers

/// A shell in the place of a worker.
func shell(_ script: String, _ environment: [String: String] = [:]) -> WorkerCommand {
  WorkerCommand(executable: "/bin/sh", arguments: ["-c", script], environment: environment)
}

/// Long enough that no loaded machine reaches it.
let ample = Duration.seconds(120)

struct RunToEndTests {
  @Test(
    "A worker's ending tells what became of it",
    arguments: [
      ("exit 0", WorkerOutcome.completed),
      (
        "echo 'no such file: loans.csv' >&2; exit 65",
        .refused(code: 65, message: "no such file: loans.csv")
      ),
      ("exit 78", .refused(code: 78, message: "")),
      ("echo oops >&2; exit 1", .crashed(.exitCode(1), message: "oops")),
      ("exit 79", .crashed(.exitCode(79), message: "")),
      ("kill -SEGV $$", .crashed(.signal(11), message: "")),
      // Both outputs closed: the process's own end counts, not that of its pipes.
      ("exec >&- 2>&-; sleep 0.2; exit 66", .refused(code: 66, message: "")),
    ])
  func ending(script: String, expected: WorkerOutcome) async throws {
    #expect(try await shell(script).runToEnd(timeout: ample) == expected)
  }

  @Test("A worker without an end is killed when its time is up, with what it said kept")
  func hung() async throws {
    // The loop ignores SIGTERM, so that only SIGKILL ends it.
    let outcome = try await shell("trap '' TERM; echo waiting >&2; while :; do sleep 0.1; done")
      .runToEnd(timeout: .seconds(0.3))
    guard case .hung(let message) = outcome else {
      Issue.record("expected a hung worker, got \(outcome)")
      return
    }
    #expect(message.hasPrefix("no end after 0.3 s"))
  }

  @Test("A program that is not there is told apart from one that crashed")
  func missingProgram() async throws {
    let command = WorkerCommand(executable: "/nowhere/assay-worker", arguments: [])
    let error = await #expect(throws: WorkerError.self) {
      try await command.runToEnd(timeout: ample)
    }
    #expect(error?.code == .notStarted)
    #expect(error?.message.hasPrefix("'/nowhere/assay-worker' did not start: ") == true)
  }

  @Test("Only the end of a long complaint is kept")
  func longComplaint() async throws {
    let outcome = try await shell(
      "i=0; while [ $i -lt 2000 ]; do echo line $i >&2; i=$((i+1)); done; exit 65"
    ).runToEnd(timeout: ample)
    guard case .refused(65, let message) = outcome else {
      Issue.record("expected a refusal, got \(outcome)")
      return
    }
    #expect(message.hasSuffix("line 1998\nline 1999"))
    #expect(message.utf8.count <= OutputTail.limit)
  }

  @Test("A worker knows its parent and the variables given to it")
  func environment() async throws {
    let outcome = try await shell(
      #"echo "$ASSAY_PARENT $ASSAY_HANDICAP" >&2; exit 65"#,
      ["ASSAY_HANDICAP": "slow"]
    ).runToEnd(timeout: ample)
    let parent = ProcessInfo.processInfo.processIdentifier
    #expect(outcome == .refused(code: 65, message: "\(parent) slow"))
  }

  @Test("Cancelling leaves no worker behind, nor a child of one")
  func cancellation() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/assay-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = """
      sleep 1000 & echo $! > '\(folder)/child'
      echo $$ > '\(folder)/part' && mv '\(folder)/part' '\(folder)/worker'; wait
      """
    let work = Task { try await shell(script).runToEnd(timeout: ample) }
    let worker = try await identifier(in: folder + "/worker")
    let child = try await identifier(in: folder + "/child")
    work.cancel()
    let error = await #expect(throws: WorkerError.self) { try await work.value }
    #expect(error?.code == .interrupted)
    #expect(await isGone(worker))
    #expect(await isGone(child))
  }
}

/// Waits for a script to write its process id.
private func identifier(in path: String) async throws -> Int32 {
  while true {
    if let text = try? String(contentsOfFile: path, encoding: .utf8),
      let identifier = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
    {
      return identifier
    }
    try await Task.sleep(for: .milliseconds(10))
  }
}

/// Whether a process ends; a grandchild is reaped by another process and may stay a zombie.
private func isGone(_ identifier: Int32) async -> Bool {
  for _ in 0..<500 {
    let status = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
    if kill(identifier, 0) != 0 || status?.contains(") Z ") == true { return true }
    try? await Task.sleep(for: .milliseconds(10))
  }
  return false
}
