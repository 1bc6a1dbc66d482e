package import NumericCore
package import Tensors

/// A GRU that labels every frame, for connectionist temporal classification.
///
///     frames ─► GRU ─► dense ─► logits of each frame, label 0 the blank
package struct RecurrentRecognizer: Module {
  package var recurrent: GRU
  package var output: Dense

  package init(
    channels: Int, hidden: Int, labels: Int, from generator: inout SeededGenerator
  ) {
    recurrent = GRU(channels, hidden, from: &generator)
    output = Dense(hidden, labels, from: &generator)
  }

  /// Applies the network.
  ///
  /// # Shapes
  /// - frames: `[batch, time, channels]`
  /// - lengths: `batch` of them; nil where there is no padding
  /// - result: `[batch, time, labels]`
  package func callAsFunction(_ frames: Variable, lengths: Lengths? = nil) -> Variable {
    output(recurrent(frames, lengths: lengths))
  }

  /// The number of parameters of a recogniser of these sizes.
  package static func parameterCount(channels: Int, hidden: Int, labels: Int) -> Int {
    ParameterCounts.gru(channels, hidden) + ParameterCounts.dense(hidden, labels)
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("recurrent", &recurrent)
    visitor.visit("output", &output)
  }
}
