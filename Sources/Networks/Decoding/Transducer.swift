package import Tensors

/// A recurrent neural network transducer (RNN-T) behind its encoder: a prediction network with
/// incremental state, and the joint network over a frame and a prefix.
///
/// Graves 2012, "Sequence Transduction with Recurrent Neural Networks". A decoder asks the
/// prediction network once for each prefix and the joint network for each frame and prefix. A state
/// is a value: a decoder may advance the same one with several labels.
package protocol Transducer {
  /// What the prediction network keeps of a prefix.
  associatedtype State

  /// The prediction network's answer to the empty prefix.
  ///
  /// - Throws: `TensorError` where the network cannot answer.
  func start() throws(TensorError) -> TransducerStep<State>

  /// The prediction network's answer to a prefix with one label more, never the blank.
  ///
  /// - Throws: `TensorError` where the network cannot answer, as for a label it does not have.
  func advance(_ state: State, with label: Int) throws(TensorError) -> TransducerStep<State>

  /// Advances several prefixes at once, for networks that can do so in one product.
  ///
  /// # Shapes
  /// - continuations: any number, of prefixes of equal or different lengths
  /// - result: one for each continuation, in their order
  ///
  /// - Throws: `TensorError` where the network cannot answer one of them.
  func advance(
    all continuations: [(state: State, label: Int)]
  ) throws(TensorError) -> [TransducerStep<State>]

  /// The joint network: the log-probability of each label and the blank at a frame after a prefix.
  ///
  /// # Shapes
  /// - frame: `[channels]`, of the encoder
  /// - output: the prediction network's, of any one length
  /// - result: `[labels]`, the blank among them; −∞ forbids a label
  ///
  /// - Throws: `TensorError` where the network cannot answer.
  func join(_ frame: [Float], _ output: [Float]) throws(TensorError) -> [Float]

  /// Joins a frame with several prefixes at once, for networks that can do so in one product.
  ///
  /// # Shapes
  /// - frame: `[channels]`, of the encoder
  /// - outputs: any number of the prediction network's
  /// - result: one row of `[labels]` for each output, in their order
  ///
  /// - Throws: `TensorError` where the network cannot answer.
  func join(_ frame: [Float], all outputs: [[Float]]) throws(TensorError) -> [[Float]]
}

extension Transducer {
  /// Advances one prefix after the other.
  package func advance(
    all continuations: [(state: State, label: Int)]
  ) throws(TensorError) -> [TransducerStep<State>] {
    var steps: [TransducerStep<State>] = []
    steps.reserveCapacity(continuations.count)
    for (state, label) in continuations { steps.append(try advance(state, with: label)) }
    return steps
  }

  /// Joins one prefix after the other.
  package func join(
    _ frame: [Float], all outputs: [[Float]]
  ) throws(TensorError) -> [[Float]] {
    var rows: [[Float]] = []
    rows.reserveCapacity(outputs.count)
    for output in outputs { rows.append(try join(frame, output)) }
    return rows
  }
}

/// What a transducer's prediction network says of one prefix.
package struct TransducerStep<State> {
  /// The prediction network's output, which goes into the joint network.
  package let output: [Float]
  /// What the network needs to go on from this prefix.
  package let state: State

  package init(output: [Float], state: State) {
    self.output = output
    self.state = state
  }
}

extension TransducerStep: Sendable where State: Sendable {}

/// The output of a transducer's encoder, frame by frame.
struct EncodedFrames {
  let count: Int
  private let channels: Int
  private let values: [Float]

  init(_ frames: Tensor, operation: String) throws(TensorError) {
    guard frames.shape.rank == 2 else {
      throw TensorError(
        operation: operation, detail: "frames of shape \(frames.shape), not [frames, channels]")
    }
    count = frames.shape[0]
    channels = frames.shape[1]
    values = frames.values
  }

  subscript(frame: Int) -> [Float] {
    Array(values[(frame * channels)..<((frame + 1) * channels)])
  }
}
