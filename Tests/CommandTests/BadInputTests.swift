import Foundation
import Testing

@Suite("A broken profile on the command line")
struct BrokenProfileCommandTests {
  static let folder = packageRoot.appending(path: "Tests/ProfilesTests/Broken")
  static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
    .filter { $0.hasSuffix(".yaml") && !withForeignWorkloads.contains($0) }.sorted()

  /// What is wrong with them is wrong of a workload that the program does not have.
  static let withForeignWorkloads: Set<String> = ["deployment-not-built.yaml"]

  /// Their remedies name workloads and options of the reader's own tests, which differ from those of
  /// the program: what is wrong, and where, is the same.
  static let withTestWorkloads: Set<String> = [
    "column-keys.yaml", "hidden-characters.yaml", "many-problems.yaml", "option-out-of-range.yaml",
    "workload-unknown-far.yaml", "workload-unknown-near.yaml",
  ]

  @Test("ends with 65, its kept message and nothing else", arguments: names ?? [])
  func broken(name: String) async throws {
    let run = try await assay("validate", name, in: Self.folder.path)
    #expect(run.ending == .exit(65))
    #expect(run.output == "")
    let golden = Self.folder.appending(path: name.replacing(".yaml", with: ".txt"))
    let expected = try String(decoding: Data(contentsOf: golden), as: UTF8.self)
    let message = run.error.replacing(Self.folder.path + "/", with: "")
      .replacing(Self.folder.path, with: "FOLDER")
    if Self.withTestWorkloads.contains(name) {
      #expect(Self.places(message) == Self.places(expected))
    } else {
      #expect(message == expected)
    }
  }

  @Test("is refused by every command that reads one", arguments: ["matrix", "plan", "recommend"])
  func everywhere(command: String) async throws {
    let validated = try await assay("validate", "unknown-key-near.yaml", in: Self.folder.path)
    let run = try await assay(command, "unknown-key-near.yaml", in: Self.folder.path)
    #expect(run.ending == .exit(65))
    #expect(run.error == validated.error)
    #expect(run.output == "")
  }

  @Test("hides no other: all of several profiles are reported, and the sound ones too")
  func several() async throws {
    let sound = packageRoot.appending(path: "Profiles/credit-risk.yaml").path
    let run = try await assay(
      "validate", "empty.yaml", sound, "tab.yaml", in: Self.folder.path)
    #expect(run.ending == .exit(65))
    #expect(run.error.contains("empty.yaml"))
    #expect(run.error.contains("tab.yaml"))
    #expect(run.output.hasPrefix("\(sound): sound. consumer-credit; "))
  }

  /// A message without the lines of its remedies.
  private static func places(_ message: String) -> [Substring] {
    message.split(separator: "\n").filter { line in
      !["  write ", "  did you mean "].contains { line.hasPrefix($0) }
    }
  }
}

@Suite("Wrong input")
struct WrongInputTests {
  static let profile = packageRoot.appending(path: "Profiles/credit-risk.yaml").path

  /// Arguments, and what the message says.
  static let usages: [(arguments: [String], message: String)] = [
    (["frobnicate"], "Unexpected argument 'frobnicate'"),
    (["recomend", profile], "unexpected arguments: 'recomend', "),
    (["recommend"], "Missing expected argument '<profile>'"),
    (["recommend", profile, "--efort", "quick"], "Did you mean '--effort'?"),
    (["recommend", profile, "--effort", "heroic"], "'quick', 'standard' or 'thorough'"),
    (["recommend", profile, "--jobs", "0"], "--jobs is at least 1, not 0."),
    (["recommend", profile, "--jobs", "all"], "The value 'all' is invalid for '--jobs <n>'"),
    (["recommend", profile, "--seed", "-1"], "--seed <seed>"),
    (["recommend", profile, "--output", ""], "--output names no directory"),
    (["resume", "run", "--jobs", "0"], "--jobs is at least 1, not 0."),
    (["validate"], "Missing expected argument '<profiles> ...'"),
    (
      ["init", "--workload", "alchemy"], "There is no workload 'alchemy'; name one of: credit-risk"
    ),
    (["schema", "verdict"], "'profile', 'gate', 'questionnaire', 'decision' or 'record'"),
  ]

