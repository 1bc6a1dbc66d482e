import ArgumentParser
import Records
import Runs

/// The command `verify`, which recomputes what follows from the records.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Recompute everything that follows from a run's records, and compare.",
    discussion: """
      Example: assay verify runs/20261123-101500-consumer-credit

      Checks the profile against the plan, every record, answer file and model against its digest, \
      and the evidence, the decision and the report against the records. Exit code 65 where something \
      was altered or is missing.
      """)

  @Argument(help: "The directory of the run.")
  var run: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    try await reporting {
      let directory = RunDirectory(path: run)
      let plan = try directory.read(Plan.self, from: directory.plan)
      let checks = try Verifier.verify(
        directory, descriptor: try descriptor(of: plan), regimes: regimeDemands,
        decisionRecord: decisionRecord, report: reportPage)
      let wrong = checks.filter { $0.problem != nil }
      if json {
        try Terminal.show(json: checks)
      } else {
        for check in wrong { print(Terminal.inert("\(check.name): \(check.problem ?? "")")) }
        let isCleaned = directory.exists(directory.cleaned)
        if isCleaned {
          print("This run was cleaned: its evidence cannot be recomputed from answers any more.")
        }
        print(
          wrong.isEmpty
            ? "All \(checks.count) checks agree: the decision follows from the "
              + (isCleaned ? "evidence." : "records.")
            : "\(wrong.count) of \(checks.count) checks do not agree.")
      }
      if !wrong.isEmpty { throw ExitCode(ExitStatus.badData) }
    }
  }
}
