import Foundation
import Records
import Testing

@Suite("The worker's memory")
struct WorkerMemoryTests {
  /// The bar for what a worker holds before it loads a model, in bytes.
  static let bar = 25 << 20

  /// The memory that a serving worker tells before it is sent a model to load.
  ///
  /// A session asks in the same order: the first reading returns freed pages to the system.
  private func memory(_ arguments: String...) async throws -> MemoryReading {
    let commands: [ServeCommand] = [
      .memory(resettingPeak: true), .memory(resettingPeak: false), .stop,
    ]
    let worker = try await Started(
      Programs.worker, arguments, input: RecordCoding.encodeLines(commands)
    ).end()
    #expect(worker.ending == .exit(0), "\(worker.error)")
    let replies = try worker.output.split(separator: "\n").map { line in
      try JSONDecoder().decode(ServeReply.self, from: Data(line.utf8))
    }
    #expect(replies.count == 2)
    return try #require(replies.last?.memory)
  }

  @Test("stays within 25 MiB before it loads a model, its corpus included")
  func beforeLoading() async throws {
    let run = try await SharedRun.finished()
    let served = try #require(run.plan.sessions.first).trials
    var readings = [("serve-null", try await memory("serve-null"))]
    for trial in served {
      let name = "serve, \(run.plan.trials[trial - 1].architecture.rawValue)"
      readings.append((name, try await memory("serve", run.directory.path, String(trial))))
    }
    for (name, reading) in readings {
      let mebibytes = [reading.resident, reading.anonymous].map {
        (Double($0) / 1_048_576 * 10).rounded() / 10
      }
      print(
        "assay-worker \(name), before it loads a model: \(mebibytes[0]) MiB resident, "
          + "\(mebibytes[1]) MiB of it not backed by files")
      #expect(reading.resident > 0)
      #expect(reading.resident <= Self.bar, "\(name)")
    }
  }
}
