import Networks
import NumericCore
import Signals
import Tensors

/// Recordings as log-mel frames, with their transcripts as labels, from which batches are made.
struct SpokenExamples: Sendable {
  /// Log-mel frames before normalisation.
  let frames: [FeatureFrames]
  let targets: [[Int]]
  /// How the frames that a network sees are scaled.
  let scale: SpokenScale

  /// Some of them as a network takes them.
  struct Batch {
    let frames: Variable
    let lengths: [Int]
    let targets: [[Int]]
  }

  /// Recordings whose loss is computed at a time where nothing is learned, at most.
  private static let validationBatch = 32
  /// Recordings of a mini-batch, at most: what a step of 8 works on fits a processor's cache; twice as
  /// many take three times as long.
  static let trainingBatch = 8

  /// The mini-batches of recordings in this order.
  func trainingBatches(_ order: [Int]) -> [Range<Int>] {
    LatticeBatches.cut(order, of: Self.trainingBatch, places: places)
  }

  /// The first of the recordings in their own order, as they are heard where nothing is learned.
  func hearingBatches(first count: Int = .max) -> [Range<Int>] {
    LatticeBatches.cut(
      Array(frames.indices.prefix(count)), of: Self.validationBatch, places: places)
  }

  /// The sides of a recording's lattice.
  private func places(_ recording: Int) -> (time: Int, labels: Int) {
    (TransducerNetwork.steps(after: frames[recording].count), 1 + targets[recording].count)
  }

  /// The examples at these positions, padded to the longest; in training varied where an
  /// augmentation is given.
  func batch(
    _ positions: [Int], on tape: Tape, varied augmentation: SpectrogramAugmentation? = nil
  ) -> Batch {
    let parts = positions.enumerated().map { index, position in
      guard let augmentation, case .training(let seed) = tape.mode else {
        return scale(frames[position])
      }
      var generator = SeededGenerator(seed: seed &+ UInt64(index))
      var part = scale(augmentation(frames[position], &generator))
      augmentation.mask(&part, &generator)
      return part
    }
    return Batch(
      frames: Self.padded(parts, on: tape), lengths: parts.map(\.count),
      targets: positions.map { targets[$0] })
  }

  /// The mean of the transducer's loss over all of them, in nats a recording.
  ///
  /// - Throws: `TensorError` where the network cannot hear them.
  func loss(_ network: TransducerNetwork) throws(TensorError) -> Double {
    let tape = Tape(.inference)
    var sum = 0.0
    for range in hearingBatches() {
      let positions = Array(range)
      let loss = try network.loss(batch(positions, on: tape), withAlignment: false)
      sum += Double(loss.value.scalar) * Double(positions.count)
    }
    return sum / Double(max(1, frames.count))
  }

  /// Recordings one behind the other, each with zeros behind it up to the length of the longest.
  ///
  /// # Shapes
  /// - result: `[parts.count, longest, bands]`
  static func padded(_ parts: [FeatureFrames], on tape: Tape) -> Variable {
    let time = parts.map(\.count).max() ?? 0
    let width = parts.first?.width ?? 0
    var values: [Float] = []
    values.reserveCapacity(parts.count * time * width)
    for part in parts {
      values += part.values
      values.append(contentsOf: repeatElement(0, count: (time - part.count) * width))
    }
    return tape.constant(Shape(parts.count, time, width), values)
  }
}