  @Test("of the command line ends with 64, and says what would be right", arguments: usages.indices)
  func usage(index: Int) async throws {
    let (arguments, message) = Self.usages[index]
    let run = try await Started(Programs.assay, arguments).end()
    #expect(run.ending == .exit(64))
    #expect(run.error.contains(message), "\(run.error)")
    #expect(run.error.contains("Usage: assay"))
    #expect(run.output == "")
  }

  static let missing: [(arguments: [String], message: String)] = [
    (["validate", "nowhere.yaml"], "nowhere.yaml: error: cannot be read: no such file"),
    (["plan", "."], ".: error: cannot be read: it is a folder"),
    (["show", "nowhere"], "nowhere/plan.json: cannot be read: there is no such file; check that"),
    (
      ["resume", "nowhere"], "nowhere/plan.json: cannot be read: there is no such file; check that"
    ),
    (
      ["verify", "nowhere"], "nowhere/plan.json: cannot be read: there is no such file; check that"
    ),
    (["show", profile], "/plan.json: cannot be read: Not a directory; check that"),
    (["recommend", profile, "--output", "."], ".: already exists; name another directory"),
    (["recommend", profile, "--output", "/proc/nope"], "/proc/nope: cannot be made: "),
  ]

  @Test("of a path ends with 65, and names the path", arguments: missing.indices)
  func path(index: Int) async throws {
    let (arguments, message) = Self.missing[index]
    let scratch = try Scratch()
    let run = try await Started(Programs.assay, arguments, in: scratch.path).end()
    #expect(run.ending == .exit(65))
    #expect(run.error.contains(message), "\(run.error)")
    #expect(run.output == "")
  }

  @Test("of a run's directory that exists says how to continue it")
  func existing() async throws {
    let scratch = try Scratch()
    try scratch.write("{}", to: "plan.json")
    let run = try await assay("recommend", Self.profile, "--output", scratch.path)
    #expect(run.ending == .exit(65))
    #expect(run.error.contains("continue it with 'assay resume \(scratch.path)'"))
  }
}

@Suite("Wrong data")
struct WrongDataTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// A profile of a table with two columns, and the table, whose line 30 reads `line`.
  private func validate(line: String) async throws -> Finished {
    var lines = ["income,default"] + (1...60).map { "\($0 * 100),\($0 % 2)" }
    lines[29] = line
    try scratch.write(lines.joined(separator: "\n") + "\n", to: "loans.csv")
    return try await assay("validate", profile())
  }

  private func profile() throws -> String {
    try scratch.write(
      """
      assay: profile/1
      name: loans
      workload:
        name: credit-risk
        data:
          path: loans.csv
          columns:
            income: {role: input, kind: number}
            default: {role: label, positive: 1}
      data: {paired-examples: 60}
      latency: {budget: 80 ms}
      """, to: "profile.yaml")
  }

  @Test("with a sound table is none: it validates, in the words of the table")
  func sound() async throws {
    let run = try await validate(line: "2900,1")
    #expect(run.ending == .exit(0), "\(run.error)")
    #expect(run.output.contains("profile.yaml: sound. loans; "))
  }

  @Test(
    "in the table is refused with its line",
    arguments: [
      ("2900,maybe", "loans.csv:30: "), ("2900,", "loans.csv:30: "), ("a lot,1", "loans.csv:30: "),
      ("2900,1,7", "loans.csv:30: "), ("2900,\"1", "loans.csv:30: "),
    ])
  func table(line: String, place: String) async throws {
    let run = try await validate(line: line)
    #expect(run.ending == .exit(65))
    #expect(run.error.contains(place), "\(run.error)")
    #expect(run.output == "")
  }

  @Test("that is not there is refused at its line of the profile")
  func missing() async throws {
    let run = try await assay("validate", profile())
    #expect(run.ending == .exit(65))
    #expect(
      run.error.contains("profile.yaml:6:11: error: `workload.data.path` names no file"),
      "\(run.error)")
  }
}
