private import CKernels

extension Tensor {
  /// Adds up the rows.
  ///
  /// # Shapes
  /// - self: `[..., columns]`
  /// - result: `[columns]`
  package func sumOfRows(in space: Workspace? = nil) -> Tensor {
    unsafe Tensor(filling: Shape(shape.last), in: space) { out in
      unsafe reading { unsafe assay_sum_rows($0, out, shape.rows, shape.last) }
    }
  }

  /// Takes rows of a table.
  ///
  /// # Shapes
  /// - self: `[entries, columns]`
  /// - ids: `n` of them, each below `entries`
  /// - result: `[n, columns]`
  ///
  /// - Throws: `TensorError` for an id outside of the table.
  package func gathered(
    _ ids: [Int32], in space: Workspace? = nil
  ) throws(TensorError) -> Tensor {
    let entries = shape.rows
    for id in ids where id < 0 || Int(id) >= entries {
      throw TensorError(
        operation: "embedding",
        detail: "id \(id) of a table \(shape), which takes 0 ..< \(entries)")
    }
    return unsafe Tensor(filling: Shape(ids.count, shape.last), in: space) { out in
      unsafe reading { table in unsafe assay_gather(table, ids, out, ids.count, shape.last) }
    }
  }

  /// Adds each row to its place in a table of zeros; the derivative of `gathered`.
  ///
  /// # Shapes
  /// - self: `[n, columns]`
  /// - ids: `n` of them, each below `entries`
  /// - result: `[entries, columns]`
  package func gatheredDerivative(
    _ ids: [Int32], entries: Int, in space: Workspace? = nil
  ) -> Tensor {
    demand(
      shape.rows == ids.count && ids.allSatisfy { $0 >= 0 && Int($0) < entries },
      "embedding derivative: \(shape) with \(ids.count) ids below \(entries)")
    let result = Shape(entries, shape.last)
    return unsafe Tensor(filling: result, in: space) { table in
      unsafe table.update(repeating: 0, count: result.count)
      unsafe reading { unsafe assay_scatter_add($0, ids, table, ids.count, shape.last) }
    }
  }
}
