import Foundation
import Records
import Testing

@Suite("A whole recommendation")
struct RecommendTests {
  let run: SharedRun

  init() async throws { run = try await SharedRun.finished() }

  @Test("ends with 0 and prints matrix, figures, requirements and the decision, in this order")
  func sections() {
    #expect(run.ending == .exit(0), "\(run.error)")
    let sections = [
      "Matrix: prior and measured", "Scores at 240 examples", "AUC by examples trained on",
      "Time and memory", "Size and explanations", "Tests of named reasons", "How it was measured",
      "Requirements", "Decision: ", "Reasons", "Doubts", "Regimes",
    ]
    let lines = run.output.split(separator: "\n").map(String.init)
    let places = sections.map { section in lines.firstIndex { $0.hasPrefix(section) } }
    #expect(zip(sections, places).filter { $0.1 == nil }.map(\.0) == [])
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(run.output.hasSuffix("decision.md there.\n"))
  }

  @Test("tells of each trial and session in a line of its own where no terminal shows it")
  func progress() {
    let lines = run.error.split(separator: "\n")
    let total = run.plan.trials.count + run.plan.sessions.count
    #expect(lines.first?.hasPrefix("30 trials (2 side by side), then 3 sessions; about ") == true)
    #expect(lines.dropFirst().count == total)
    for (number, line) in zip(1..., lines.dropFirst()) {
      #expect(line.hasPrefix("[\(number)/\(total)] "))
    }
  }

  @Test("prints no control characters into a pipe")
  func plain() {
    for text in [run.output, run.error] {
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
  }

  @Test("leaves the documented files, which only their owner may read")
  func files() throws {
    var expected = [
      ".lock", "SHA256SUMS", "decision.json", "decision.md", "evidence.json", "plan.json",
      "profile.json", "profile.yaml", "report.html",
    ]
    let directory = RunDirectory(path: "")
    for trial in run.plan.trials {
      expected += [directory.trial(trial.number), directory.items(trial.number)]
      if trial.keepsModel { expected.append(directory.model(trial.number)) }
    }
    expected += run.plan.sessions.map { directory.session($0.number) }
    let files = try run.directory.files()
    #expect(files == expected.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }.sorted())
    let folders = ["", "/trials", "/models", "/sessions"]
    for (paths, mode) in [(folders, 0o700), (files.map { "/" + $0 }, 0o600)] {
      for path in paths {
        let attributes = try FileManager.default.attributesOfItem(atPath: run.directory.path + path)
        #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
      }
    }
  }

  @Test("keeps the profile as it was given")
  func profile() throws {
    let kept = try run.directory.bytes(run.directory.profile)
    #expect(try String(decoding: kept, as: UTF8.self) == SharedRun.profile())
  }

  @Test(
    "decides on candidates that were trained to their plateau, three sizes and three seeds each")
  func breadth() throws {
    let decision = try run.directory.read(Decision.self, from: run.directory.decision)
    #expect(decision.schema == Decision.schema)
    #expect(decision.profile == "consumer-credit")
    let evidence = try run.directory.readEvidence().timeFree
    #expect(evidence.curve.map(\.size) == [60, 120, 240])
    #expect(evidence.repetitions == 3)
    let largest = run.plan.trials.filter { $0.size == 240 }.map(\.number)
    #expect(evidence.undertrained.filter(largest.contains) == [])
    #expect(evidence.failures.allSatisfy { $0.failedTrials == 0 && $0.failedItems == 0 })
  }

  @Test("is shown again as it was printed, for people and for machines")
  func shown() async throws {
    let shown = try await assay("show", run.directory.path)
    #expect(shown.ending == .exit(0))
    #expect(shown.output == run.output)
    let json = try await assay("show", "--json", run.directory.path)
    #expect(Data(json.output.utf8) == (try run.directory.bytes(run.directory.decision)))
  }

  @Test("is not carried out again by resuming it")
  func resumedWhenFinished() async throws {
    let scratch = try Scratch()
    let copy = try run.copy(into: scratch)
    let resumed = try await assay("resume", "--json", copy.path)
    #expect(resumed.ending == .exit(0))
    #expect(resumed.error == "")
    #expect(Data(resumed.output.utf8) == (try run.directory.bytes(run.directory.decision)))
    for file in ["evidence.json", "decision.md", "report.html"] {
      let kept = try run.directory.bytes("\(run.directory.path)/\(file)")
      #expect(try copy.bytes("\(copy.path)/\(file)") == kept)
    }
  }
}

@Suite("Colours")
struct ColourTests {
  static let script = "/usr/bin/script"
  #if os(Linux)
    static let hasTerminal = FileManager.default.isExecutableFile(atPath: script)
  #else
    static let hasTerminal = false
  #endif

  @Test(
    "are for terminals that can show them, and for those who want them",
    .enabled(if: hasTerminal, "there is no script(1) of util-linux to play the terminal"),
    arguments: [
      ([:], true), (["NO_COLOR": "1"], false), (["NO_COLOR": ""], true), (["TERM": "dumb"], false),
    ] as [([String: String], Bool)])
  func colours(changes: [String: String], coloured: Bool) async throws {
    var environment: [String: String?] = ["TERM": "xterm-256color"]
    for (name, value) in changes { environment[name] = value }
    let command = "'\(Programs.assay)' matrix Profiles/credit-risk.yaml"
    let run = try await Started(
      Self.script, ["-qec", command, "/dev/null"], environment: environment, in: packageRoot.path
    ).end()
    #expect(run.ending == .exit(0))
    #expect(run.output.contains("dimension"))
    #expect(run.output.contains("\u{1B}[") == coloured)
  }
}
