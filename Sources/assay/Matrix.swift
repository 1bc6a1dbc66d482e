import ArgumentParser
import Deciding
import Profiles
import Records
import Reporting

/// The command `matrix`, which shows what the profile alone suggests.
struct Matrix: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Show the prior matrix: what the profile alone suggests, before anything is measured.",
    discussion: "Example: assay matrix Profiles/credit-risk.yaml")

  @Argument(help: "The profile.")
  var profile: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    try await reporting {
      let loaded = try LoadedProfile(path: profile)
      let matrix = PriorMatrix.make(
        loaded.profile, regimes: regimeDemands,
        usesStageAnnotations: loaded.descriptor.usesStageAnnotations)
      if json {
        try Terminal.show(json: matrix)
      } else {
        Terminal.show(MatrixDocument.document(profileName: loaded.profile.name, matrix: matrix))
      }
    }
  }
}
