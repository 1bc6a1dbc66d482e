import Foundation
import Records
import Testing

/// A run on a table of people: what it keeps of them (docs/robustness.md).
@Suite("A run on people's data")
struct PrivacyTests {
  let run: HostileRun

  init() async throws {
    run = try await HostileRun.finished()
    try #require(run.ending == .exit(0), "\(run.error)")
  }

  /// The files in which a text occurs, models and all.
  private func files(holding text: String, in directory: RunDirectory) throws -> [String] {
    try directory.files().filter { file in
      try directory.bytes("\(directory.path)/\(file)").firstRange(of: Data(text.utf8)) != nil
    }
  }

  @Test(
    "holds no protected value of a single person and no group in any file",
    arguments: [HostileRun.single, HostileRun.customer])
  func nothingOfOne(text: String) throws {
    #expect(try files(holding: text, in: run.directory) == [])
    #expect(!run.output.contains(text))
    #expect(!run.error.contains(text))
  }

  // A model knows the levels of a category, and the range and the median of a number.
  @Test(
    "holds raw inputs in the models that learned from them, and nowhere else",
    arguments: [HostileRun.category, HostileRun.number])
  func inputs(text: String) throws {
    let holding = try files(holding: text, in: run.directory)
    #expect(holding.filter { !$0.hasPrefix("models/") } == [])
    #expect(!run.output.contains(text))
    #expect(!run.error.contains(text))
  }

  @Test("names protected groups in sums over at least thirty rows, and nowhere else")
  func groups() throws {
    for file in try files(holding: HostileRun.group, in: run.directory) {
      #expect(
        file.wholeMatch(of: #/trials/\d{4}\.json/#) != nil || file == "evidence.json", "\(file)")
    }
    for trial in try run.directory.read(Plan.self, from: run.directory.plan).trials {
      let file = run.directory.trial(trial.number)
      var record = try run.directory.read(TrialRecord.self, from: file)
      record.answers?.groups = []
      let rest = try RecordCoding.encode(record)
      #expect(rest.firstRange(of: Data(HostileRun.group.utf8)) == nil)
    }
  }

  @Test("says which protected values it leaves out, without naming them")
  func leftOut() async throws {
    let scratch = try Scratch()
    try scratch.write(HostileRun.table(), to: "loans.csv")
    let end = try await assay(
      "validate", try scratch.write(HostileRun.profile(), to: "profile.yaml"))
    #expect(
      end.output.hasSuffix(
        "protected column 'born': 240 of 240 values have fewer than 30 rows and are left out\n"),
      "\(end.output)")
  }

  @Test("is for its owner alone, every folder and file of it")
  func modes() throws {
    for (paths, mode) in [
      (["", "/trials", "/models", "/sessions"], 0o700),
      (try run.directory.files().map { "/" + $0 }, 0o600),
    ] {
      for path in paths {
        let attributes = try FileManager.default.attributesOfItem(atPath: run.directory.path + path)
        #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
      }
    }
  }

  @Test("cleaned holds no raw input at all, and no row of the table by its line")
  func cleaned() async throws {
    let scratch = try Scratch()
    let copy = RunDirectory(path: scratch.url("run").path)
    try FileManager.default.copyItem(atPath: run.directory.path, toPath: copy.path)
    #expect(try files(holding: "line-1", in: copy) != [])
    #expect(try await assay("clean", "--yes", copy.path).ending == .exit(0))
    for text in ["line-1", HostileRun.category, HostileRun.number] {
      #expect(try files(holding: text, in: copy) == [], "\(text)")
    }
  }

  /// Errors about a table: what is wrong in the line, and whether the message may quote it.
  @Test("is not resumed once the table has changed, and nothing of it is recorded as failed")
  func changed() async throws {
    let scratch = try Scratch()
    let copy = RunDirectory(path: scratch.url("run").path)
    try FileManager.default.copyItem(atPath: run.directory.path, toPath: copy.path)
    var plan = try copy.read(Plan.self, from: copy.plan)
    plan.workload.data?.digest = String(repeating: "0", count: 64)
    try copy.write(plan, to: copy.plan)
    // With nothing left to carry out the data are not asked for.
    #expect(try await assay("resume", copy.path).ending == .exit(0))
    try FileManager.default.removeItem(atPath: copy.trial(1))
    let end = try await assay("resume", copy.path)
    #expect(end.ending == .exit(65))
    #expect(end.error.contains("the data have changed since the run was planned"), "\(end.error)")
    #expect(!copy.exists(copy.trial(1)))
  }

  static let errors: [(column: Int, text: String, isQuoted: Bool)] = [
    (0, "SECRET", true), (4, "SECRET\u{22}", false), (6, "SECRET", true),
  ]

  @Test(
    "is refused with line and column; protected values are never quoted", arguments: errors.indices)
  func quoting(index: Int) async throws {
    let (column, text, isQuoted) = Self.errors[index]
    var lines = HostileRun.table().split(separator: "\n").map(String.init)
    // No field before the seventh from the right holds a comma.
    var fields = lines[40].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    fields[column] = text
    lines[40] = fields.joined(separator: ",")
    let scratch = try Scratch()
    try scratch.write(lines.joined(separator: "\n") + "\n", to: "loans.csv")
    let end = try await assay(
      "validate", try scratch.write(HostileRun.profile(), to: "profile.yaml"))
    #expect(end.ending == .exit(65))
    #expect(end.error.contains("loans.csv:41: "), "\(end.error)")
    #expect(end.error.contains("SECRET") == isQuoted, "\(end.error)")
  }
}
