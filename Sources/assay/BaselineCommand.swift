#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ArgumentParser
import Gates
import Records
import Reporting

/// The command `baseline`, which keeps runs to compare later ones with.
struct BaselineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Record, show and compare baselines: small files to keep in git.",
    discussion: "Example: assay baseline record runs/credit --output credit.baseline.json",
    subcommands: [Record.self, Show.self, Diff.self])

  /// The command `baseline record`.
  struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep one finished run, or several of the same plan, as a baseline.",
      discussion: """
        Example: assay baseline record runs/a runs/b runs/c --output credit.baseline.json

        Several runs make the comparison of times sharper. They have the same profile, plan and build, \
        and were made on one kind of machine. Without --output the file is printed.
        """)

    @Argument(help: "The directories of the runs.")
    var runs: [String]

    @Option(help: ArgumentHelp("Where to write the baseline.", valueName: "file"))
    var output: String?

    func run() async throws {
      try await reporting {
        let finished = try runs.map { try FinishedRun(RunDirectory(path: $0)) }
        try refuseCopies(finished)
        guard let baseline = try Baseline.keeping(finished) else { return }
        let bytes = try BaselineFile.encode(baseline)
        guard let output else {
          try Terminal.write(bytes)
          return
        }
        try OutputFile.write(bytes, to: output)
        print(
          Terminal.inert(
            "Recorded \(runs.count == 1 ? "1 run" : "\(runs.count) runs") of \(baseline.profile) in"
              + " \(output), \(bytes.count) bytes."))
      }
    }

    /// The same run twice would pass for two, and make intervals narrower than they are.
    private func refuseCopies(_ runs: [FinishedRun]) throws {
      for (place, run) in runs.enumerated() {
        guard runs.prefix(place).contains(where: { $0.evidence.timed == run.evidence.timed })
        else { continue }
        throw RecordError(
          path: run.path, problem: "is named twice, or is a copy of another run",
          remedy: "record runs that were carried out one by one")
      }
    }
  }

  /// The command `baseline show`.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what a baseline holds.",
      discussion: "Example: assay baseline show credit.baseline.json")

    @Argument(help: "The baseline.")
    var file: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      try await reporting {
        let baseline = try BaselineFile.read(file)
        if json {
          try Terminal.show(json: baseline)
        } else {
          Terminal.show(
            BaselineDocument.document(baseline) { $0.centre($1) })
        }
      }
    }
  }

  /// The command `baseline diff`.
  struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell what changed from one baseline to another, as 'assay diff' does of runs.",
      discussion: "Example: assay baseline diff old.baseline.json new.baseline.json")

    @Argument(help: "The earlier baseline.")
    var before: String

    @Argument(help: "The later baseline.")
    var after: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      try await reporting {
        let diff = RunDiffing.diff(
          (before, try BaselineFile.read(before)), (after, try BaselineFile.read(after)))
        try show(diff, json: json)
      }
    }
  }
}
