package import Tensors

extension Variable {
  /// The same elements in another shape of the same count.
  package func reshaped(_ shape: Shape) -> Variable {
    tape.record(.reshape, [self], value.reshaped(shape))
  }

  /// All axes but the first as one.
  ///
  /// # Shapes
  /// - self: `[batch, a, b, ...]`
  /// - result: `[batch, a · b · ...]`
  package func flattened() -> Variable {
    demand(shape.rank > 0, "flatten: \(shape) has no batch")
    var width = 1
    for axis in 1..<max(1, shape.rank) { width *= shape[axis] }
    return reshaped(Shape(shape[0], width))
  }

  /// Exchanges two axes.
  ///
  /// # Shapes
  /// - self: `[..., a, ..., b, ...]`
  /// - result: `[..., b, ..., a, ...]`
  package func transposed(_ first: Int, _ second: Int) -> Variable {
    tape.record(
      .transpose(first, second), [self], value.transposed(first, second, in: tape.space))
  }

  /// Joins variables along an axis, the last one unless it is named.
  ///
  /// # Shapes
  /// - parts: `[..., n₁, ...]`, `[..., n₂, ...]`, …, alike but for the axis
  /// - result: `[..., n₁ + n₂ + …, ...]`
  package static func concatenated(_ parts: [Variable], axis: Int? = nil) -> Variable {
    guard let first = parts.first else { refuse("concat: nothing to join") }
    let axis = axis ?? first.shape.rank - 1
    return first.tape.record(
      .concat(axis: axis), parts,
      Tensor.concatenated(parts.map(\.value), axis: axis, in: first.tape.space))
  }

  /// Takes a range of an axis.
  ///
  /// # Shapes
  /// - self: `[..., n, ...]`
  /// - result: `[..., range.count, ...]`
  package func slice(axis: Int, _ range: Range<Int>) -> Variable {
    tape.record(
      .slice(axis: axis, range), [self], value.slice(axis: axis, range, in: tape.space))
  }

  /// Takes a range of the last axis.
  ///
  /// # Shapes
  /// - self: `[..., columns]`
  /// - result: `[..., range.count]`
  package func columns(_ range: Range<Int>) -> Variable { slice(axis: shape.rank - 1, range) }

  /// The sum of all elements.
  ///
  /// Shapes: the result has no axes.
  package func sum() -> Variable {
    tape.record(.sum, [self], Tensor(Float(value.sum()), in: tape.space))
  }

  /// The sum along an axis.
  ///
  /// # Shapes
  /// - self: `[..., n, ...]`
  /// - result: `[..., ...]`
  package func sum(axis: Int) -> Variable { sum(axis: axis, factor: 1) }

  /// The mean along an axis.
  ///
  /// # Shapes
  /// - self: `[..., n, ...]`, n at least 1
  /// - result: `[..., ...]`
  package func mean(axis: Int) -> Variable {
    demand(shape[axis] > 0, "mean: axis \(axis) of \(shape) is empty")
    return sum(axis: axis, factor: 1 / Float(shape[axis]))
  }

  private func sum(axis: Int, factor: Float) -> Variable {
    tape.record(
      .sumAxis(axis, factor: factor), [self],
      value.sum(axis: axis, factor: factor, in: tape.space))
  }

  /// The largest value along an axis; the first of equal ones takes the gradient.
  ///
  /// # Shapes
  /// - self: `[..., n, ...]`, n at least 1
  /// - result: `[..., ...]`
  package func maximum(axis: Int) -> Variable {
    let (output, winners) = value.maximum(axis: axis, in: tape.space)
    return tape.record(.maxAxis(axis, winners: winners), [self], output)
  }

  /// Takes elements along an axis, each by an id of its own.
  ///
  /// # Shapes
  /// - self: `[..., entries, ...]`
  /// - ids: those of the result in its order, each below `entries`
  /// - result: `[..., picks, ...]`
  ///
  /// - Throws: `TensorError` for an id that the axis does not have, or another number of ids.
  package func gathered(axis: Int, _ ids: [Int32], picks: Int) throws(TensorError) -> Variable {
    let picked = try value.gathered(axis: axis, ids, picks: picks, in: tape.space)
    return tape.record(.gather(axis: axis, ids), [self], picked)
  }

  /// Adds elements to their places on an axis of zeros.
  ///
  /// # Shapes
  /// - self: `[..., picks, ...]`
  /// - ids: as many, each below `entries`
  /// - result: `[..., entries, ...]`
  ///
  /// - Throws: `TensorError` for an id that the axis does not have, or another number of ids.
  package func scattered(axis: Int, _ ids: [Int32], entries: Int) throws(TensorError) -> Variable {
    let spread = try value.scattered(axis: axis, ids, entries: entries, in: tape.space)
    return tape.record(.scatter(axis: axis, ids), [self], spread)
  }

  /// Takes rows of this table.
  ///
  /// # Shapes
  /// - self: `[entries, columns]`
  /// - ids: `n` of them, each below `entries`
  /// - result: `[n, columns]`
  ///
  /// - Throws: `TensorError` for an id outside of the table.
  package func gathered(_ ids: [Int32]) throws(TensorError) -> Variable {
    let rows = try value.gathered(ids, in: tape.space)
    return tape.record(.embedding(ids), [self], rows)
  }

  /// Turns the steps of each sequence around, and leaves those beyond its length in place.
  ///
  /// # Shapes
  /// - self, result: `[batch, time, channels]`
  /// - lengths: `batch` of them; nil for all of the time
  package func reversedInTime(lengths: Lengths? = nil) -> Variable {
    tape.record(
      .reverseInTime(lengths), [self], value.reversedInTime(lengths: lengths, in: tape.space))
  }

  /// The last step of each sequence that is its own; the first one of an empty sequence.
  ///
  /// # Shapes
  /// - self: `[batch, time, channels]`, at least one step
  /// - lengths: `batch` of them; nil for all of the time
  /// - result: `[batch, channels]`
  package func lastStep(lengths: Lengths? = nil) -> Variable {
    demand(shape.rank == 3 && shape[1] > 0, "last step: \(shape) is not [batch, time, channels]")
    let (batch, time, channels) = (shape[0], shape[1], shape[2])
    guard let lengths else {
      return slice(axis: 1, time - 1..<time).reshaped(Shape(batch, channels))
    }
    lengths.check(batch: batch, time: time, "last step")
    let ids = lengths.counts.flatMap { length in
      [Int32](repeating: max(0, length - 1), count: channels)
    }
    let result = Shape(batch, 1, channels)
    return tape.record(
      .gather(axis: 1, ids), [self],
      value.gatheredUnchecked(axis: 1, ids, to: result, in: tape.space)
    ).reshaped(Shape(batch, channels))
  }
}
