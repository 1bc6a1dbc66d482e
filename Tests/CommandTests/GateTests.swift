import Figures
import Foundation
import Records
import Testing

/// A gate about the run that tests share, with a baseline recorded from it.
struct GateScene {
  let scratch: Scratch
  let shared: SharedRun

  init() async throws {
    scratch = try Scratch()
    shared = try await SharedRun.finished()
    try scratch.write(SharedRun.profile(), to: "profile.yaml")
    let recorded = try await assay(
      "baseline", "record", shared.directory.path, "--output", scratch.url("b.json").path)
    try #require(recorded.ending == .exit(0), "\(recorded.error)")
  }

  /// Writes a gate of some thresholds, and gives its path.
  func gate(_ thresholds: String..., more: String = "") throws -> String {
    try scratch.write(
      "assay: gate/1\nname: shared\nprofile: profile.yaml\nbaseline: b.json\n\(more)thresholds:\n"
        + thresholds.map { "  - \($0)\n" }.joined(), to: "gate.yaml")
  }

  func judge(
    _ gate: String, _ options: String..., environment: [String: String?] = [:]
  ) async throws -> Finished {
    try await Started(
      Programs.assay, ["gate", gate, "--run", shared.directory.path] + options,
      environment: Self.noWorkflow.merging(environment) { $1 }, in: scratch.path
    ).end()
  }

  /// The tests may themselves run in a workflow.
  static let noWorkflow: [String: String?] = ["GITHUB_ACTIONS": nil, "GITHUB_STEP_SUMMARY": nil]
}

@Suite("The command gate")
struct GateCommandTests {
  let scene: GateScene

  init() async throws { scene = try await GateScene() }

  /// Thresholds, options, and the exit code that they deserve on the shared run.
  ///
  /// Its AUC lies between 0.5 and 1 by any reckoning; against itself no answer differs; and no interval
  /// of a training time is wide enough to be told from its own middle.
  static let endings: [(threshold: String, options: [String], code: Int32)] = [
    ("hybrid.auc >= 0.01", [], 0),
    ("hybrid.auc >= baseline", [], 0),
    ("hybrid.service-time-p50 <= 1.05 x baseline", [], 0),
    ("hybrid.auc >= 0.999", [], 2),
    ("hybrid.auc >= baseline + 0.01", [], 2),
    ("hybrid.latency-p95 <= 80 ms", [], 3),
    ("hybrid.latency-p95 <= 80 ms", ["--on-inconclusive", "pass"], 0),
    ("hybrid.latency-p95 <= 80 ms", ["--on-inconclusive", "fail"], 2),
    ("hybrid.auc >= 75", [], 65),
  ]

  @Test("ends with the verdict's exit code", arguments: endings.indices)
  func ending(index: Int) async throws {
    let (threshold, options, code) = Self.endings[index]
    let gate = try scene.gate(threshold)
    let run = try await Started(
      Programs.assay, ["gate", gate, "--run", scene.shared.directory.path] + options,
      environment: GateScene.noWorkflow
    ).end()
    #expect(run.ending == .exit(code), "\(run.output)\(run.error)")
  }

  @Test("follows the file on what is inconclusive, and the command line before the file")
  func onInconclusive() async throws {
    let gate = try scene.gate("hybrid.latency-p95 <= 80 ms", more: "on-inconclusive: pass\n")
    #expect(try await scene.judge(gate).ending == .exit(0))
    #expect(try await scene.judge(gate, "--on-inconclusive", "fail").ending == .exit(2))
  }

  @Test("ends with 4 where the baseline is missing, and says how to record it")
  func noBaseline() async throws {
    let gate = try scene.gate("hybrid.auc >= baseline")
    try FileManager.default.removeItem(at: scene.scratch.url("b.json"))
    let run = try await scene.judge(gate)
    #expect(run.ending == .exit(4))
    #expect(run.output == "")
    #expect(run.error.contains("assay baseline record baseline-run --output "))
    let absolute = try scene.gate("hybrid.auc >= 0.01")
    #expect(try await scene.judge(absolute).ending == .exit(0))
  }

