import Foundation
import Records
import Testing

/// Kills at moments that a script or a file chooses; `./run bench KillBenchmark` draws them.
@Suite("A kill")
struct KillTests {
  let run: SharedRun
  let scratch: Scratch

  init() async throws {
    run = try await SharedRun.finished()
    scratch = try Scratch()
  }

  /// A worker that is killed the first time that it is started with some arguments.
  private func worker(killedOnceAt arguments: String) throws -> String {
    let mark = scratch.url("killed").path
    return try scratch.script(
      """
      case "$*" in
      \(arguments)) [ -e '\(mark)' ] || { : >'\(mark)'; kill -KILL $$; } ;;
      esac
      exec '\(Programs.worker)' "$@"
      """, name: "worker")
  }

  private func expectLikeUndisturbed(_ copy: RunDirectory) throws {
    #expect(try copy.files() == run.directory.files())
    let facts = try (copy.readEvidence().timeFree, run.directory.readEvidence().timeFree)
    #expect(try RecordCoding.encode(facts.0) == RecordCoding.encode(facts.1))
  }

  @Test(
    "of a worker is made good by another one: the run ends like one that nothing disturbed",
    arguments: ["'train '*' 17'", "'serve '*' 1'"])
  func workerOnce(arguments: String) async throws {
    let copy = try run.copy(into: scratch, withoutTrials: [17], sessions: [1])
    let worker = try worker(killedOnceAt: arguments)
    let resumed = try await assay("resume", copy.path, environment: ["ASSAY_WORKER": worker])
    #expect(resumed.ending == .exit(0), "\(resumed.error)")
    #expect(FileManager.default.fileExists(atPath: scratch.url("killed").path))
    try expectLikeUndisturbed(copy)
  }

  @Test("while the run is concluded leaves no half of a conclusion, and resuming concludes it")
  func whileConcluding() async throws {
    let copy = try run.copy(into: scratch)
    let resuming = try Started(Programs.assay, ["resume", copy.path])
    try await until("the evidence is there") {
      copy.exists(copy.evidence) || !resuming.isRunning
    }
    resuming.send(SIGKILL)
    _ = try await resuming.end()
    let resumed = try await assay("resume", copy.path)
    #expect(resumed.ending == .exit(0), "\(resumed.error)")
    try expectLikeUndisturbed(copy)
    #expect(try await assay("verify", copy.path).ending == .exit(0))
  }

  /// What a kill leaves behind before the plan is there.
  private func abandonedStart() throws -> RunDirectory {
    let directory = RunDirectory(path: scratch.url("started").path)
    try directory.create()
    for name in [".lock", "profile.yaml", "profile.json.4711.tmp"] {
      try Data("{".utf8).write(to: URL(filePath: "\(directory.path)/\(name)"))
    }
    return directory
  }

  @Test(
    "before the plan is there is told by every command that needs one",
    arguments: ["resume", "show", "verify", "clean"])
  func withoutPlan(command: String) async throws {
    let directory = try abandonedStart()
    let end = try await assay(command, directory.path)
    #expect(end.ending == .exit(65))
    #expect(
      end.error == """
        assay: \(directory.path): holds no plan: its start was stopped before anything was measured; \
        start it again with 'assay recommend PROFILE --output \(directory.path)'

        """)
  }

  @Test("before the plan is there is made good by the same command again")
  func startedAgain() async throws {
    let directory = try abandonedStart()
    let profile = try scratch.write(SharedRun.profile(), to: "profile.yaml")
    // The worker's refusal ends the run soon: that there is a plan is what counts.
    let worker = try scratch.script("exit 65", name: "worker")
    let end = try await assay(
      "recommend", profile, "--output", directory.path, environment: ["ASSAY_WORKER": worker])
    #expect(end.error.hasSuffix("assay: no trial was completed: exit code 65\n"), "\(end.error)")
    #expect(try directory.read(Plan.self, from: directory.plan).trials.count == 30)
    #expect(try directory.files().filter { $0.hasSuffix(".tmp") } == [])
  }

  @Test("is not what left a folder that holds anything else: that is not taken over")
  func somebodysFolder() async throws {
    let directory = try abandonedStart()
    try Data().write(to: URL(filePath: directory.path + "/trials/mine.csv"))
    let profile = try scratch.write(SharedRun.profile(), to: "profile.yaml")
    let end = try await assay("recommend", profile, "--output", directory.path)
    #expect(end.ending == .exit(65))
    #expect(
      end.error == """
        assay: \(directory.path): already exists; name another directory with --output

        """)
  }
}

@Suite("A failed trial")
struct RetryTests {
  let run: SharedRun
  let scratch: Scratch

  init() async throws {
    run = try await SharedRun.finished()
    scratch = try Scratch()
  }

  @Test("stays failed when the run is resumed, and is tried again with --retry-failed")
  func retried() async throws {
    let copy = try run.copy(into: scratch, withoutTrials: [17])
    let failing = try scratch.script("echo no licence >&2; exit 1", name: "worker")
    let failed = try await assay("resume", copy.path, environment: ["ASSAY_WORKER": failing])
    #expect(failed.ending == .exit(0), "\(failed.error)")
    #expect(try await assay("resume", copy.path).error == "")
    let record = try copy.bytes(copy.trial(17))

    let retried = try await assay("resume", "--retry-failed", copy.path)
    #expect(retried.ending == .exit(0), "\(retried.error)")
    let facts = try (copy.readEvidence().timeFree, run.directory.readEvidence().timeFree)
    #expect(try RecordCoding.encode(facts.0) == RecordCoding.encode(facts.1))
    // What went wrong is kept beside what came of the second try.
    #expect(try copy.bytes(copy.path + "/trials/0017.failed-1.json") == record)
    #expect(try await assay("verify", copy.path).ending == .exit(0))
  }
}
