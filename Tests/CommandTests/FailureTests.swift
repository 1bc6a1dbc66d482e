import Foundation
import Records
import Testing

/// Scripts in the place of the worker fail where a real one would only by accident.
@Suite("A worker that fails")
struct FailureTests {
  let run: SharedRun
  let scratch: Scratch

  init() async throws {
    run = try await SharedRun.finished()
    scratch = try Scratch()
  }

  /// A worker that does something else in one trial.
  private func worker(insteadOfTrial trial: Int, _ deed: String) throws -> String {
    try scratch.script(
      "if [ \"$1 $3\" = \"train \(trial)\" ]; then \(deed); fi\nexec '\(Programs.worker)' \"$@\"",
      name: "worker")
  }

  private func failure(of trial: Int, in directory: RunDirectory) throws -> Failure? {
    try directory.read(TrialRecord.self, from: directory.trial(trial)).failure
  }

  @Test("by a signal leaves a record with its cause; the others complete, and the run says so")
  func crashed() async throws {
    let copy = try run.copy(into: scratch, withoutTrials: [16, 17])
    let worker = try worker(insteadOfTrial: 17, "kill -KILL $$")
    let resumed = try await assay("resume", copy.path, environment: ["ASSAY_WORKER": worker])
    #expect(resumed.ending == .exit(0), "\(resumed.error)")
    #expect(
      resumed.error.contains(
        "trial 17: end-to-end, 60 examples, repetition 3 killed: signal 9 (SIGKILL)\n"))
    #expect(resumed.output.contains("Of end-to-end, 1 of 9 trials"))
    #expect(
      try failure(of: 17, in: copy) == Failure(cause: .killed, detail: "signal 9 (SIGKILL)"))
    #expect(try failure(of: 16, in: copy) == nil)
    let count = try copy.readEvidence().timeFree.failures.first { $0.architecture == .endToEnd }
    #expect(count?.failedTrials == 1)
    // A failed trial is part of what is decided upon, not damage.
    #expect(try await assay("verify", copy.path).ending == .exit(0))
  }

  @Test("to end within its time leaves a record of a hung one")
  func hung() async throws {
    let copy = try run.copy(into: scratch, withoutTrials: [17])
    try copy.replacePlan { $0.trials[16].timeout = 1 }
    let worker = try worker(insteadOfTrial: 17, "echo waiting for the disk >&2; exec sleep 1000")
    let resumed = try await assay("resume", copy.path, environment: ["ASSAY_WORKER": worker])
    #expect(resumed.ending == .exit(0), "\(resumed.error)")
    #expect(
      try failure(of: 17, in: copy)
        == Failure(cause: .hung, detail: "no end after 1 s: waiting for the disk"))
  }

  @Test("to train what a session would serve fails that session and no other")
  func sessionWithoutModel() async throws {
    let copy = try run.copy(into: scratch, withoutTrials: [1], sessions: [1])
    let worker = try worker(insteadOfTrial: 1, "echo out of memory >&2; exit 1")
    let resumed = try await assay("resume", copy.path, environment: ["ASSAY_WORKER": worker])
    #expect(resumed.ending == .exit(0), "\(resumed.error)")
    #expect(
      try failure(of: 1, in: copy)
        == Failure(cause: .crashed, detail: "exit code 1: out of memory"))
    let record = try copy.read(SessionRecord.self, from: copy.session(1))
    #expect(record.failure?.cause == .missing)
    #expect(record.failure?.detail.contains("since trial 1 failed") == true)
  }

  @Test("in every trial leaves no evidence, and the reason is told")
  func allFail() async throws {
    let profile = try scratch.write(SharedRun.profile(), to: "profile.yaml")
    let worker = try scratch.script("echo no licence >&2; exit 1", name: "worker")
    let run = try await assay(
      "recommend", profile, environment: ["ASSAY_WORKER": worker], in: scratch.path)
    #expect(run.ending == .exit(65))
    #expect(
      run.error.hasSuffix("assay: no trial was completed: exit code 1: no licence\n"),
      "\(run.error)")
    // Without --output, a run is named by the hour and the profile.
    let runs = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/runs")
    #expect(runs.count == 1)
    #expect(runs.first?.wholeMatch(of: #/\d{8}-\d{6}-consumer-credit/#) != nil, "\(runs)")
  }

  @Test("to exist is told before a run is made, with what to do")
  func missing() async throws {
    let profile = try scratch.write(SharedRun.profile(), to: "profile.yaml")
    let run = try await assay(
      "recommend", profile, "--output", scratch.path + "/run",
      environment: ["ASSAY_WORKER": "/nowhere/assay-worker"])
    #expect(run.ending == .exit(69))
    #expect(
      run.error == """
        assay: there is no program at '/nowhere/assay-worker'; build it with \
        'swift build -c release', or name it in ASSAY_WORKER

        """)
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/run"))
  }

  @Test("to be a program is told with exit code 69, and the run can be resumed")
  func notAProgram() async throws {
    let copy = try run.copy(into: scratch, withoutTrials: [17])
    let file = try scratch.script("", name: "worker")
    try Data([0, 1, 2]).write(to: URL(filePath: file))
    let resumed = try await assay("resume", copy.path, environment: ["ASSAY_WORKER": file])
    #expect(resumed.ending == .exit(69))
    #expect(resumed.error.contains("'\(file)' did not start: "))
    #expect(!copy.exists(copy.trial(17)))
  }
}
