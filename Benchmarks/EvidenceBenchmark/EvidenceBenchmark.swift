import ArgumentParser
import BenchmarkPeers
import Measuring

/// How fast evidence is made and answers are explained beside scipy, lime and shap.
@main
struct EvidenceBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "./run bench evidence",
    abstract: "Time bootstrap, LIME, KernelSHAP and SMAA beside scipy, lime and shap.",
    discussion: """
      Both sides get the same numbers: losses of two candidates on 2,000 items, and a network of 20 \
      features with its weights. First their answers are compared, and the largest difference is \
      printed. Then they take turns, one thread each, and the median ratio of their times over the \
      rounds is given with its 95 % interval.

      Examples:
        ./run bench evidence
        ./run bench evidence --rounds 25 --json > evidence.json

      The packages of requirements.txt are installed in .build/peers-evidence on first use, which \
      takes python3 and the network. Where \(PeerInstallation.variable) names a Python that has them, \
      that one is used.

      A bar is met or unmet only where the whole interval says so. Exit codes: 0 all bars met, \
      1 internal failure or not the same work, 2 a bar unmet, 3 none unmet and some open, 64 wrong \
      usage, 69 the peer cannot be installed or started, 75 interrupted.
      """)

  @Option(help: ArgumentHelp("How often the sides take turns.", valueName: "n"))
  var rounds = 15

  @Option(help: ArgumentHelp("Draws the numbers and the order of turns.", valueName: "n"))
  var seed: UInt64 = 1

  @Flag(help: "Print the figures as JSON.")
  var json = false

  func validate() throws {
    guard rounds >= 6 else {
      throw ValidationError(
        "--rounds is at least 6, of which a median has an interval, not \(rounds).")
    }
  }

  func run() async throws {
    try await carryOut("evidence", json: json) { try await measured() }
  }

  private func measured() async throws -> EvidenceReport {
    let machine = Machine.describe()
    let needs = PeerInstallation.Needs(
      benchmark: "evidence", packages: "scipy, lime and shap",
      sources: "Benchmarks/EvidenceBenchmark", folder: ".build/peers-evidence")
    let installation = try await PeerInstallation.ready(needs)
    return try await installation.withPeer { channel in
      let peer = Peer(channel)
      let versions = try await peer.versions()
      var contest = EvidenceContest(peer, rounds: rounds, seed: seed)
      let parts = try await contest.carryOut()
      return EvidenceReport(
        machine: machine, loadAtEnd: Machine.describe().load, versions: versions, rounds: rounds,
        parts: parts)
    }
  }
}
