package import Workers

/// The lines to and from a benchmark's Python program: one command a line, one answer a line.
package struct PeerChannel {
  private let channel: Channel

  package init(_ channel: Channel) { self.channel = channel }

  /// Sends a command and waits for its answer; compiling and large contests take minutes.
  ///
  /// - Throws: `BenchmarkError` of code `refused` with the peer's own words.
  package func ask<Command: Encodable & Sendable, Reply: Decodable>(
    _ command: Command, named name: String, as reply: Reply.Type = Reply.self
  ) async throws -> Reply {
    let reply = try await channel.request(
      command, as: PeerReply<Reply>.self, timeout: .seconds(1_800))
    switch reply {
    case .value(let value): return value
    case .error(let message):
      throw BenchmarkError(.refused, "the peer refused '\(name)': \(message)")
    }
  }
}

/// A line from the peer: what was asked for, or why there is none.
package enum PeerReply<Value: Decodable>: Decodable {
  case value(Value)
  case error(String)

  private enum CodingKeys: String, CodingKey { case error }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let message = try container.decodeIfPresent(String.self, forKey: .error) {
      self = .error(message)
    } else {
      self = .value(try Value(from: decoder))
    }
  }
}
