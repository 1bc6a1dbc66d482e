import Tensors

/// What a node of the tape computed, with what its derivative needs besides operands and output.
enum Operation {
  /// An input or a parameter.
  case leaf
  case matmul
  /// Operands: rows, weight, bias.
  case affine
  case addBias
  case add
  case multiply
  case scale(Float)
  case relu
  case sigmoid
  case tanh
  case gelu
  case reshape
  case concat
  case columns(Range<Int>)
  case sum
  case meanOverTime
  case maxOverTime(winners: [Int32])
  /// Operands: sequence, weight, bias.
  case conv1D(Window, unfolded: Tensor)
  /// Operand: the table.
  case embedding([Int32])
  /// Operands: rows, scale, shift.
  case layerNorm(Normalised)
  /// The factor is one over the count.
  case binaryCrossEntropy(targets: Tensor, factor: Float)
  case softmaxCrossEntropy(labels: [Int32], factor: Float)
  /// The gradient is the loss's by the operand, computed with the loss.
  case ctc(gradient: Tensor)
  case rnnTransducer(gradient: Tensor)
}
