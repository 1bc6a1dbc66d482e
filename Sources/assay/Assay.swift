import ArgumentParser
import Records

/// The command line of assay.
@main
struct Assay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract:
      "Decides between one end-to-end network and a hybrid of explicit stages, by measuring.",
    discussion: """
      Write a profile of your project, then let assay train, serve and measure both architectures:

        assay init > my-project.yaml
        assay recommend my-project.yaml

      Exit codes: 0 done or gate passed, 1 internal failure, 2 gate failed, 3 gate inconclusive, 4 no \
      baseline, 64 wrong usage, 65 bad profile or data, 69 the worker or a candidate was \
      unreachable, 75 interrupted and resumable, 78 bad installation.
      """,
    version: Provenance.version,
    groupedSubcommands: [
      CommandGroup(
        name: "Profile",
        subcommands: [Init.self, Ask.self, Validate.self, Matrix.self, PlanCommand.self]),
      CommandGroup(
        name: "Run",
        subcommands: [Recommend.self, Resume.self, Show.self, Verify.self, Diff.self, Clean.self]),
      CommandGroup(
        name: "Report and gate",
        subcommands: [
          Report.self, Explain.self, AnswerCommand.self, ClaimsCommand.self, GateCommand.self,
          BaselineCommand.self,
        ]),
      CommandGroup(
        name: "Other",
        subcommands: [
          Workloads.self, RegimesCommand.self, SchemaCommand.self, Doctor.self,
        ]),
    ])
}
