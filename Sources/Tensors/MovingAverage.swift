private import CKernels

extension Tensor {
  /// Moves every element by a share of its distance to the other's.
  ///
  /// Elements that are equal stay as they are, bit for bit.
  ///
  /// # Shapes
  /// - self, other: alike
  package mutating func move(towards other: Tensor, share: Float) {
    demand(shape == other.shape, "moving average: \(shape) with \(other.shape)")
    let count = shape.count
    unsafe writing { average in
      unsafe other.reading { unsafe assay_move_towards(average, $0, share, count) }
    }
  }
}
