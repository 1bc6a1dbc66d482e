import ArgumentParser
import Measuring
import Profiles
import Records
import Trials
import WorkloadKit

/// The command `validate`, which checks profiles and their data.
struct Validate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check profiles and the data that they name, and report all problems at once.",
    discussion: "Example: assay validate Profiles/*.yaml")

  @Argument(help: "The profiles to check.")
  var profiles: [String]

  func run() async throws {
    var failed = false
    for path in profiles {
      do {
        try await reporting {
          let loaded = try LoadedProfile(path: path)
          let summary = try Catalogue.open(loaded.profile.workload, seed: 1).summary
          let remarks = summary.remarks.joined(separator: "; ")
          print(Terminal.inert("\(path): sound. \(loaded.profile.name); \(remarks)"))
        }
      } catch let exit as ExitCode where exit.rawValue == ExitStatus.badData {
        failed = true
      }
    }
    if failed { throw ExitCode(ExitStatus.badData) }
  }
}
