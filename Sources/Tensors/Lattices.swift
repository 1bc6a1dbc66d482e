private import CKernels

/// One item of a batch as the kernels take it.
private struct LatticeItem {
  let sizes: assay_lattice
  let target: [Int32]
}

/// The two losses over a lattice of alignments.
private enum Lattice: String {
  case ctc = "ctc loss"
  case transducer = "transducer loss"

  func scratch(_ item: LatticeItem) -> Int {
    switch self {
    case .ctc: assay_ctc_scratch(item.sizes)
    case .transducer: assay_transducer_scratch(item.sizes)
    }
  }

  func loss(
    _ item: LatticeItem, _ logits: UnsafePointer<Float>, factor: Double,
    gradient: UnsafeMutablePointer<Float>?, scratch: UnsafeMutablePointer<Double>?
  ) -> Double {
    switch self {
    case .ctc:
      unsafe assay_ctc(logits, item.target, item.sizes, factor, gradient, scratch)
    case .transducer:
      unsafe assay_transducer(logits, item.target, item.sizes, factor, gradient, scratch)
    }
  }
}

extension Tensor {
  /// The mean over the batch of −log p of the targets by connectionist temporal classification
  /// (Graves, Fernández, Gomez & Schmidhuber 2006), in nats.
  ///
  /// The softmax over the labels is part of the loss. Everything is computed in double precision
  /// on logarithms, so that a loss of finite logits is finite; near zero it has an absolute error
  /// of about 1e-15 per frame.
  ///
  /// # Shapes
  /// - self: `[batch, time, labels]`, label 0 being the blank
  /// - targets: `batch` lists of labels in 1 ..< `labels`, possibly empty
  /// - lengths: how many frames each item has, in 1 ... `time`; nil for all of them
  ///
  /// - Throws: `TensorError` for an empty batch, another number of targets or lengths, a length or
  ///   label out of range, or a target that takes more frames than its item has.
  package func ctcLoss(
    _ targets: [[Int]], lengths: [Int]? = nil
  ) throws(TensorError) -> Double {
    let items = try ctcItems(targets, lengths)
    return unsafe meanLoss(.ctc, items, gradient: nil)
  }

  /// The loss of `ctcLoss` and its derivative by these logits, 0 in the frames beyond the lengths.
  ///
  /// # Shapes
  /// - gradient: as self; the rest as in `ctcLoss`
  ///
  /// - Throws: `TensorError` as `ctcLoss` does.
  package func ctcLossAndGradient(
    _ targets: [[Int]], lengths: [Int]? = nil, in space: Workspace? = nil
  ) throws(TensorError) -> (loss: Double, gradient: Tensor) {
    lossAndGradient(.ctc, try ctcItems(targets, lengths), space)
  }

  /// The mean over the batch of −log p of the targets by the transducer (Graves 2012, "Sequence
  /// transduction with recurrent neural networks"), in nats.
  ///
  /// The softmax over the labels is part of the loss. Everything is computed in double precision
  /// on logarithms, so that a loss of finite logits is finite.
  ///
  /// # Shapes
  /// - self: `[batch, time, positions, labels]`, the logits of the joint network after each number
  ///   of labels, label 0 being the blank
  /// - targets: `batch` lists of at most `positions` − 1 labels in 1 ..< `labels`, possibly empty
  /// - lengths: how many frames each item has, in 1 ... `time`; nil for all of them
  ///
  /// - Throws: `TensorError` for an empty batch, another number of targets or lengths, a length or
  ///   label out of range, or a target longer than the positions allow.
  package func transducerLoss(
    _ targets: [[Int]], lengths: [Int]? = nil
  ) throws(TensorError) -> Double {
    let items = try transducerItems(targets, lengths)
    return unsafe meanLoss(.transducer, items, gradient: nil)
  }

  /// The loss of `transducerLoss` and its derivative by these logits, 0 in the frames beyond the
  /// lengths and the positions beyond the targets.
  ///
  /// # Shapes
  /// - gradient: as self; the rest as in `transducerLoss`
  ///
  /// - Throws: `TensorError` as `transducerLoss` does.
  package func transducerLossAndGradient(
    _ targets: [[Int]], lengths: [Int]? = nil, in space: Workspace? = nil
  ) throws(TensorError) -> (loss: Double, gradient: Tensor) {
    lossAndGradient(.transducer, try transducerItems(targets, lengths), space)
  }
}

