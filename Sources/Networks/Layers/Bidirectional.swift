package import NumericCore
package import Tensors

/// Two GRUs over the same sequences, one of them from the end (Schuster & Paliwal 1997).
package struct BidirectionalGRU: Module {
  package var forward: GRU
  package var backward: GRU

  package init(_ channels: Int, _ hidden: Int, from generator: inout SeededGenerator) {
    forward = GRU(channels, hidden, from: &generator)
    backward = GRU(channels, hidden, from: &generator)
  }

  /// Both states at every step.
  ///
  /// # Shapes
  /// - x: `[batch, time, channels]`
  /// - lengths: `batch` of them; beyond its length a sequence's output is zero
  /// - result: `[batch, time, 2 · hidden]`, the forward state first
  package func callAsFunction(_ x: Variable, lengths: Lengths? = nil) -> Variable {
    let turned = backward(x.reversedInTime(lengths: lengths), lengths: lengths)
    return Variable.concatenated([
      forward(x, lengths: lengths), turned.reversedInTime(lengths: lengths),
    ])
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("forward", &forward)
    visitor.visit("backward", &backward)
  }
}

/// Two LSTMs over the same sequences, one of them from the end (Schuster & Paliwal 1997).
package struct BidirectionalLSTM: Module {
  package var forward: LSTM
  package var backward: LSTM

  package init(_ channels: Int, _ hidden: Int, from generator: inout SeededGenerator) {
    forward = LSTM(channels, hidden, from: &generator)
    backward = LSTM(channels, hidden, from: &generator)
  }

  /// Both states at every step.
  ///
  /// # Shapes
  /// - x: `[batch, time, channels]`, at least one step
  /// - lengths: `batch` of them; beyond its length a sequence's output is zero
  /// - result: `[batch, time, 2 · hidden]`, the forward state first
  package func callAsFunction(_ x: Variable, lengths: Lengths? = nil) -> Variable {
    let turned = backward(x.reversedInTime(lengths: lengths), lengths: lengths).output
    return Variable.concatenated([
      forward(x, lengths: lengths).output, turned.reversedInTime(lengths: lengths),
    ])
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("forward", &forward)
    visitor.visit("backward", &backward)
  }
}
