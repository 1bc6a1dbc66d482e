import Tensors

/// What a node of the tape computed, with what its derivative needs besides operands and output.
enum Operation {
  /// An input or a parameter.
  case leaf
  case matmul
  case batchedMatmul
  /// Operands: rows, weight, bias.
  case affine
  case arithmetic(Arithmetic)
  case scale(Float)
  case activation(Activation)
  case softmax
  case logSoftmax

  case reshape
  case transpose(Int, Int)
  case concat(axis: Int)
  case slice(axis: Int, Range<Int>)
  case sum
  case sumAxis(Int, factor: Float)
  case maxAxis(Int, winners: Scratch)
  case gather(axis: Int, [Int32])
  case scatter(axis: Int, [Int32])
  /// Operand: the table.
  case embedding([Int32])
  case reverseInTime(Lengths?)

  /// Operands: images, weight, bias.
  case convolution(ConvolutionPass)
  case maxPool(Window, winners: Scratch)
  case averagePool(Window)
  /// Operands: rows, scale, shift.
  case layerNorm(Normalised)
  /// Operands: rows, scale, shift; moments that were given are constants.
  case batchNorm(Normalised, ofBatch: Bool)
  /// Operands: sequence, input weight, state weight, input bias, state bias, first state.
  case gru(GRUPass)
  /// Operands: as a GRU's, and the first cell.
  case lstm(LSTMPass)
  /// Operands: queries, keys, values.
  case attention(AttentionPass)

  /// The factor of a loss is one over the count.
  case binaryCrossEntropy(targets: Tensor, factor: Float)
  case softmaxCrossEntropy(labels: [Int32], smoothing: Float, factor: Float)
  case regression(RegressionLoss, targets: Tensor, factor: Float)
  /// CTC or transducer: the gradient by the operand, computed with the loss.
  case lattice(gradient: Tensor)
}
