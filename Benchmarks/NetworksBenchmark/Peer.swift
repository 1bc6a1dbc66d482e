import BenchmarkPeers

/// The Python program that carries out PyTorch's and ONNX Runtime's side, `peer.py`.
struct Peer {
  private let channel: PeerChannel

  init(_ channel: PeerChannel) { self.channel = channel }

  /// Waits until the peer has started, and asks what it runs on.
  func versions() async throws -> PeerVersions { try await ask(PeerCommand("versions")) }

  /// Lets the peer build the network from a safetensors file.
  func load(_ net: String, file: String) async throws -> PeerNetwork {
    try await ask(PeerCommand("load", net: net, file: file))
  }

  /// The losses before each of so many steps from the initial weights.
  ///
  /// With a nudge, the seed of a draw, every weight starts at the next Float32 above or below.
  func losses(steps: Int, nudge: Int = 0) async throws -> [Double] {
    let reply: PeerLosses = try await ask(PeerCommand("losses", steps: steps, nudge: nudge))
    return reply.losses
  }

  /// The whole answer to the first item.
  func output(_ rival: Rival) async throws -> [Double] {
    let reply: PeerOutput = try await ask(
      PeerCommand("output", runtime: rival.runtime, compiled: rival.isCompiled))
    return reply.output
  }

  /// Compiles; what keeps the peer from it where it cannot.
  func compile() async throws -> String? {
    let reply: PeerCompilation = try await ask(PeerCommand("compile"))
    return reply.unavailable
  }

  /// The seconds of each repetition of a block.
  func times(_ work: Work, _ rival: Rival, count: Int) async throws -> [Double] {
    let command =
      switch work {
      case .training: PeerCommand("train", steps: count, compiled: rival.isCompiled)
      case .answer:
        PeerCommand("answer", runtime: rival.runtime, compiled: rival.isCompiled, count: count)
      case .product: PeerCommand("sgemm", count: count, size: SquareProduct.size)
      }
    let reply: PeerTimes = try await ask(command)
    return reply.nanoseconds.map { Double($0) * 1e-9 }
  }

  private func ask<Reply: Decodable>(_ command: PeerCommand) async throws -> Reply {
    try await channel.ask(command, named: command.command)
  }
}

/// A line to the peer; what is nil is left out.
package struct PeerCommand: Encodable, Sendable {
  package let command: String
  private let net: String?
  private let file: String?
  private let steps: Int?
  private let nudge: Int?
  private let runtime: String?
  private let compiled: Bool?
  private let count: Int?
  private let size: Int?

  package init(
    _ command: String, net: String? = nil, file: String? = nil, steps: Int? = nil,
    nudge: Int? = nil, runtime: String? = nil, compiled: Bool? = nil, count: Int? = nil,
    size: Int? = nil
  ) {
    self.command = command
    self.net = net
    self.file = file
    self.steps = steps
    self.nudge = nudge
    self.runtime = runtime
    self.compiled = compiled
    self.count = count
    self.size = size
  }
}

/// What the peer runs on.
package struct PeerVersions: Codable, Sendable {
  package let torch: String
  package let onnxruntime: String
  package let python: String
  package let mkl: Bool
  package let threads: Int
}

/// A network that the peer has built.
struct PeerNetwork: Decodable {
  let parameters: Int
}

private struct PeerLosses: Decodable { let losses: [Double] }
private struct PeerOutput: Decodable { let output: [Double] }
private struct PeerTimes: Decodable { let nanoseconds: [Int] }
private struct PeerCompilation: Decodable { let unavailable: String? }
