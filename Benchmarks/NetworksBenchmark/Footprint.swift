import BenchmarkPeers
import Figures
import Measuring
import Networks
import NumericCore
import Records
import Statistics
import Tensors
import Workers

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a process costs before it does anything: the time until it is there, and its memory.
package struct Footprint: Codable, Sendable {
  private static let starts = 5
  /// A transformer at the largest size that may be declared.
  private static let largest = "largest"

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
    var generator = SeededGenerator(seed: 1, "networks", net)
    let built: any Sendable
    if net == largest {
      built = try largestTransformer(from: &generator)
    } else if let subject = Subjects.named(net) {
      built = build(subject, &generator)
    } else {
      throw BenchmarkError(.failed, "there is no network '\(net)'")
    }
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
      (nets + [largest]).map { WorkerCommand(executable: own, arguments: ["--footprint", $0]) }
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
    let names =
      nets.map { "ours with \($0)" }
      + [
        "ours, a transformer of \(try sizes().reached / 1_000_000) M", "Python with torch imported",
      ]
    return names.indices.map { index in
      Footprint(
        process: names[index], seconds: Quantiles.type7(seconds[index].sorted(), 0.5) ?? .nan,
        resident: Quantiles.type7(resident[index].sorted(), 0.5))
    }
  }

  private static func build<Side: Subject>(
    _: Side.Type, _ generator: inout SeededGenerator
  ) -> any Sendable {
    Side(from: &generator).model
  }

  private static func sizes(width: Int) -> TranslationTransformer.Sizes {
    .init(
      width: width, heads: 8, inner: 4 * width, layers: 6, sourceWords: 8000, targetWords: 8000,
      longest: 64)
  }

  private static func sizes() throws -> DeclaredSize {
    try DeclaredSize(parameters: DeclaredSize.largest, widthStep: 64) {
      sizes(width: $0).parameterCount
    }
  }

  /// Built and asked once, so that its answer's memory counts.
  private static func largestTransformer(
    from generator: inout SeededGenerator
  ) throws -> any Sendable {
    let size = try sizes()
    let network = TranslationTransformer(sizes(width: size.width), from: &generator)
    try size.check(network)
    let (tape, tokens) = (Tape(.inference), Array(0..<20))
    let answer = try network.decode(
      tokens, memory: try network.encode(tokens, batch: 1, on: tape))
    guard answer.value.sumOfSquares().isFinite else {
      throw BenchmarkError(.failed, "the largest transformer's answer is not finite")
    }
    return network
  }
}

private struct ResidentReply: Codable {
  let resident: Int?
}
