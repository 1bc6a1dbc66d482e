private import CKernels

/// The arithmetic of two operands, elementwise.
package enum Arithmetic: String, Sendable, CaseIterable {
  case add
  case subtract
  case multiply
  case divide
}

extension Shape {
  // All in four axes, the last ones filled first. Equal operands are one long row.
  fileprivate func strides(_ a: Shape, _ b: Shape) -> assay_broadcast {
    if self == a && self == b {
      return assay_broadcast(
        sizes: (1, 1, 1, Int(count)), a: (0, 0, 0, 1), b: (0, 0, 0, 1))
    }
    let (sizes, a, b) = (quadruple, a.steps(to: self), b.steps(to: self))
    return assay_broadcast(
      sizes: (sizes[0], sizes[1], sizes[2], sizes[3]), a: (a[0], a[1], a[2], a[3]),
      b: (b[0], b[1], b[2], b[3]))
  }

  /// How far apart the elements lie on each axis of a shape that this one is repeated to.
  fileprivate func steps(to result: Shape) -> SIMD4<Int> {
    let (own, target) = (quadruple, result.quadruple)
    var (steps, step) = (SIMD4<Int>(repeating: 0), 1)
    for axis in (0..<4).reversed() {
      steps[axis] = own[axis] == 1 && target[axis] != 1 ? 0 : step
      step *= own[axis]
    }
    // A single element: whether it is repeated makes no difference.
    if own[3] == 1 && target[3] == 1 { steps[3] = 1 }
    return steps
  }
}

extension Tensor {
  /// Computes elementwise, repeating the smaller operand along the axes that it lacks.
  ///
  /// # Shapes
  /// - self, other: equal sizes of each axis from the last one on, or 1, or none
  /// - result: the larger size of each axis
  package func combined(
    _ arithmetic: Arithmetic, _ other: Tensor, in space: Workspace? = nil
  ) -> Tensor {
    guard let result = shape.broadcast(with: other.shape) else {
      refuse("\(arithmetic.rawValue): \(shape) with \(other.shape)")
    }
    let sizes = result.strides(shape, other.shape)
    return unsafe Tensor(filling: result, in: space) { out in
      unsafe Tensor.reading(self, other) { a, b in
        switch arithmetic {
        case .add: unsafe assay_add(a, b, out, sizes)
        case .subtract: unsafe assay_subtract(a, b, out, sizes)
        case .multiply: unsafe assay_multiply(a, b, out, sizes)
        case .divide: unsafe assay_divide(a, b, out, sizes)
        }
      }
    }
  }

  /// Adds up the elements that a smaller operand was repeated to; the derivative of repeating it.
  ///
  /// # Shapes
  /// - self: what `shape` is repeated to
  /// - result: `shape`
  package func summed(to shape: Shape, in space: Workspace? = nil) -> Tensor {
    if shape == self.shape { return self }
    demand(
      shape.broadcast(with: self.shape) == self.shape, "sum: \(self.shape) to \(shape)")
    let sizes = self.shape.strides(self.shape, shape)
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe reading { unsafe assay_sum_to($0, out, shape.count, sizes) }
    }
  }

  /// Exchanges two axes.
  ///
  /// # Shapes
  /// - self: `[..., a, ..., b, ...]`
  /// - result: `[..., b, ..., a, ...]`
  package func transposed(_ first: Int, _ second: Int, in space: Workspace? = nil) -> Tensor {
    demand(
      first >= 0 && first < shape.rank && second >= 0 && second < shape.rank,
      "transpose: axes \(first) and \(second) of \(shape)")
    let result = shape.exchanging(first, second)
    let offset = 4 - shape.rank
    var steps = shape.steps(to: shape)
    (steps[offset + first], steps[offset + second]) = (
      steps[offset + second], steps[offset + first]
    )
    let extents = result.quadruple
    let strides = assay_broadcast(
      sizes: (extents[0], extents[1], extents[2], extents[3]),
      a: (steps[0], steps[1], steps[2], steps[3]), b: (0, 0, 0, 0))
    return unsafe Tensor(filling: result, in: space) { out in
      unsafe reading { unsafe assay_copy($0, out, strides) }
    }
  }
}
