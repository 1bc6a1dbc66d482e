import Networks
import Tensors

/// The prediction and joint networks as a search asks them, on an inference tape.
struct TransducerDecoder: Transducer {
  /// The recurrent state, `[1, prediction]`.
  typealias State = Tensor

  let network: TransducerNetwork
  let tape: Tape

  func start() throws(TensorError) -> TransducerStep<Tensor> {
    try advance(
      Tensor(repeating: 0, Shape(1, network.sizes.prediction)), with: 0)
  }

  func advance(_ state: Tensor, with label: Int) throws(TensorError) -> TransducerStep<Tensor> {
    let embedded = try network.embedding([label], on: tape)
      .reshaped(Shape(1, 1, network.sizes.embedding))
    let next = network.predictor(embedded, from: tape.constant(state)).value
      .reshaped(Shape(1, network.sizes.prediction))
    return TransducerStep(
      output: network.predicted(tape.constant(next)).value.values, state: next)
  }

  /// # Shapes
  /// - frame: `[joint + labels]`, the encoder's state as the joint network projects it, and its
  ///   logits by the sound alone
  func join(_ frame: [Float], _ output: [Float]) throws(TensorError) -> [Float] {
    try join(frame, all: [output])[0]
  }

  func join(_ frame: [Float], all outputs: [[Float]]) throws(TensorError) -> [[Float]] {
    let (width, labels) = (network.sizes.joint, network.sizes.labels)
    guard frame.count == width + labels, outputs.allSatisfy({ $0.count == width }) else {
      throw TensorError(
        operation: "joint network",
        detail: "a frame of \(frame.count), outputs of \(outputs.map(\.count)), the width \(width)")
    }
    let sums = outputs.flatMap { output in zip(frame, output).map(+) }
    let heard = tape.constant(Shape(1, labels), Array(frame[width...]))
    let logits = network.output(tape.constant(Shape(outputs.count, width), sums).tanh()) + heard
    let values = logits.logSoftmax().value.values
    return outputs.indices.map { Array(values[$0 * labels..<($0 + 1) * labels]) }
  }
}
