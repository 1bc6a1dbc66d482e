import BenchmarkPeers

/// The Python program that carries out the side of scipy, lime and shap, `peer.py`.
struct Peer {
  private let channel: PeerChannel

  init(_ channel: PeerChannel) { self.channel = channel }

  /// Waits until the peer has started, and asks what it runs on.
  func versions() async throws -> PeerVersions {
    try await ask(PeerCommand("versions"))
  }

  func load(_ items: PairedItems) async throws {
    var command = PeerCommand("items")
    command.first = items.first
    command.second = items.second
    command.draws = PairedItems.draws
    let _: PeerLoaded = try await ask(command)
  }

  func load(_ subject: ExplainedNetwork) async throws {
    var command = PeerCommand("network")
    command.weights = subject.weights
    command.biases = subject.biases
    command.row = subject.row.map(Double.init)
    command.background = subject.background.map { $0.map(Double.init) }
    command.training = subject.training.map { $0.map(Double.init) }
    command.samples = ExplainedNetwork.samples
    command.evaluations = ExplainedNetwork.evaluations
    let _: PeerLoaded = try await ask(command)
  }

  /// The bounds of the bootstrap.
  func interval() async throws -> [Double] {
    let reply: PeerValues = try await ask(PeerCommand("interval"))
    return reply.values
  }

  /// lime's contributions on coalitions, whose bits are given, and shap's values.
  func attributions(_ coalitions: [Int]) async throws -> PeerAttributions {
    var command = PeerCommand("attributions")
    command.coalitions = coalitions
    return try await ask(command)
  }

  /// The seconds of each repetition of a task.
  func times(_ task: PeerTask, count: Int) async throws -> [Double] {
    var command = PeerCommand("times")
    command.task = task.rawValue
    command.count = count
    let reply: PeerTimes = try await ask(command)
    return reply.nanoseconds.map { Double($0) * 1e-9 }
  }

  private func ask<Reply: Decodable>(_ command: PeerCommand) async throws -> Reply {
    try await channel.ask(command, named: command.command)
  }
}

/// What the peer can be asked to do over and over.
enum PeerTask: String, Sendable {
  case bootstrap
  case bootstrapPaired = "bootstrap-paired"
  case lime
  case limeContinuous = "lime-continuous"
  case limeDefault = "lime-default"
  case shap
}

/// A line to the peer; what is nil is left out.
struct PeerCommand: Encodable, Sendable {
  let command: String
  var first: [Double]?
  var second: [Double]?
  var draws: Int?
  var weights: [[[Double]]]?
  var biases: [[Double]]?
  var row: [Double]?
  var background: [[Double]]?
  var training: [[Double]]?
  var samples: Int?
  var evaluations: Int?
  var coalitions: [Int]?
  var task: String?
  var count: Int?

  init(_ command: String) { self.command = command }
}

/// What the peer runs on.
struct PeerVersions: Codable, Sendable {
  let python: String
  let numpy: String
  let scipy: String
  let sklearn: String
  let shap: String
  let lime: String
}

struct PeerAttributions: Decodable {
  let lime: [Double]
  let shap: [Double]
}

private struct PeerLoaded: Decodable { let loaded: Bool }
private struct PeerValues: Decodable { let values: [Double] }
private struct PeerTimes: Decodable { let nanoseconds: [Int] }
