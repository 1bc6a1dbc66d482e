import ArgumentParser
import BenchmarkPeers
import Measuring
import Workers

/// How fast our networks train and answer beside PyTorch and ONNX Runtime, on one thread each.
@main
struct NetworksBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "./run bench networks",
    abstract:
      "Time four networks beside PyTorch and ONNX Runtime, and hold the ratios to the bars.",
    discussion: """
      Both sides start from the same weights and data. First they show that they do the same work: \
      equal losses over 50 steps, equal answers. Then they take turns, one thread each, and the \
      median ratio of their times over the rounds is given with its 95 % interval.

      Examples:
        ./run bench networks
        ./run bench networks --nets mlp,cnn --rounds 25
        ./run bench networks --no-compile --json > networks.json

      The packages of requirements.txt are installed in .build/peers on first use, which takes \
      python3 and the network. Where \(PeerInstallation.variable) names a Python that has them, that \
      one is used.

      A bar is met or unmet only where the whole interval says so. Exit codes: 0 all bars met, \
      1 internal failure or not the same work, 2 a bar unmet, 3 none unmet and some open, 64 wrong \
      usage, 69 the peer cannot be installed or started, 75 interrupted.
      """)

  @Option(
    help: ArgumentHelp(
      "The networks, of \(Subjects.names.joined(separator: ", ")).", valueName: "names"))
  var nets = Subjects.names.joined(separator: ",")

  @Option(help: ArgumentHelp("How often the sides take turns.", valueName: "n"))
  var rounds = 15

  @Option(help: ArgumentHelp("Draws the weights, the data and the order of turns.", valueName: "n"))
  var seed: UInt64 = 1

  @Flag(inversion: .prefixedNo, help: "Also time what torch.compile makes, which takes minutes.")
  var compile = true

  @Flag(help: "Print the figures as JSON.")
  var json = false

  @Option(help: .hidden)
  var footprint: String?

  func validate() throws {
    guard rounds >= 6 else {
      throw ValidationError(
        "--rounds is at least 6, of which a median has an interval, not \(rounds).")
    }
    let unknown = names.filter { Subjects.named($0) == nil }
    guard !names.isEmpty, unknown.isEmpty else {
      throw ValidationError(
        "--nets takes some of \(Subjects.names.joined(separator: ", ")), not '\(nets)'.")
    }
  }

  func run() async throws {
    if let footprint { return try Footprint.tell(footprint) }
    try await carryOut("networks", json: json) { try await measured() }
  }

  private var names: [String] { nets.split(separator: ",").map(String.init) }

  private func measured() async throws -> BenchmarkReport {
    let machine = Machine.describe()
    let installation = try await PeerInstallation.ready(
      .init(
        benchmark: "networks", packages: "PyTorch and ONNX Runtime",
        sources: "Benchmarks/NetworksBenchmark", folder: ".build/peers"))
    let settings = ContestSettings(rounds: rounds, seed: seed, compiles: compile)
    let names = names
    let (versions, contests) = try await installation.withPeer { channel in
      let peer = Peer(channel)
      let versions = try await peer.versions()
      var contests: [ContestReport] = []
      for subject in names.compactMap(Subjects.named) {
        contests.append(try await contest(subject, peer, settings))
      }
      return (versions, contests)
    }
    StandardError.write("Starting every process five times …\n")
    return BenchmarkReport(
      machine: machine, versions: versions, rounds: rounds, contests: contests,
      footprints: try await Footprint.measured(names, installation))
  }

  private func contest<Side: Subject>(
    _ subject: Side.Type, _ peer: Peer, _ settings: ContestSettings
  ) async throws -> ContestReport {
    try await Contest<Side>(peer, settings).carryOut()
  }
}

/// The networks by name.
enum Subjects {
  static let all: [any Subject.Type] = [
    PerceptronSubject.self, ConvolutionSubject.self, RecurrentSubject.self,
    TransformerSubject.self,
  ]

  static var names: [String] { all.map { $0.name } }

  static func named(_ name: String) -> (any Subject.Type)? { all.first { $0.name == name } }
}
