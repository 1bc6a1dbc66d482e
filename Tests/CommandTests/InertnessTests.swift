import Foundation
import Records
import Testing

/// What a form of output must not hold as it is.
struct OutputForm: Sendable {
  let name: String
  /// Texts that would act there.
  let forbidden: [String]
  /// Whether marks that turn the direction of writing may stand there.
  var keepsMarks = false

  /// Whether a text could steer a terminal, or turn the direction of writing; line breaks do neither.
  func steers(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .format, .lineSeparator, .paragraphSeparator: !keepsMarks
      default: false
      }
    }
  }

  static let terminal = OutputForm(name: "terminal", forbidden: [])
  /// JSON shows texts as they are; whoever shows them further escapes them there.
  static let json = OutputForm(name: "JSON", forbidden: [], keepsMarks: true)
  static let markdown = OutputForm(name: "Markdown", forbidden: ["<script>", "`rm -rf`"])
  static let html = OutputForm(name: "HTML", forbidden: ["<script>alert"])
  static let csv = OutputForm(name: "CSV", forbidden: ["\"=", ",=", "\n="])
  static let xml = OutputForm(name: "XML", forbidden: ["<script>", "]]>"])
}

@Suite("Hostile names, labels and values")
struct InertnessTests {
  let run: HostileRun

  init() async throws { run = try await HostileRun.finished() }

  /// The outputs of a finished run: arguments before its directory, and the form of what they print.
  ///
  /// A further command or format is one more line.
  static let prints: [(arguments: [String], form: OutputForm)] = [
    (["show"], .terminal), (["show", "--json"], .json), (["verify"], .terminal),
    (["verify", "--json"], .json), (["clean", "--dry-run"], .terminal),
    (["explain"], .terminal), (["explain", "--json"], .json),
    (["report"], .html), (["report", "--format", "md"], .markdown),
    (["report", "--format", "json"], .json),
  ]

  /// The files that a run leaves for people and machines.
  static let kept: [(name: String, form: OutputForm)] = [
    ("decision.md", .markdown), ("decision.json", .json), ("evidence.json", .json),
    ("plan.json", .json), ("profile.json", .json), ("trials/0001.json", .json),
    ("sessions/01.json", .json), ("SHA256SUMS", .terminal),
    ("report.html", .html),
  ]

  private func expectInert(_ text: String, _ form: OutputForm, _ name: String) {
    #expect(!text.isEmpty, "\(name)")
    #expect(!form.steers(text), "\(name) steers")
    for forbidden in form.forbidden {
      #expect(!text.contains(forbidden), "\(name) holds \(forbidden)")
    }
  }

  @Test("are measured like any other")
  func measured() throws {
    #expect(run.ending == .exit(0), "\(run.error)")
    #expect(run.output.contains("Decision: "))
  }

  @Test("stay inert in what a run prints")
  func printed() {
    expectInert(run.output, .terminal, "recommend's output")
    expectInert(run.error, .terminal, "recommend's progress")
  }

  @Test("stay inert in what every command prints of the run", arguments: prints.indices)
  func commands(index: Int) async throws {
    let (arguments, form) = Self.prints[index]
    let end = try await Started(Programs.assay, arguments + [run.directory.path]).end()
    #expect(end.ending == .exit(0), "\(end.error)")
    expectInert(end.output, form, arguments.joined(separator: " "))
  }

  @Test("stay inert in every file of the run", arguments: kept.indices)
  func files(index: Int) throws {
    let (name, form) = Self.kept[index]
    let bytes = try run.directory.bytes("\(run.directory.path)/\(name)")
    expectInert(String(decoding: bytes, as: UTF8.self), form, name)
  }

  @Test(
    "stay inert in what commands print of the profile", arguments: ["validate", "plan", "matrix"])
  func profile(command: String) async throws {
    let scratch = try Scratch()
    try scratch.write(HostileRun.table(), to: "loans.csv")
    let profile = try scratch.write(HostileRun.profile(), to: "profile.yaml")
    let end = try await assay(command, profile)
    #expect(end.ending == .exit(0), "\(end.error)")
    expectInert(end.output, .terminal, command)
  }

  @Test("stay inert in errors about the profile and the table")
  func errors() async throws {
    let scratch = try Scratch()
    let table = HostileRun.table()
    try scratch.write(
      table.replacing("90210.1005", with: "\"\(HostileRun.value)\""), to: "loans.csv")
    let profile = try scratch.write(HostileRun.profile(), to: "profile.yaml")
    let data = try await assay("validate", profile)
    #expect(data.ending == .exit(65))
    expectInert(data.error, .terminal, "an error about the table")
    let unknown = try HostileRun.profile() + "\n\(HostileRun.quoted(HostileRun.name)): 1\n"
    let form = try await assay("validate", try scratch.write(unknown, to: "unknown.yaml"))
    #expect(form.ending == .exit(65))
    expectInert(form.error, .terminal, "an error about the profile")
    let path = try await assay("show", "no\(HostileRun.escape)where")
    #expect(path.ending == .exit(65))
    expectInert(path.error, .terminal, "an error about a path")
  }
}