extension Tensor {
  private func ctcItems(
    _ targets: [[Int]], _ lengths: [Int]?
  ) throws(TensorError) -> [LatticeItem] {
    demand(shape.rank == 3, "ctc loss: \(shape) is not [batch, time, labels]")
    let items = try latticeItems(.ctc, targets, lengths, positions: 1)
    for (index, (item, target)) in zip(items, targets).enumerated() {
      // Between equal labels a path has to pass a blank.
      let repeats = zip(target, target.dropFirst()).count { $0 == $1 }
      let needed = target.count + repeats
      guard needed <= item.sizes.frames else {
        throw TensorError(
          operation: Lattice.ctc.rawValue,
          detail: "the target of item \(index), \(target.count) labels with \(repeats) repeats, "
            + "takes \(needed) frames, of which there are \(item.sizes.frames)")
      }
    }
    return items
  }

  private func transducerItems(
    _ targets: [[Int]], _ lengths: [Int]?
  ) throws(TensorError) -> [LatticeItem] {
    demand(
      shape.rank == 4, "transducer loss: \(shape) is not [batch, time, positions, labels]")
    let positions = shape[2]
    let items = try latticeItems(.transducer, targets, lengths, positions: positions)
    for (index, target) in targets.enumerated() where target.count >= positions {
      throw TensorError(
        operation: Lattice.transducer.rawValue,
        detail: "\(target.count) labels in the target of item \(index), "
          + "at most \(positions - 1) for logits \(shape)")
    }
    return items
  }

  /// What both losses ask of their targets and lengths.
  private func latticeItems(
    _ lattice: Lattice, _ targets: [[Int]], _ lengths: [Int]?, positions: Int
  ) throws(TensorError) -> [LatticeItem] {
    func refuse(_ detail: String) -> TensorError {
      TensorError(operation: lattice.rawValue, detail: detail)
    }
    guard shape.count > 0 else { throw refuse("no elements in logits \(shape)") }
    let (batch, time, labels) = (shape[0], shape[1], shape.last)
    guard targets.count == batch else {
      throw refuse("\(targets.count) targets for logits \(shape)")
    }
    let lengths = lengths ?? [Int](repeating: time, count: batch)
    guard lengths.count == batch else {
      throw refuse("\(lengths.count) lengths for logits \(shape)")
    }
    var items: [LatticeItem] = []
    for (index, (target, length)) in zip(targets, lengths).enumerated() {
      guard length >= 1 && length <= time else {
        throw refuse("length \(length) of item \(index), not in 1 ... \(time)")
      }
      if let wrong = target.first(where: { $0 < 1 || $0 >= labels }) {
        throw refuse("label \(wrong) in the target of item \(index), not in 1 ..< \(labels)")
      }
      let sizes = assay_lattice(
        positions: positions, classes: labels, frames: length, labels: target.count)
      items.append(LatticeItem(sizes: sizes, target: target.map { Int32($0) }))
    }
    return items
  }

  private func lossAndGradient(
    _ lattice: Lattice, _ items: [LatticeItem], _ space: Workspace?
  ) -> (loss: Double, gradient: Tensor) {
    var loss = 0.0
    let gradient = unsafe Tensor(filling: shape, in: space) { out in
      loss = unsafe meanLoss(lattice, items, gradient: out)
    }
    return (loss, gradient)
  }

  /// Adds up the items' losses in order, with one scratch for all.
  private func meanLoss(
    _ lattice: Lattice, _ items: [LatticeItem], gradient: UnsafeMutablePointer<Float>?
  ) -> Double {
    let room = items.reduce(0) { max($0, lattice.scratch($1)) }
    let elements = shape.count / items.count
    let factor = 1 / Double(items.count)
    var total = 0.0
    unsafe reading { logits in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: room) { scratch in
        for (index, item) in items.enumerated() {
          let start = index * elements
          total += unsafe lattice.loss(
            item, logits + start, factor: factor, gradient: gradient.map { unsafe $0 + start },
            scratch: scratch.baseAddress)
          let used = elements / shape[1] * item.sizes.frames
          unsafe gradient?.advanced(by: start + used).update(
            repeating: 0, count: elements - used)
        }
      }
    }
    return total * factor
  }
}
