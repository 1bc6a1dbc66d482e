import Networks
import Signals
import Tensors

/// Moments of many recordings with their states, from which batches are gathered.
struct FrameExamples {
  private var frames: [Float] = []
  private var examples: [(first: Int32, frames: Int32, moment: Int32, state: Int32)] = []
  private lazy var table = Tensor(
    Shape(frames.count / CepstralFeatures.width, CepstralFeatures.width), frames)

  /// All moments of the recordings.
  init(_ recordings: [AlignedRecordings.Recording]) {
    for recording in recordings { append(recording) }
  }

  /// A sample of the moments, evenly spread.
  init(_ recordings: [AlignedRecordings.Recording], atMost limit: Int) {
    self.init(recordings)
    let step = (examples.count + limit - 1) / max(limit, 1)
    if step > 1 {
      examples = stride(from: 0, to: examples.count, by: step).map { examples[$0] }
    }
  }

  private mutating func append(_ recording: AlignedRecordings.Recording) {
    let first = Int32(truncatingIfNeeded: frames.count / CepstralFeatures.width)
    let count = Int32(truncatingIfNeeded: recording.frames.count)
    for (moment, state) in recording.states.enumerated() {
      examples.append(
        (first, count, Int32(truncatingIfNeeded: moment), Int32(truncatingIfNeeded: state)))
    }
    frames += recording.frames.values
  }

  var count: Int { examples.count }

  /// The mean cross-entropy of some moments.
  ///
  /// - Throws: `TensorError` for a moment that there is not.
  mutating func loss(
    _ network: AcousticNetwork, at positions: some Collection<Int>, on tape: Tape
  ) throws(TensorError) -> Variable {
    var ids: [Int32] = []
    ids.reserveCapacity(positions.count * AcousticNetwork.context.count)
    for position in positions {
      let example = examples[position]
      let middle = example.moment * Int32(truncatingIfNeeded: AcousticNetwork.stride)
      for distance in AcousticNetwork.context {
        let frame = middle + Int32(truncatingIfNeeded: distance)
        ids.append(example.first + min(max(frame, 0), example.frames - 1))
      }
    }
    let stretches = try tape.constant(table).gathered(ids).reshaped(
      Shape(positions.count, AcousticNetwork.context.count * CepstralFeatures.width))
    return try network.logits(stretches)
      .softmaxCrossEntropy(positions.map { Int(examples[$0].state) })
  }
}
