import NumericCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Carries out simulated experiments side by side, each from a stream of its own.
struct Laboratory: Sendable {
  let seed: UInt64
  let isQuick: Bool

  /// A tenth of the experiments where only a look is asked for.
  func count(_ full: Int) -> Int { isQuick ? max(20, full / 10) : full }

  /// The outcomes in the order of their numbers, whatever the threads.
  ///
  /// - Throws: What an experiment throws, and `CancellationError`.
  func outcomes<Outcome: Sendable>(
    _ name: String, count: Int,
    _ experiment: @escaping @Sendable (inout SeededGenerator) throws -> Outcome
  ) async throws -> [Outcome] {
    let threads = max(1, ProcessInfo.processInfo.activeProcessorCount)
    let progress = Progress(name, count: count)
    let seed = seed
    let parts = try await withThrowingTaskGroup(of: [(Int, Outcome)].self) { group in
      for thread in 0..<threads {
        group.addTask {
          var found: [(Int, Outcome)] = []
          for number in stride(from: thread, to: count, by: threads) {
            try Task.checkCancellation()
            var generator = SeededGenerator(seed: seed, name, number)
            found.append((number, try experiment(&generator)))
            progress.advance()
          }
          return found
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    return parts.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
