import ArgumentParser
import Records
import Runs
import Trials

/// The command `resume`, which does what a stopped run lacks.
struct Resume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Continue a run that was stopped: whatever has a record is done.",
    discussion: """
      Example: assay resume runs/20261123-101500-consumer-credit

      A failure is a record too and is not tried again, unless --retry-failed says so; its record is \
      then kept under another name, such as trials/0007.failed-1.json.
      """)

  @Argument(help: "The directory of the run.")
  var run: String

  @Option(help: ArgumentHelp("Trials carried out side by side.", valueName: "n"))
  var jobs = Defaults.jobs

  @Flag(help: "Try failed trials and sessions again.")
  var retryFailed = false

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
      try Cleaning.checkNotCleaned(directory)
      if let problem = Verifier.profileProblem(in: directory, plan: plan) {
        throw RunError(
          .altered, "\(directory.path): \(problem); restore the file, or start a new run")
      }
      // Else every trial and session that is left would be refused, and leave a record of it.
      if retryFailed || !RunExecutor.isCarriedOut(plan, in: directory) {
        try Catalogue.checkData(of: plan.workload)
      }
      if retryFailed { _ = try RetryFailed.setAside(in: directory) }
      try await carryOut(directory, plan: plan, descriptor: descriptor, jobs: jobs)
      withExtendedLifetime(lock) {}
      try show(directory, json: json)
    }
  }
}
