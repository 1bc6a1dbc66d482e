import ArgumentParser

/// The command `recommend`, which goes from a profile to a measured decision.
struct Recommend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train, serve and measure both architectures, and decide.",
    discussion: """
      Example: assay recommend Profiles/credit-risk.yaml --effort standard --output runs/credit

      The run is kept in a directory of its own: profile, plan, records, evidence, decision.json, \
      decision.md and report.html. A run that was stopped is continued with 'assay resume'.
      """)

  @Argument(help: "The profile.")
  var profile: String

  @OptionGroup var options: RunOptions

  @Option(help: "The directory of the run; without it, runs/<time>-<name>.")
  var output: String?

  @Flag(help: "Print the decision as JSON.")
  var json = false

  func validate() throws {
    guard output != "" else {
      throw ValidationError("--output names no directory; leave it out, or name one.")
    }
  }

  func run() async throws {
    try await reporting {
      let loaded = try LoadedProfile(path: profile)
      let directory = try await recommend(
        loaded, effort: options.effort, seed: options.seed, jobs: options.jobs, output: output,
        keepsCases: options.keepCases, studies: options.studies)
      try show(directory, json: json)
    }
  }
}
