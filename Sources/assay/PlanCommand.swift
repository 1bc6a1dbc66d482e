import ArgumentParser
import Planning
import Profiles
import Records
import Reporting

/// The command `plan`, which shows what a run would do and cost.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show the trials, the time and the disk that a run would take, without starting it.",
    discussion: "Example: assay plan Profiles/credit-risk.yaml --effort standard")

  @Argument(help: "The profile.")
  var profile: String

  @OptionGroup var options: RunOptions

  @Flag(help: "Print the plan as JSON, as it would be written to the run.")
  var json = false

  func run() async throws {
    try await reporting {
      let loaded = try LoadedProfile(path: profile)
      let plan = try loaded.plan(
        effort: options.effort, seed: options.seed, keepsCases: options.keepCases,
        studies: options.studies)
      if json {
        try Terminal.show(json: plan)
      } else {
        let slowness = Slowness.here(loaded.descriptor)
        let cost = PlanCost(of: plan, descriptor: loaded.descriptor, slowness: slowness)
        var studySeconds: [String: Double] = [:]
        for study in plan.studies ?? [] {
          studySeconds[study.name] =
            PlanCost(
              trials: plan.trials(of: study), sessions: [], plan: plan,
              descriptor: loaded.descriptor, slowness: slowness
            ).wallSeconds(jobs: options.jobs)
        }
        Terminal.show(
          PlanDocument.document(
            profileName: loaded.profile.name, plan: plan,
            seconds: cost.wallSeconds(jobs: options.jobs), jobs: options.jobs, bytes: cost.bytes,
            studySeconds: studySeconds))
      }
    }
  }
}

/// What every command that plans a run takes.
struct RunOptions: ParsableArguments {
  @Option(help: "How much to spend: quick, standard or thorough; never a different method.")
  var effort = Effort.quick

  @Option(help: ArgumentHelp("Trials carried out side by side.", valueName: "n"))
  var jobs = Defaults.jobs

  @Option(help: "The seed of everything random; the same seed gives the same answers.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      """
      What is varied besides, in place of the profile's choice: studies separated by commas, all or \
      none. A study repeats trials with one thing changed: a knob of the corpus such as knowledge, \
      sites, stages, regularisation, services.
      """, valueName: "list"))
  var studies: String?

  @Flag(
    help: """
      Keep single decisions of your data, with the inputs that their reasons name, to show one in \
      the report; off because these may tell about people. Protected columns are never kept.
      """)
  var keepCases = false

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs is at least 1, not \(jobs).") }
  }
}
