import Foundation
import Records
import Testing

@Suite("Cleaning a run")
struct CleanTests {
  let run: SharedRun
  let scratch: Scratch
  let copy: RunDirectory

  init() async throws {
    run = try await SharedRun.finished()
    scratch = try Scratch()
    copy = RunDirectory(path: scratch.url("run").path)
    try FileManager.default.copyItem(atPath: run.directory.path, toPath: copy.path)
  }

  @Test("removes nothing in a dry run, and nothing where nobody can be asked")
  func untouched() async throws {
    let dry = try await assay("clean", "--dry-run", copy.path)
    #expect(dry.ending == .exit(0))
    let lines = dry.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("Would remove 36 files with answers and models (") == true)
    #expect(lines.dropFirst().first == "  trials/0001.items.jsonl")
    let asked = try await assay("clean", copy.path)
    #expect(asked.ending == .exit(64))
    #expect(asked.error == "Error: Nobody can be asked here: add --yes, or look with --dry-run.\n")
    #expect(try copy.files() == run.directory.files())
    #expect(try await assay("verify", copy.path).ending == .exit(0))
  }

  @Test("removes answers and models, keeps evidence and decision, and shows the same as before")
  func cleaned() async throws {
    let cleaned = try await assay("clean", "--yes", copy.path)
    #expect(cleaned.ending == .exit(0), "\(cleaned.error)")
    let isCase = { (file: String) in file.hasSuffix(".items.jsonl") || file.hasSuffix(".model") }
    let kept = try run.directory.files().filter { !isCase($0) }
    #expect(try copy.files() == (kept + ["cleaned.json"]).sorted())
    for file in [copy.evidence, copy.decision, copy.decisionRecord] {
      let name = copy.relative(file)
      #expect(try copy.bytes(file) == run.directory.bytes("\(run.directory.path)/\(name)"))
    }
    for trial in run.plan.trials {
      let record = try copy.read(TrialRecord.self, from: copy.trial(trial.number))
      #expect(record.answers?.explanations?.items.isEmpty != false)
    }
    let account = try copy.read(CleaningRecord.self, from: copy.cleaned)
    #expect(account.removed.map(\.file).sorted() == (try run.directory.files().filter(isCase)))
    let shown = try await assay("show", copy.path)
    #expect(shown.output == run.output.replacing(run.directory.path, with: copy.path))
  }

  @Test("leaves a run that verifies as far as it can, and cannot be resumed")
  func afterwards() async throws {
    _ = try await assay("clean", "--yes", copy.path)
    let verified = try await assay("verify", copy.path)
    #expect(
      verified.output == """
        This run was cleaned: its evidence cannot be recomputed from answers any more.
        All 40 checks agree: the decision follows from the evidence.

        """)
    #expect(verified.ending == .exit(0))
    let resumed = try await assay("resume", copy.path)
    #expect(resumed.ending == .exit(65))
    #expect(
      resumed.error == """
        assay: \(copy.path) was cleaned: its answers and models are gone, so nothing can be added to \
        it; measure again in a new run

        """)
    let again = try await assay("clean", "--yes", copy.path)
    #expect(again.output == "Nothing is left to remove.\n")
    var bytes = [UInt8](try copy.bytes(copy.trial(4)))
    bytes.insert(UInt8(ascii: " "), at: 1)
    try copy.write(Data(bytes), to: copy.trial(4))
    let altered = try await assay("verify", copy.path)
    #expect(altered.ending == .exit(65))
    #expect(altered.output.contains("trials/0004.json: was altered\n"))
  }

  @Test("that was stopped is noticed, and finished by cleaning again")
  func stopped() async throws {
    _ = try await assay("clean", "--yes", copy.path)
    // As if the kill had come before the last file was removed.
    try copy.write(run.directory.bytes(run.directory.items(18)), to: copy.items(18))
    let noticed = try await assay("verify", copy.path)
    #expect(noticed.ending == .exit(65))
    #expect(
      noticed.output.contains(
        "cleaning: was stopped; finish it with 'assay clean \(copy.path)'\n"))
    #expect(try await assay("clean", "--yes", copy.path).ending == .exit(0))
    #expect(try await assay("verify", copy.path).ending == .exit(0))
    let account = try copy.read(CleaningRecord.self, from: copy.cleaned)
    #expect(Set(account.removed.map(\.file)).count == account.removed.count)
  }

  @Test("that was stopped before its last write is finished by cleaning again")
  func stoppedLast() async throws {
    _ = try await assay("clean", "--yes", copy.path)
    let finished = try copy.files()
    try copy.remove(copy.digests)
    try copy.remove(copy.report)
    #expect(try await assay("verify", copy.path).ending == .exit(65))
    #expect(try await assay("clean", "--yes", copy.path).ending == .exit(0))
    #expect(try copy.files() == finished)
    #expect(try await assay("verify", copy.path).ending == .exit(0))
  }

  @Test("is refused where the run is not finished")
  func unfinished() async throws {
    try FileManager.default.removeItem(atPath: copy.decision)
    let end = try await assay("clean", "--yes", copy.path)
    #expect(end.ending == .exit(65))
    #expect(
      end.error == """
        assay: \(copy.path): the run is not finished; continue it with 'assay resume \(copy.path)', or \
        delete the directory

        """)
  }
}
