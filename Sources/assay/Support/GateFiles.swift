#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ArgumentParser
import Figures
import Measuring
import Records
import Reporting

/// The files in which a gate's report is left for other programs.
struct GateFiles: ParsableArguments {
  @Option(help: ArgumentHelp("Write the checks as JUnit XML.", valueName: "file"))
  var junit: String?

  @Option(help: ArgumentHelp("Write the report as Markdown.", valueName: "file"))
  var markdown: String?

  @Option(
    help: ArgumentHelp(
      "Write the figures for github-action-benchmark, as FILE.smaller.json and FILE.bigger.json.",
      valueName: "file"))
  var benchmarkJson: String?

  @Option(help: ArgumentHelp("Write the figures in Bencher Metric Format.", valueName: "file"))
  var bencher: String?

  /// Writes what was asked for.
  func write(_ report: GateReport, _ evidence: Evidence, inconclusiveFails: Bool) throws {
    if let junit {
      try OutputFile.write(
        JUnitRenderer.render(report, inconclusiveFails: inconclusiveFails), to: junit)
    }
    if let markdown { try OutputFile.write(Self.markdown(report), to: markdown) }
    if let benchmarkJson {
      let stem = benchmarkJson.hasSuffix(".json") ? benchmarkJson.dropLast(5) : benchmarkJson[...]
      for (direction, name) in [
        (Direction.lowerIsBetter, "smaller"), (.higherIsBetter, "bigger"),
      ] {
        try OutputFile.write(
          RecordCoding.encode(BenchmarkFiles.entries(evidence, direction)),
          to: "\(stem).\(name).json")
      }
    }
    if let bencher {
      try OutputFile.write(
        RecordCoding.encode(BenchmarkFiles.metrics(evidence, profile: report.profile)),
        to: bencher)
    }
  }

  static func markdown(_ report: GateReport) -> String {
    MarkdownRenderer.render(GateDocument.document(report))
  }
}

/// What a workflow of GitHub Actions is told beside the output.
enum GitHubWorkflow {
  /// Annotates the gate file and adds to the step's summary, where a workflow runs.
  ///
  /// Commands are read from standard error too, which leaves standard output to the report.
  static func tell(_ report: GateReport, inconclusiveFails: Bool) throws {
    let environment = ProcessInfo.processInfo.environment
    guard environment["GITHUB_ACTIONS"] == "true" else { return }
    StandardError.write(
      WorkflowCommands.annotations(report, inconclusiveFails: inconclusiveFails))
    guard let path = environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
    try OutputFile.append(GateFiles.markdown(report), to: path)
  }
}
