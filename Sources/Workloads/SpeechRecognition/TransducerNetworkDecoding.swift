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
  /// - frame: `[joint]`, the encoder's output as the joint network projects it
  func join(_ frame: [Float], _ output: [Float]) throws(TensorError) -> [Float] {
    try join(frame, all: [output])[0]
  }

  func join(_ frame: [Float], all outputs: [[Float]]) throws(TensorError) -> [[Float]] {
    let width = network.sizes.joint
    let sums = outputs.flatMap { output in zip(frame, output).map(+) }
    guard sums.count == outputs.count * width else {
      throw TensorError(
        operation: "joint network", detail: "\(sums.count) sums of a width of \(width)")
    }
    let logits = network.output(tape.constant(Shape(outputs.count, width), sums).tanh())
    let labels = network.sizes.labels
    let values = logits.logSoftmax().value.values
    return outputs.indices.map { Array(values[$0 * labels..<($0 + 1) * labels]) }
  }
}
