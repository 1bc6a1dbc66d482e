package import Tensors

extension Variable {
  /// The mean over the batch of −log p of the targets by connectionist temporal classification
  /// (Graves, Fernández, Gomez & Schmidhuber 2006), in nats, the softmax over labels included.
  ///
  /// The gradient is computed together with the loss, where it is wanted.
  ///
  /// # Shapes
  /// - self: `[batch, time, labels]`, label 0 being the blank
  /// - targets: `batch` lists of labels in 1 ..< `labels`, possibly empty
  /// - lengths: how many frames each item has, in 1 ... `time`; nil for all of them
  /// - result: no axes
  ///
  /// - Throws: `TensorError` for an empty batch, another number of targets or lengths, a length or
  ///   label out of range, or a target that takes more frames than its item has.
  package func ctcLoss(
    _ targets: [[Int]], lengths: [Int]? = nil
  ) throws(TensorError) -> Variable {
    guard id != nil else {
      return tape.constant(scalar(try value.ctcLoss(targets, lengths: lengths)))
    }
    let (loss, gradient) = try value.ctcLossAndGradient(
      targets, lengths: lengths, in: tape.space)
    return tape.record(.lattice(gradient: gradient), [self], scalar(loss))
  }

  /// The mean over the batch of −log p of the targets by the transducer (Graves 2012, "Sequence
  /// transduction with recurrent neural networks"), in nats, the softmax over labels included.
  ///
  /// The gradient is computed together with the loss, where it is wanted.
  ///
  /// # Shapes
  /// - self: `[batch, time, positions, labels]`, the logits of the joint network after each number
  ///   of labels, label 0 being the blank
  /// - targets: `batch` lists of at most `positions` − 1 labels in 1 ..< `labels`, possibly empty
  /// - lengths: how many frames each item has, in 1 ... `time`; nil for all of them
  /// - result: no axes
  ///
  /// - Throws: `TensorError` for an empty batch, another number of targets or lengths, a length or
  ///   label out of range, or a target longer than the positions allow.
  package func rnnTransducerLoss(
    _ targets: [[Int]], lengths: [Int]? = nil
  ) throws(TensorError) -> Variable {
    guard id != nil else {
      return tape.constant(scalar(try value.transducerLoss(targets, lengths: lengths)))
    }
    let (loss, gradient) = try value.transducerLossAndGradient(
      targets, lengths: lengths, in: tape.space)
    return tape.record(.lattice(gradient: gradient), [self], scalar(loss))
  }

  /// The loss as a Float32; beyond the largest there is, which logits of 1e37 reach, that one.
  private func scalar(_ loss: Double) -> Tensor {
    let largest = Float.greatestFiniteMagnitude
    return Tensor(loss > Double(largest) ? largest : Float(loss))
  }
}
