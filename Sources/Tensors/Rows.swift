private import CKernels

extension Tensor {
  /// Adds a bias to every row.
  ///
  /// # Shapes
  /// - self: `[..., columns]`
  /// - bias: `[columns]`
  /// - result: `[..., columns]`
  package func addingBias(_ bias: Tensor) -> Tensor {
    demand(shape.last == bias.shape.count, "add bias: \(shape) with \(bias.shape)")
    return unsafe Tensor(filling: shape) { out in
      unsafe reading { x in
        unsafe bias.reading { unsafe assay_add_bias(x, $0, out, shape.rows, shape.last) }
      }
    }
  }

  /// Adds up the rows.
  ///
  /// # Shapes
  /// - self: `[..., columns]`
  /// - result: `[columns]`
  package func sumOfRows() -> Tensor {
    unsafe Tensor(filling: Shape(shape.last)) { out in
      unsafe reading { unsafe assay_sum_rows($0, out, shape.rows, shape.last) }
    }
  }

  /// Joins tensors along the last axis.
  ///
  /// # Shapes
  /// - parts: `[..., n₁]`, `[..., n₂]`, …, the same rows each
  /// - result: `[..., n₁ + n₂ + …]`
  package static func concatenated(_ parts: [Tensor]) -> Tensor {
    guard let first = parts.first else { refuse("concat: nothing to join") }
    for part in parts {
      demand(
        part.shape.rank == first.shape.rank && part.shape.rows == first.shape.rows,
        "concat: \(first.shape) with \(part.shape)")
    }
    let (rows, width) = (first.shape.rows, parts.reduce(0) { $0 + $1.shape.last })
    return unsafe Tensor(filling: first.shape.replacingLast(width)) { out in
      var start = 0
      for part in parts {
        let columns = part.shape.last
        unsafe part.reading {
          unsafe assay_copy_columns($0, columns, out + start, width, rows, columns)
        }
        start += columns
      }
    }
  }

  /// Takes a range of the last axis.
  ///
  /// # Shapes
  /// - self: `[..., columns]`
  /// - result: `[..., range.count]`
  package func columns(_ range: Range<Int>) -> Tensor {
    let columns = shape.last
    demand(
      range.lowerBound >= 0 && range.upperBound <= columns, "slice: \(range) of shape \(shape)")
    return unsafe Tensor(filling: shape.replacingLast(range.count)) { out in
      unsafe reading { x in
        guard let x = unsafe x else { return }
        unsafe assay_copy_columns(
          x + range.lowerBound, columns, out, range.count, shape.rows, range.count)
      }
    }
  }

  /// Puts these columns into zeros that are `width` wide; the derivative of `columns`.
  ///
  /// # Shapes
  /// - self: `[..., range.count]`
  /// - result: `[..., width]`
  package func columnsDerivative(_ range: Range<Int>, of width: Int) -> Tensor {
    demand(
      range.count == shape.last && range.lowerBound >= 0 && range.upperBound <= width,
      "slice derivative: \(shape) at \(range) of \(width)")
    var result = Tensor(repeating: 0, shape.replacingLast(width))
    let (rows, count) = (shape.rows, range.count)
    unsafe result.writing { out in
      guard let out = unsafe out else { return }
      unsafe reading {
        unsafe assay_copy_columns($0, count, out + range.lowerBound, width, rows, count)
      }
    }
    return result
  }

  /// Takes rows of a table.
  ///
  /// # Shapes
  /// - self: `[entries, columns]`
  /// - ids: `n` of them, each below `entries`
  /// - result: `[n, columns]`
  ///
  /// - Throws: `TensorError` for an id outside of the table.
  package func gathered(_ ids: [Int32]) throws(TensorError) -> Tensor {
    let entries = shape.rows
    for id in ids where id < 0 || Int(id) >= entries {
      throw TensorError(
        operation: "embedding",
        detail: "id \(id) of a table \(shape), which takes 0 ..< \(entries)")
    }
    return unsafe Tensor(filling: Shape(ids.count, shape.last)) { out in
      unsafe reading { table in unsafe assay_gather(table, ids, out, ids.count, shape.last) }
    }
  }

  /// Adds each row to its place in a table of zeros; the derivative of `gathered`.
  ///
  /// # Shapes
  /// - self: `[n, columns]`
  /// - ids: `n` of them, each below `entries`
  /// - result: `[entries, columns]`
  package func gatheredDerivative(_ ids: [Int32], entries: Int) -> Tensor {
    demand(
      shape.rows == ids.count && ids.allSatisfy { $0 >= 0 && Int($0) < entries },
      "embedding derivative: \(shape) with \(ids.count) ids below \(entries)")
    var result = Tensor(repeating: 0, Shape(entries, shape.last))
    unsafe result.writing { table in
      unsafe reading { unsafe assay_scatter_add($0, ids, table, ids.count, shape.last) }
    }
    return result
  }
}