  @Test(
    "refuses wrong usage with 64",
    arguments: [
      (["gate"], "Missing expected argument '<gate>'"),
      (["gate", "g.yaml", "--run", "r", "--output", "o"], "--run judges a finished run"),
      (["gate", "g.yaml", "--on-inconclusive", "shrug"], "--on-inconclusive"),
      (["gate", "g.yaml", "--jobs", "0"], "--jobs is at least 1, not 0."),
      (["baseline", "record"], "Missing expected argument '<runs> ...'"),
      (["diff", "one"], "Missing expected argument '<after>'"),
    ])
  func usage(arguments: [String], message: String) async throws {
    let run = try await Started(Programs.assay, arguments).end()
    #expect(run.ending == .exit(64))
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test("prints the report as JSON, checks in the order of the file")
  func json() async throws {
    let gate = try scene.gate("auc >= 0.01", "hybrid.auc >= 0.999", "hybrid.auc >= baseline + 0.01")
    let run = try await scene.judge(gate, "--json")
    let report = try JSONDecoder().decode(GateReport.self, from: Data(run.output.utf8))
    #expect(report.verdict == .failed)
    #expect(report.checks.map(\.verdict) == [.met, .met, .unmet, .unmet])
    #expect(report.checks.map(\.line) == [6, 6, 7, 8])
    #expect(try Data(run.output.utf8) == RecordCoding.encode(report))
  }

  @Test("annotates the gate file and adds to the summary in a workflow of GitHub")
  func workflow() async throws {
    let gate = try scene.gate("hybrid.auc >= 0.999", "hybrid.p95 <= 80 ms")
    let summary = try scene.scratch.write("before\n", to: "summary.md")
    let run = try await scene.judge(
      gate, environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": summary])
    let lines = run.error.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines[0].hasPrefix("::error file=\(gate),line=6,col=5,title=hybrid.auc >= 0.999%3A unmet::"))
    #expect(lines[1].hasPrefix("::warning file=\(gate),line=7,col=5,title="))
    let text = try scene.scratch.text("summary.md")
    #expect(text.hasPrefix("before\n# Gate shared: failed\n"))
    #expect(try await scene.judge(gate).error == "")
  }

  @Test("leaves JUnit, Markdown and benchmark files that their readers can read")
  func files() async throws {
    let gate = try scene.gate("hybrid.auc >= 0.999", "hybrid.p95 <= 80 ms", "auc >= 0.01")
    let run = try await scene.judge(
      gate, "--junit", "out/j.xml", "--markdown", "m.md", "--benchmark-json", "bench.json",
      "--bencher", "bmf.json")
    #expect(run.ending == .exit(2), "\(run.error)")
    let junit = try scene.scratch.text("out/j.xml")
    #expect(junit.contains("tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"1\""))
    #expect(try scene.scratch.text("m.md").hasPrefix("# Gate shared: failed\n"))
    for (name, id) in [("bench.smaller.json", "hybrid brier"), ("bench.bigger.json", "hybrid auc")]
    {
      let entries = try #require(
        try JSONSerialization.jsonObject(with: Data(scene.scratch.text(name).utf8))
          as? [[String: Any]])
      #expect(entries.contains { $0["name"] as? String == id })
      #expect(entries.allSatisfy { $0["unit"] is String && $0["value"] is Double })
    }
    let metrics = try #require(
      try JSONSerialization.jsonObject(with: Data(scene.scratch.text("bmf.json").utf8))
        as? [String: [String: [String: Double]]])
    #expect(metrics.keys.sorted() == ["consumer-credit/end-to-end", "consumer-credit/hybrid"])
    #expect(metrics["consumer-credit/hybrid"]?["auc"]?["value"] != nil)
  }
}

@Suite("The commands baseline and diff")
struct BaselineCommandTests {
  let scene: GateScene

  init() async throws { scene = try await GateScene() }

