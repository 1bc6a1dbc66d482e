import Networks
import Tensors

extension TransducerNetwork {
  /// The share of the alignment's loss beside the transducer's.
  static let alignmentShare: Float = 0.6

  /// The mean over a batch of the transducer's loss, with the alignment's beside it where one is
  /// asked for.
  ///
  /// A recording that is too short for its labels by connectionist temporal classification, which
  /// needs a frame for each and for each repeat, has no part in the alignment's loss.
  ///
  /// # Shapes
  /// - result: no axes, in nats
  ///
  /// - Throws: `TensorError` for lengths or labels that do not fit.
  func loss(
    _ batch: SpokenExamples.Batch, withAlignment: Bool
  ) throws(TensorError) -> Variable {
    let (frames, lengths, targets) = (batch.frames, batch.lengths, batch.targets)
    let states = try encode(frames, lengths: lengths)
    let steps = lengths.map(Self.steps)
    let prefixes = try predict(targets, on: frames.tape)
    let transduced = try join(states, prefixes).rnnTransducerLoss(targets, lengths: steps)
    guard withAlignment else { return transduced }
    let fitting = targets.indices.filter { item in
      let target = targets[item]
      return target.count + zip(target, target.dropFirst()).count { $0 == $1 } <= steps[item]
    }
    guard !fitting.isEmpty else { return transduced }
    let logits = alignment(states)
    let (time, labels) = (logits.shape[1], logits.shape[2])
    let rows = try logits.reshaped(Shape(targets.count, time * labels))
      .gathered(fitting.map { Int32(clamping: $0) })
    let aligned = try rows.reshaped(Shape(fitting.count, time, labels)).ctcLoss(
      fitting.map { targets[$0] }, lengths: fitting.map { steps[$0] })
    let share = Self.alignmentShare * Float(fitting.count) / Float(targets.count)
    return transduced + aligned * share
  }
}
