import Foundation
import Records
import Testing

/// Runs that are stopped from outside; the process table shows whether a worker stayed behind.
@Suite(
  "A run that is stopped", .enabled(if: ProcessTable.isReadable, "there is no /proc to look into"))
struct InterruptionTests {
  let run: SharedRun
  let scratch: Scratch

  init() async throws {
    run = try await SharedRun.finished()
    scratch = try Scratch()
  }

  /// Starts to resume a run, and waits until a worker trains and `more` trials have been recorded.
  private func startResuming(_ directory: RunDirectory, more: Int) async throws -> Started {
    let before = try directory.countTrials()
    let resuming = try Started(Programs.assay, ["resume", directory.path, "--jobs", "2"])
    try await until("a trial is recorded and another one runs") {
      try #require(resuming.isRunning)
      return try directory.countTrials() >= before + more
        && !trainingWorkers(of: directory).isEmpty
    }
    return resuming
  }

  private func trainingWorkers(of directory: RunDirectory) throws -> [Int32: [String]] {
    try ProcessTable.commands(naming: directory.path).filter {
      $0.value.dropFirst().first == "train"
    }
  }

  @Test("by SIGKILL leaves no worker, and resumed it ends like one that nothing disturbed")
  func killed() async throws {
    let copy = try run.copy(into: scratch, withoutTrials: run.quickTrials, sessions: [2])
    let resuming = try await startResuming(copy, more: 1)
    resuming.send(SIGKILL)
    #expect(try await resuming.end().ending == .signal(SIGKILL))
    try await until("the workers end with the process that started them") {
      try ProcessTable.commands(naming: copy.path).isEmpty
    }
    // As a process leaves them that was killed while it wrote.
    let leftovers = ["trials/0018.json.4711.tmp", "models/0001.model.4711.tmp"]
    for file in leftovers { try Data("{".utf8).write(to: URL(filePath: "\(copy.path)/\(file)")) }

    let resumed = try await assay("resume", copy.path)
    #expect(resumed.ending == .exit(0), "\(resumed.error)")
    #expect(try copy.files() == run.directory.files())
    let facts = try (copy.readEvidence().timeFree, run.directory.readEvidence().timeFree)
    #expect(try RecordCoding.encode(facts.0) == RecordCoding.encode(facts.1))
  }

  @Test("by ^C or SIGTERM says how to go on, and leaves no worker", arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) async throws {
    let copy = try run.copy(into: scratch, withoutTrials: run.quickTrials)
    let resuming = try await startResuming(copy, more: 0)
    resuming.send(signal)
    let end = try await resuming.end()
    #expect(end.ending == .exit(75))
    #expect(
      end.error.hasSuffix("assay: interrupted; continue with 'assay resume \(copy.path)'\n"))
    #expect(end.output == "")
    // The workers were waited for: nothing has to pass before the table is clean.
    #expect(try ProcessTable.commands(naming: copy.path) == [:])
    #expect(try copy.files().filter { $0.hasSuffix(".tmp") } == [])
    #expect(!copy.exists(copy.decision))
  }

  @Test("while it serves measures that session again, and leaves no worker")
  func interruptedSession() async throws {
    // On a busy machine a session may be over before anybody looks: then the next one is caught.
    for _ in 1...10 {
      let attempt = try Scratch()
      let copy = try run.copy(into: attempt, sessions: [3])
      let resuming = try Started(Programs.assay, ["resume", copy.path])
      var isServing = false
      try await until("both candidates are served, or the run has ended") {
        let workers = try ProcessTable.commands(naming: copy.path).values
        isServing = workers.count { $0.contains("serve") } == 2
        return isServing || !resuming.isRunning
      }
      resuming.send(SIGINT)
      let end = try await resuming.end()
      guard isServing, end.ending != .exit(0) else { continue }
      #expect(end.ending == .exit(75))
      #expect(try ProcessTable.commands(naming: copy.path) == [:])
      #expect(!copy.exists(copy.session(3)))
      return
    }
    Issue.record("no session was caught while it served")
  }

  @Test("is not shown as if it were finished, and says how to finish it")
  func unfinished() async throws {
    let copy = try run.copy(into: scratch, withoutTrials: [18])
    let shown = try await assay("show", copy.path)
    #expect(shown.ending == .exit(65))
    #expect(
      shown.error == """
        assay: \(copy.path): the run is not finished; continue it with 'assay resume \(copy.path)'

        """)
    #expect(shown.output == "")
  }

  @Test("and resumed twice at a time is carried out once: the second is told so")
  func locked() async throws {
    let copy = try run.copy(into: scratch, withoutTrials: [18])
    let waiting = try scratch.script("while :; do sleep 1; done", name: "worker")
    let environment = ["ASSAY_WORKER": waiting]
    let first = try Started(Programs.assay, ["resume", copy.path], environment: environment)
    // Its worker runs, so it holds the lock.
    try await until("the worker of the first is there") {
      try #require(first.isRunning)
      return try ProcessTable.commands(naming: copy.path).values.contains { $0.contains("train") }
    }
    let second = try await assay("resume", copy.path)
    #expect(second.ending == .exit(75))
    #expect(
      second.error == """
        assay: \(copy.path) is in use by another assay; wait for it, or stop it and resume

        """)
    first.send(SIGINT)
    #expect(try await first.end().ending == .exit(75))
    #expect(try ProcessTable.commands(naming: copy.path) == [:])
  }
}
