import ArgumentParser
import Profiles
import Records
import Trials

/// The command `init`, which prints a commented profile to start from.
struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Print a commented profile to start from.",
    discussion: "Example: assay init --workload credit-risk > my-project.yaml")

  @Option(help: "The workload that is most like your task; see 'assay workloads'.")
  var workload = "credit-risk"

  func validate() throws {
    guard Catalogue.descriptor(named: workload) == nil else { return }
    let known = Catalogue.descriptors.map(\.name).joined(separator: ", ")
    throw ValidationError("There is no workload '\(workload)'; name one of: \(known).")
  }

  func run() async throws {
    guard let descriptor = Catalogue.descriptor(named: workload) else { return }
    print(ProfileTemplate.text(workload: descriptor), terminator: "")
  }
}
