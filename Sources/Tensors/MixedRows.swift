private import CKernels

extension Tensor {
  /// Rows in which some parts are those of one row, and the others those of each of these rows.
  ///
  /// # Shapes
  /// - self: `[rows, columns]`
  /// - row: `[columns]`
  /// - units: the part that each column belongs to, `columns` of them, each below `parts`
  /// - present: for each case, of each part, whether it is the row's; `cases · parts` of them
  /// - result: `[cases · rows, columns]`, case by case
  package func mixed(
    with row: Tensor, units: [Int32], parts: Int, present: [Bool], in space: Workspace? = nil
  ) -> Tensor {
    let (rows, columns) = (shape.rows, shape.last)
    demand(
      row.shape.count == columns && units.count == columns
        && units.allSatisfy { 0..<parts ~= Int($0) },
      "mixing: \(shape) with the row \(row.shape) of \(parts) parts")
    let cases = parts > 0 ? present.count / parts : 0
    demand(
      cases * parts == present.count, "mixing: \(present.count) flags for \(parts) parts a case")
    let sizes = assay_mix_sizes(cases: cases, parts: parts, count: rows, columns: columns)
    return unsafe Tensor(filling: Shape(cases * rows, columns), in: space) { out in
      unsafe Tensor.reading(self, row) { others, own in
        unsafe present.withUnsafeBytes { flags in
          guard let flags = unsafe flags.bindMemory(to: UInt8.self).baseAddress else { return }
          unsafe assay_mix_rows(own, others, flags, units, out, sizes)
        }
      }
    }
  }
}
