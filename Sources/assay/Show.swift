import ArgumentParser
import Records

/// The command `show`, which shows the summary of a finished run.
struct Show: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the summary of a finished run.",
    discussion: "Example: assay show runs/20261123-101500-consumer-credit")

  @Argument(help: "The directory of the run.")
  var run: String

  @Flag(help: "Print the decision as JSON.")
  var json = false

  func run() async throws {
    try await reporting { try show(RunDirectory(path: run), json: json) }
  }
}
