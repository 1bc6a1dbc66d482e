import Foundation
import Records
import Testing

@Suite("Verification")
struct VerifyTests {
  let run: SharedRun

  init() async throws { run = try await SharedRun.finished() }

  @Test("agrees with a fresh run")
  func fresh() async throws {
    let verified = try await assay("verify", run.directory.path)
    #expect(verified.ending == .exit(0))
    // Profile, plan, trials, sessions, evidence, decision, the decision record and the report.
    #expect(
      verified.output == "All 39 checks agree: the decision follows from the records.\n")
  }

  /// A file, what to change in it to a text of the same length, and what is said about it.
  static let alterations: [(file: String, old: String, new: String, message: String)] = [
    ("trials/0003.items.jsonl", "\"T1\"", "\"T2\"", "trial 3: its answers were altered\n"),
    ("models/0002.model", "iterations", "iteration5", "trial 2: its model was altered\n"),
    (
      "evidence.json", "\"seed\" : 1", "\"seed\" : 2",
      "evidence: does not follow from the records: one was altered\n"
    ),
    (
      "decision.json", "consumer-credit", "consumer-debits",
      "decision: does not follow from the records: one was altered\n"
    ),
    (
      "decision.md", "consumer-credit", "consumer-debits",
      "decision record: does not follow from the records: one was altered\n"
    ),
    (
      "report.html", "consumer-credit", "consumer-debits",
      "report: does not follow from the records: one was altered\n"
    ),
    (
      "trials/0004.json", "\"repetition\" : 2", "\"repetition\" : 3",
      "trial 4: its record is of another plan\n"
    ),
    ("sessions/02.json", "{", "[", "session 2: "),
    // Figures that no digest of a trial covers: times, and what a session measured.
    (
      "trials/0005.json", "\"started\" : \"20", "\"started\" : \"19",
      "trial 5: its record was altered\n"
    ),
    (
      "sessions/03.json", "\"failedQueries\" : 0", "\"failedQueries\" : 1",
      "session 3: its record was altered\n"
    ),
    (
      "profile.yaml", "900k", "901k",
      "profile: profile.yaml is not the one that the run was planned with\n"
    ),
    (
      "profile.json", "consumer-credit", "consumer-debits",
      "profile: profile.json is not the one that the run was planned with\n"
    ),
    ("plan.json", "\"keepsCases\" : true", "\"keepsCases\" : false", "plan: was altered\n"),
  ]

  @Test("names a file in which a single byte was altered", arguments: alterations.indices)
  func altered(index: Int) async throws {
    let alteration = Self.alterations[index]
    let scratch = try Scratch()
    let copy = RunDirectory(path: scratch.url("run").path)
    try FileManager.default.copyItem(atPath: run.directory.path, toPath: copy.path)
    var bytes = [UInt8](try copy.bytes("\(copy.path)/\(alteration.file)"))
    let found = bytes.firstRange(of: Array(alteration.old.utf8))
    let place = try #require(found)
    bytes.replaceSubrange(place, with: Array(alteration.new.utf8))
    try copy.write(Data(bytes), to: "\(copy.path)/\(alteration.file)")
    let verified = try await assay("verify", copy.path)
    #expect(verified.ending == .exit(65))
    #expect(verified.output.contains(alteration.message), "\(verified.output)")
    #expect(verified.output.hasSuffix(" do not agree.\n"))
  }

  @Test("names files that are missing")
  func missing() async throws {
    let scratch = try Scratch()
    let copy = try run.copy(into: scratch, withoutTrials: [7])
    let verified = try await assay("verify", copy.path)
    #expect(verified.ending == .exit(65))
    #expect(verified.output.contains("trial 7: \(copy.trial(7)): cannot be read"))
    #expect(verified.output.contains("decision: is missing; finish the run with 'assay resume"))
  }
}
