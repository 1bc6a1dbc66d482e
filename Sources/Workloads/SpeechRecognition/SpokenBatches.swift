import NumericCore
import Signals

/// Mini-batches of recordings that are about as long, so that little of a batch is padding.
///
/// Each epoch draws other ones: recordings are sorted by their length times a random factor. It
/// counts the batches it gives, so one training uses one of it, and takes every batch of an epoch
/// once.
final class SpokenBatches {
  /// The factors by which a length is varied before it is sorted by.
  private static let jitter = 0.85...1.18

  private let lengths: [Int]
  /// Which ranks by length make a batch: as recordings in the order of their own lengths do.
  private let ranks: [Range<Int>]
  private let seed: UInt64
  private var given = 0
  private var batches: [[Int]] = []

  init(_ examples: SpokenExamples, seed: UInt64) {
    let lengths = examples.frames.map(\.count)
    self.lengths = lengths
    ranks = examples.trainingBatches(
      lengths.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) })
    self.seed = seed
  }

  /// The batches of one epoch.
  var count: Int { ranks.count }

  /// The recordings of one batch of the epoch under way.
  func positions(_ batch: Int) -> [Int] {
    if given % count == 0 { draw(epoch: given / count) }
    given += 1
    return batches[batch]
  }

  private func draw(epoch: Int) {
    var generator = SeededGenerator(seed: seed, "batches", epoch)
    let keys = lengths.map {
      Double($0) * generator.uniform(Self.jitter.lowerBound, Self.jitter.upperBound)
    }
    let order = lengths.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    batches = ranks.map { Array(order[$0]) }
  }
}