  @Test("record the same file every time, below 30 kB and without a path")
  func recorded() async throws {
    let printed = try await assay("baseline", "record", scene.shared.directory.path)
    let text = try scene.scratch.text("b.json")
    #expect(printed.output == text)
    #expect(text.utf8.count < 30_000)
    #expect(!text.contains(scene.shared.directory.path))
    // A date, and not four digits of a figure.
    #expect(!text.contains(/\d{4}-\d\d-\d\d/))
    let read = try BaselineFile.read(scene.scratch.url("b.json").path)
    #expect(try BaselineFile.encode(read) == Data(text.utf8))
  }

  @Test("refuse the same run twice, which would pass for two")
  func twice() async throws {
    let run = scene.shared.directory.path
    let recorded = try await assay("baseline", "record", run, run)
    #expect(recorded.ending == .exit(65))
    #expect(
      recorded.error
        == "assay: \(run): is named twice, or is a copy of another run; record runs that were carried"
        + " out one by one\n")
  }

  @Test("show what a baseline holds")
  func shown() async throws {
    let path = scene.scratch.url("b.json").path
    let run = try await assay("baseline", "show", path)
    #expect(run.ending == .exit(0))
    #expect(run.output.hasPrefix("Baseline of consumer-credit\n"))
    for word in ["AUC", "Service time p50", "as a multiple of the reference loop"] {
      #expect(run.output.contains(word))
    }
    let json = try await assay("baseline", "show", path, "--json")
    #expect(
      try JSONDecoder().decode(Baseline.self, from: Data(json.output.utf8))
        == BaselineFile.read(path))
  }

  @Test("find no change between a run and itself, as runs and as baselines")
  func unchanged() async throws {
    let (run, path) = (scene.shared.directory.path, scene.scratch.url("b.json").path)
    for arguments in [["diff", run, run], ["baseline", "diff", path, path]] {
      let text = try await Started(Programs.assay, arguments).end()
      #expect(text.ending == .exit(0), "\(text.error)")
      #expect(text.output.contains("Profile, plan and machine are the same."))
      #expect(text.output.contains("are identical, repetition by repetition."))
      let json = try await Started(Programs.assay, arguments + ["--json"]).end()
      let diff = try JSONDecoder().decode(RunDiff.self, from: Data(json.output.utf8))
      #expect(diff.families.map(\.nature) == [.timeFree, .timed, .machineBound])
      #expect(diff.families[0].rows.allSatisfy { $0.verdict == .identical })
    }
  }

  @Test("tell first what of the profile differs")
  func changed() async throws {
    let copy = RunDirectory(path: scene.scratch.url("copy").path)
    try FileManager.default.copyItem(atPath: scene.shared.directory.path, toPath: copy.path)
    let text = try scene.scratch.text("copy/profile.json")
      .replacing(#/"budget" : [0-9.]+/#, with: "\"budget\" : 0.5")
    try scene.scratch.write(text, to: "copy/profile.json")
    let run = try await assay("diff", scene.shared.directory.path, copy.path)
    #expect(run.output.contains("profile.latency.budget is 0.5, and was 0.08."), "\(run.output)")
  }

  @Test(
    "refuse what is no run or no baseline with 65",
    arguments: [
      (["baseline", "record", "nowhere"], "nowhere/plan.json: cannot be read"),
      (
        ["baseline", "show", "nowhere.json"], "nowhere.json: cannot be read: there is no such file"
      ),
      (["baseline", "show", "profile.yaml"], "profile.yaml: is no valid baseline: it is not JSON"),
      (["baseline", "diff", "other.json", "b.json"], "is no baseline of this version"),
      (["diff", "nowhere", "nowhere"], "nowhere/plan.json: cannot be read"),
    ])
  func refused(arguments: [String], message: String) async throws {
    try scene.scratch.write("{\"schema\": \"assay/plan/1\"}", to: "other.json")
    let run = try await Started(Programs.assay, arguments, in: scene.scratch.path).end()
    #expect(run.ending == .exit(65))
    #expect(run.error.contains(message), "\(run.error)")
    #expect(run.output == "")
  }
}
