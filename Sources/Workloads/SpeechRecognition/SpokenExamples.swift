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

  /// Recordings whose loss is computed at a time where nothing is learned.
  static let validationBatch = 32

  /// Recordings of a mini-batch: 8, or fewer where a lattice of the longest is large.
  ///
  /// What a step of 8 works on fits a processor's cache; twice as many take three times as long.
  var batchSize: Int {
    let time = frames.map { TransducerNetwork.steps(after: $0.count) }.max() ?? 1
    let positions = 1 + (targets.map(\.count).max() ?? 0)
    return max(1, min(8, 250_000 / max(1, time * positions)))
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
    for start in stride(from: 0, to: frames.count, by: Self.validationBatch) {
      let positions = Array(start..<min(start + Self.validationBatch, frames.count))
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
