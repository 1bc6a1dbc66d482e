import ArgumentParser
import Records
import Runs

/// The command `resume`, which does what a stopped run lacks.
struct Resume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Continue a run that was stopped: whatever has a record is done.",
    discussion: "Example: assay resume runs/20261123-101500-consumer-credit")

  @Argument(help: "The directory of the run.")
  var run: String

  @Option(help: ArgumentHelp("Trials carried out side by side.", valueName: "n"))
  var jobs = Defaults.jobs

  @Flag(help: "Print the decision as JSON.")
  var json = false

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs is at least 1, not \(jobs).") }
  }

  func run() async throws {
    try await reporting {
      let directory = RunDirectory(path: run)
      let plan = try directory.read(Plan.self, from: directory.plan)
      let descriptor = try descriptor(of: plan)
      let lock = try RunLock(directory)
      try await carryOut(directory, plan: plan, descriptor: descriptor, jobs: jobs)
      withExtendedLifetime(lock) {}
      try show(directory, json: json)
    }
  }
}
