import CKernels

extension Shape {
  /// The axis of that number, with the axes before and after it read as one each.
  func split(_ axis: Int, _ operation: String) -> assay_axis {
    demand(axis >= 0 && axis < rank, "\(operation): axis \(axis) of \(self)")
    var (outer, inner) = (1, 1)
    for before in 0..<axis { outer *= self[before] }
    for after in axis + 1..<max(rank, axis + 1) { inner *= self[after] }
    return assay_axis(outer: outer, size: self[axis], inner: inner)
  }
}

extension Tensor {
  /// The sum along an axis, times a factor.
  ///
  /// # Shapes
  /// - self: `[..., n, ...]`
  /// - result: `[..., ...]`
  package func sum(axis: Int, factor: Float = 1, in space: Workspace? = nil) -> Tensor {
    let split = shape.split(axis, "sum")
    return unsafe Tensor(filling: shape.removing(axis), in: space) { out in
      unsafe reading { unsafe assay_sum_axis($0, factor, out, split) }
    }
  }

  /// Repeats along an axis, times a factor; the derivative of `sum(axis:factor:)`.
  ///
  /// # Shapes
  /// - self: `shape` without the axis
  /// - result: `shape`
  package func spread(
    to shape: Shape, axis: Int, factor: Float = 1, in space: Workspace? = nil
  ) -> Tensor {
    let split = shape.split(axis, "spread")
    demand(self.shape == shape.removing(axis), "spread: \(self.shape) to \(shape)")
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe reading { unsafe assay_spread_axis($0, factor, out, split) }
    }
  }

  /// The largest value along an axis, and the first place where it occurs.
  ///
  /// # Shapes
  /// - self: `[..., n, ...]`, n at least 1
  /// - result: `[..., ...]`, and as many winners
  package func maximum(
    axis: Int, in space: Workspace? = nil
  ) -> (output: Tensor, winners: Scratch) {
    let split = shape.split(axis, "max")
    demand(split.size > 0, "max: axis \(axis) of \(shape) is empty")
    let winners = Scratch(split.outer * split.inner, in: space)
    let output = unsafe Tensor(filling: shape.removing(axis), in: space) { out in
      unsafe reading { x in unsafe winners.integers { unsafe assay_max_axis(x, out, $0, split) } }
    }
    return (output, winners)
  }

  /// Gives each gradient to the winner's place; the derivative of `maximum(axis:)`.
  ///
  /// # Shapes
  /// - self: `shape` without the axis
  /// - result: `shape`
  package func maxDerivative(
    _ winners: Scratch, of shape: Shape, axis: Int, in space: Workspace? = nil
  ) -> Tensor {
    let split = shape.split(axis, "max derivative")
    demand(self.shape == shape.removing(axis), "max derivative: \(self.shape) to \(shape)")
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe out.update(repeating: 0, count: shape.count)
      unsafe reading { gradient in
        unsafe winners.integers { unsafe assay_scatter_axis(gradient, $0, out, split, 1) }
      }
    }
  }

  /// Takes elements along an axis, each by an id of its own.
  ///
  /// # Shapes
  /// - self: `[..., entries, ...]`
  /// - ids: those of the result in its order, each below `entries`
  /// - result: `[..., picks, ...]`
  ///
  /// - Throws: `TensorError` for an id that the axis does not have, or another number of ids.
  package func gathered(
    axis: Int, _ ids: [Int32], picks: Int, in space: Workspace? = nil
  ) throws(TensorError) -> Tensor {
    let split = shape.split(axis, "gather")
    let result = shape.replacing(axis, picks)
    guard ids.count == result.count else {
      throw TensorError(operation: "gather", detail: "\(ids.count) ids for the shape \(result)")
    }
    if let wrong = ids.first(where: { $0 < 0 || Int($0) >= split.size }) {
      throw TensorError(
        operation: "gather",
        detail: "id \(wrong) on axis \(axis) of \(shape), which takes 0 ..< \(split.size)")
    }
    return gatheredUnchecked(axis: axis, ids, to: result, in: space)
  }

  /// Takes elements along an axis by ids that were checked; the derivative of `scattered`.
  ///
  /// Shapes: as `gathered(axis:)`, of which `result` is the result's.
  package func gatheredUnchecked(
    axis: Int, _ ids: [Int32], to result: Shape, in space: Workspace? = nil
  ) -> Tensor {
    let split = shape.split(axis, "gather")
    demand(
      result == shape.replacing(axis, result[axis]) && ids.count == result.count,
      "gather: \(ids.count) ids from \(shape) to \(result) along axis \(axis)")
    return unsafe Tensor(filling: result, in: space) { out in
      unsafe reading { unsafe assay_gather_axis($0, ids, out, split, result[axis]) }
    }
  }

  /// Adds elements to their places on an axis of zeros.
  ///
  /// # Shapes
  /// - self: `[..., picks, ...]`
  /// - ids: as many, each below `entries`
  /// - result: `[..., entries, ...]`
  ///
  /// - Throws: `TensorError` for an id that the axis does not have, or another number of ids.
  package func scattered(
    axis: Int, _ ids: [Int32], entries: Int, in space: Workspace? = nil
  ) throws(TensorError) -> Tensor {
    guard ids.count == shape.count else {
      throw TensorError(operation: "scatter", detail: "\(ids.count) ids for the shape \(shape)")
    }
    if let wrong = ids.first(where: { $0 < 0 || Int($0) >= entries }) {
      throw TensorError(
        operation: "scatter", detail: "id \(wrong) on axis \(axis), which takes 0 ..< \(entries)")
    }
    return scatteredUnchecked(axis: axis, ids, to: shape.replacing(axis, entries), in: space)
  }

  /// Adds elements to their places by ids that were checked; the derivative of `gathered(axis:)`.
  ///
  /// Shapes: as `scattered`, of which `result` is the result's.
  package func scatteredUnchecked(
    axis: Int, _ ids: [Int32], to result: Shape, in space: Workspace? = nil
  ) -> Tensor {
    let split = result.split(axis, "scatter")
    demand(
      shape == result.replacing(axis, shape[axis]) && ids.count == shape.count,
      "scatter: \(ids.count) ids from \(shape) to \(result) along axis \(axis)")
    return unsafe Tensor(filling: result, in: space) { out in
      unsafe out.update(repeating: 0, count: result.count)
      unsafe reading { unsafe assay_scatter_axis($0, ids, out, split, shape[axis]) }
    }
  }
}
