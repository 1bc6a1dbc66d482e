package import Networks
package import NumericCore
package import Tensors

/// A recurrent neural network transducer (RNN-T) from log-mel frames to letters.
///
///     log-mel ─► conv 5, stride 2 ─► conv 5, stride 2 ─► GRU ─► conv 3 ─► GRU ─┬─► joint ─► label
///                                                                             │     ▲       or blank
///     labels so far ─► embedding ─► GRU ──────────────────────────────────────┼─────┘
///                                                                             └─► CTC, added there
///
/// Graves 2012; the joint network in the form of Graves, Mohamed & Hinton 2013, tanh of a sum of
/// projections. A second output of the encoder learns the alignment by connectionist temporal
/// classification, which leads the transducer to one where training starts from nothing (Jeon & Kim
/// 2020; Boyer et al. 2021); its logits are added to the joint network's, in every answer too.
package struct TransducerNetwork: Module {
  /// The sizes that a model file keeps beside the weights.
  package struct Sizes: Codable, Sendable, Equatable {
    /// Numbers of a frame of sound.
    package var bands: Int
    /// Labels, the blank as label 0 among them.
    package var labels: Int
    /// Channels of each convolution.
    package var filters: Int
    /// The size of each recurrent state of the encoder, and of the prediction network.
    package var hidden: Int
    package var prediction: Int
    /// The width of the joint network.
    package var joint: Int
    package var dropout: Double
    var embedding: Int { 24 }

    package init(
      bands: Int, labels: Int, filters: Int, hidden: Int, prediction: Int, joint: Int,
      dropout: Double
    ) {
      self.bands = bands
      self.labels = labels
      self.filters = filters
      self.hidden = hidden
      self.prediction = prediction
      self.joint = joint
      self.dropout = dropout
    }
  }

  /// How many frames of sound one frame of the encoder stands for.
  package static let reduction = 4
  /// How many frames of sound after the first of those an encoder's state hears: 2 by the first
  /// convolution, 2 of 20 ms by the second, and one of 40 ms by the third.
  package static let framesAhead = 10

  package let sizes: Sizes
  var first: Conv1D
  var firstNorm: LayerNorm
  var second: Conv1D
  var secondNorm: LayerNorm
  var lower: GRU
  var context: Conv1D
  var upper: GRU
  var encoded: Dense
  var alignment: Dense
  var embedding: Embedding
  var predictor: GRU
  var predicted: Dense
  var output: Dense
  let dropout: Dropout

  package init(_ sizes: Sizes, from generator: inout SeededGenerator) {
    self.sizes = sizes
    let (filters, hidden) = (sizes.filters, sizes.hidden)
    first = Conv1D(sizes.bands, filters, kernel: 5, stride: 2, padding: 2, from: &generator)
    firstNorm = LayerNorm(filters)
    second = Conv1D(filters, filters, kernel: 5, stride: 2, padding: 2, from: &generator)
    secondNorm = LayerNorm(filters)
    lower = GRU(filters, hidden, from: &generator)
    context = Conv1D(hidden, hidden, kernel: 3, padding: 1, from: &generator)
    upper = GRU(hidden, hidden, from: &generator)
    encoded = Dense(hidden, sizes.joint, from: &generator)
    alignment = Dense(hidden, sizes.labels, from: &generator)
    embedding = Embedding(sizes.labels, sizes.embedding, from: &generator)
    predictor = GRU(sizes.embedding, sizes.prediction, from: &generator)
    predicted = Dense(sizes.prediction, sizes.joint, from: &generator)
    output = Dense(sizes.joint, sizes.labels, from: &generator)
    dropout = Dropout(Float(sizes.dropout))
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("first", &first)
    visitor.visit("firstNorm", &firstNorm)
    visitor.visit("second", &second)
    visitor.visit("secondNorm", &secondNorm)
    visitor.visit("lower", &lower)
    visitor.visit("context", &context)
    visitor.visit("upper", &upper)
    visitor.visit("encoded", &encoded)
    visitor.visit("alignment", &alignment)
    visitor.visit("embedding", &embedding)
    visitor.visit("predictor", &predictor)
    visitor.visit("predicted", &predicted)
    visitor.visit("output", &output)
  }

  /// The number of the encoder's frames of so many frames of sound.
  package static func steps(after frames: Int) -> Int { (((frames + 1) / 2) + 1) / 2 }

  /// The encoder's state at each of its frames.
  ///
  /// Beyond a recording's end everything is zero on the way, so that it is the same alone and in a
  /// batch.
  ///
  /// # Shapes
  /// - frames: `[batch, time, bands]`, zeros beyond the lengths
  /// - lengths: how many frames of sound each recording has, 1 at least
  /// - result: `[batch, steps(after: time), hidden]`
  ///
  /// - Throws: `TensorError` for a length beyond the time.
  package func encode(_ frames: Variable, lengths: [Int]) throws(TensorError) -> Variable {
    let halved = lengths.map { ($0 + 1) / 2 }
    let quartered = lengths.map(Self.steps)
    let low = masked(firstNorm(first(frames).gelu()), halved)
    let high = dropout(secondNorm(second(low).gelu()))
    let own = try Lengths(checking: quartered, time: high.shape[1])
    let states = lower(high, lengths: own)
    let wide = dropout(states + context(states).gelu())
    return dropout(upper(wide, lengths: own))
  }

  private func masked(_ x: Variable, _ lengths: [Int]) -> Variable {
    let time = x.shape[1]
    guard lengths.contains(where: { $0 < time }) else { return x }
    let mask = lengths.flatMap { length in (0..<time).map { $0 < length ? Float(1) : 0 } }
    return x * x.tape.constant(Shape(lengths.count, time, 1), mask)
  }

  /// The prediction network's state after each number of labels, from none on.
  ///
  /// # Shapes
  /// - targets: `batch` lists of labels
  /// - result: `[batch, longest target + 1, prediction]`
  ///
  /// - Throws: `TensorError` for a label that there is not.
  package func predict(_ targets: [[Int]], on tape: Tape) throws(TensorError) -> Variable {
    let positions = 1 + (targets.map(\.count).max() ?? 0)
    // The blank stands for the start, and for what lies beyond a target.
    let labels = targets.flatMap { target in
      [0] + target + [Int](repeating: 0, count: positions - 1 - target.count)
    }
    let embedded = try embedding(labels, on: tape)
    let states = predictor(
      embedded.reshaped(Shape(targets.count, positions, sizes.embedding)))
    return dropout(states)
  }

  /// The joint network's logits at every frame after every number of labels.
  ///
  /// # Shapes
  /// - frames: `[batch, time, hidden]`, of the encoder
  /// - prefixes: `[batch, positions, prediction]`
  /// - result: `[batch, time, positions, labels]`
  package func join(_ frames: Variable, _ prefixes: Variable) -> Variable {
    let (batch, time, positions) = (frames.shape[0], frames.shape[1], prefixes.shape[1])
    let left = encoded(frames).reshaped(Shape(batch, time, 1, sizes.joint))
    let right = predicted(prefixes).reshaped(Shape(batch, 1, positions, sizes.joint))
    let heard = alignment(frames).reshaped(Shape(batch, time, 1, sizes.labels))
    return output((left + right).tanh())
      .reshaped(Shape(batch, time, positions, sizes.labels)) + heard
  }
}
