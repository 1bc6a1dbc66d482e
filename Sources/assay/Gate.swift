import ArgumentParser
import Gates
import Planning
import Profiles
import Records
import Reporting

/// The command `gate`, by which a CI run passes or fails.
struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Run what a gate file asks for, and judge it: passed, failed or inconclusive.",
    discussion: """
      Example: assay gate Benchmarks/gates/credit-risk.yaml --junit gate.xml

      A check is met or unmet only where its whole interval says so. Exit codes: 0 passed, 2 failed, \
      3 inconclusive, 4 no baseline. See docs/ci.md.
      """)

  @Argument(help: "The gate file.")
  var gate: String

  @Option(help: "Judge this finished run instead of carrying one out.")
  var run: String?

  @Option(help: "The directory of the run; without it, runs/<time>-<name>.")
  var output: String?

  @Option(help: ArgumentHelp("Trials carried out side by side.", valueName: "n"))
  var jobs = Defaults.jobs

  @Option(help: "What an inconclusive gate counts as: pass or fail; without it, exit code 3.")
  var onInconclusive: Gate.Inconclusive?

  @OptionGroup var files: GateFiles

  @Flag(help: "Print the report as JSON.")
  var json = false

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs is at least 1, not \(jobs).") }
    guard output != "" else {
      throw ValidationError("--output names no directory; leave it out, or name one.")
    }
    guard run == nil || output == nil else {
      throw ValidationError("--run judges a finished run, which --output would not make.")
    }
  }

  func run() async throws {
    try await reporting {
      let loaded = try LoadedGate(path: gate)
      let baseline = try loaded.baseline()
      let directory = try await directory(loaded)
      let finished = try FinishedRun(directory)
      let report = GateJudge(
        loaded.gate, finished, baseline: baseline,
        repetitions: Effort.repetitionsOfAll
      ).report(file: gate, baseline: loaded.shownBaseline)
      if json {
        try Terminal.show(json: report)
      } else {
        Terminal.show(GateDocument.document(report))
        print("\nThe run is in \(Terminal.inert(directory.path)).")
      }
      let inconclusive = onInconclusive ?? loaded.gate.onInconclusive
      try files.write(
        report, finished.evidence, inconclusiveFails: inconclusive == .fail)
      try GitHubWorkflow.tell(report, inconclusiveFails: inconclusive == .fail)
      try leave(report.verdict, inconclusive)
    }
  }

  private func directory(_ loaded: LoadedGate) async throws -> RunDirectory {
    let profile = try LoadedProfile(path: loaded.gate.profile)
    if let run {
      let directory = RunDirectory(path: run)
      try requireSameProfile(directory, profile.profile)
      return directory
    }
    return try await recommend(
      profile, effort: loaded.gate.effort, seed: loaded.gate.seed, jobs: jobs, output: output,
      studies: StudyNames.none)
  }

  /// A run of another profile says nothing of this gate's.
  private func requireSameProfile(_ directory: RunDirectory, _ profile: Profile) throws {
    let ran = try directory.read(Profile.self, from: directory.understoodProfile)
    let differences = Conditions.differences(profile, ran)
    guard !differences.isEmpty else { return }
    throw RecordError(
      path: directory.path,
      problem: "is a run of another profile than the gate's: "
        + differences.prefix(3).joined(separator: " "),
      remedy: "name a run of \(profile.name), or leave --run out")
  }

  private func leave(_ verdict: GateReport.Verdict, _ inconclusive: Gate.Inconclusive?) throws {
    switch (verdict, inconclusive) {
    case (.passed, _), (.inconclusive, .pass): return
    case (.failed, _), (.inconclusive, .fail): throw ExitCode(ExitStatus.gateFailed)
    case (.inconclusive, nil): throw ExitCode(ExitStatus.gateInconclusive)
    }
  }
}

extension Gate.Inconclusive: ExpressibleByArgument {}

extension Effort {
  /// The repetitions of each effort.
  static var repetitionsOfAll: [Effort: Int] {
    Dictionary(uniqueKeysWithValues: Effort.allCases.map { ($0, $0.repetitions) })
  }
}
