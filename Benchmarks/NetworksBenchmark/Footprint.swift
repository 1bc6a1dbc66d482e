import Figures
import Measuring
import NumericCore
import Records
import Statistics
import Workers

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a process costs before it does anything: the time until it is there, and its memory.
package struct Footprint: Codable, Sendable {
  private static let starts = 5

  package let process: String
  /// Medians over the starts; memory in bytes, nil where the system does not tell.
  package let seconds: Double
  package let resident: Double?

  package init(process: String, seconds: Double, resident: Double?) {
    self.process = process
    self.seconds = seconds
    self.resident = resident
  }

  /// Builds a network, waits for a line, and says in a JSON line how much memory is resident.
  static func tell(_ net: String) throws {
    guard let subject = Subjects.named(net) else {
      throw BenchmarkError(.failed, "there is no network '\(net)'")
    }
    var generator = SeededGenerator(seed: 1, "networks", net)
    let built = build(subject, &generator)
    _ = readLine()
    let reply = ResidentReply(resident: try? ResidentMemory.read().resident)
    print(String(decoding: try JSONEncoder().encode(reply), as: UTF8.self))
    withExtendedLifetime(built) {}
  }

  /// Starts this program with each network, and Python with PyTorch, in turns.
  static func measured(
    _ nets: [String], _ installation: PeerInstallation
  ) async throws -> [Footprint] {
    let own = CommandLine.arguments[0]
    let commands =
      nets.map { WorkerCommand(executable: own, arguments: ["--footprint", $0]) }
      + [installation.command("peer_import.py")]
    var seconds = [[Double]](repeating: [], count: commands.count)
    var resident = [[Double]](repeating: [], count: commands.count)
    for _ in 0..<starts {
      for (index, command) in commands.enumerated() {
        let watch = Stopwatch()
        let (reply, elapsed) = try await command.withWorker { channel in
          let reply = try await channel.request(
            [String: String](), as: ResidentReply.self, timeout: .seconds(300))
          return (reply, watch.seconds)
        }
        seconds[index].append(elapsed)
        if let bytes = reply.resident { resident[index].append(Double(bytes)) }
      }
    }
    let names = nets.map { "ours with \($0)" } + ["Python with torch imported"]
    return names.indices.map { index in
      Footprint(
        process: names[index], seconds: Quantiles.type7(seconds[index].sorted(), 0.5) ?? .nan,
        resident: Quantiles.type7(resident[index].sorted(), 0.5))
    }
  }

  private static func build<Side: Subject>(
    _: Side.Type, _ generator: inout SeededGenerator
  ) -> any Subject {
    Side(from: &generator)
  }
}

private struct ResidentReply: Codable {
  let resident: Int?
}
