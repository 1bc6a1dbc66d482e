private import CKernels

extension Tensor {
  /// Joins tensors along an axis.
  ///
  /// # Shapes
  /// - parts: `[..., n₁, ...]`, `[..., n₂, ...]`, …, alike but for the axis
  /// - result: `[..., n₁ + n₂ + …, ...]`
  package static func concatenated(
    _ parts: [Tensor], axis: Int, in space: Workspace? = nil
  ) -> Tensor {
    guard let first = parts.first else { refuse("concat: nothing to join") }
    var size = 0
    for part in parts {
      demand(
        axis >= 0 && axis < first.shape.rank && part.shape.rank == first.shape.rank
          && part.shape.replacing(axis, 0) == first.shape.replacing(axis, 0),
        "concat: \(first.shape) with \(part.shape) along axis \(axis)")
      size += part.shape[axis]
    }
    let result = first.shape.replacing(axis, size)
    let split = result.split(axis, "concat")
    return unsafe Tensor(filling: result, in: space) { out in
      var start = 0
      for part in parts {
        let width = part.shape[axis] * split.inner
        unsafe part.reading {
          unsafe assay_copy_columns(
            $0, width, out + start, size * split.inner, split.outer, width)
        }
        start += width
      }
    }
  }

  /// Takes a range of an axis.
  ///
  /// # Shapes
  /// - self: `[..., n, ...]`
  /// - result: `[..., range.count, ...]`
  package func slice(axis: Int, _ range: Range<Int>, in space: Workspace? = nil) -> Tensor {
    let split = shape.split(axis, "slice")
    demand(
      range.lowerBound >= 0 && range.upperBound <= split.size,
      "slice: \(range) on axis \(axis) of \(shape)")
    let width = range.count * split.inner
    return unsafe Tensor(filling: shape.replacing(axis, range.count), in: space) { out in
      unsafe reading {
        unsafe assay_copy_columns(
          $0 + range.lowerBound * split.inner, split.size * split.inner, out, width, split.outer,
          width)
      }
    }
  }

  /// Puts a range of an axis into zeros; the derivative of `slice`.
  ///
  /// # Shapes
  /// - self: `[..., range.count, ...]`
  /// - result: `[..., size, ...]`
  package func sliceDerivative(
    axis: Int, _ range: Range<Int>, of size: Int, in space: Workspace? = nil
  ) -> Tensor {
    let result = shape.replacing(axis, size)
    demand(
      range.count == shape[axis] && range.lowerBound >= 0 && range.upperBound <= size,
      "slice derivative: \(shape) at \(range) of \(size)")
    let split = result.split(axis, "slice derivative")
    let width = range.count * split.inner
    return unsafe Tensor(filling: result, in: space) { out in
      unsafe out.update(repeating: 0, count: result.count)
      unsafe reading {
        unsafe assay_copy_columns(
          $0, width, out + range.lowerBound * split.inner, size * split.inner, split.outer, width)
      }
    }
  }
}
