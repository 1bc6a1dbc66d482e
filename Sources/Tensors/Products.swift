import CKernels

extension Tensor {
  /// The matrix product with another tensor, either side read transposed.
  ///
  /// # Shapes
  /// - self: `[m, k]`, or `[k, m]` if `transposed`
  /// - other: `[k, n]`, or `[n, k]` if `otherTransposed`
  /// - result: `[m, n]`
  ///
  /// All axes of an operand but the last are read as one. A row of the result does not depend on how
  /// many rows come with it: one answer and a batch of them are equal bit for bit.
  package func product(
    transposed: Bool = false, _ other: Tensor, otherTransposed: Bool = false,
    in space: Workspace? = nil
  ) -> Tensor {
    let a = Matrix(rows: shape.rows, columns: shape.last, transposed)
    let b = Matrix(rows: other.shape.rows, columns: other.shape.last, otherTransposed)
    demand(
      a.columns == b.rows,
      "matmul: \(shape)\(transposed ? "ᵀ" : "") with \(other.shape)\(otherTransposed ? "ᵀ" : "")")
    return unsafe Tensor(filling: Shape(a.rows, b.columns), in: space) { out in
      unsafe Tensor.reading(self, other) { unsafe a.multiply($0, b, $1, into: out) }
    }
  }

  /// The matrix product by the tiles of one class of processor, which this one is of.
  ///
  /// # Shapes
  /// - self: `[m, k]`
  /// - other: `[k, n]`, or `[n, k]` if `otherTransposed`
  /// - result: `[m, n]`
  package func product(
    _ other: Tensor, otherTransposed: Bool = false, on kernels: Kernels.Class
  ) -> Tensor {
    let a = Matrix(rows: shape.rows, columns: shape.last, false)
    let b = Matrix(rows: other.shape.rows, columns: other.shape.last, otherTransposed)
    demand(
      a.columns == b.rows && kernels.isSupported,
      "matmul on \(kernels.rawValue): \(shape) with \(other.shape)")
    return unsafe Tensor(filling: Shape(a.rows, b.columns)) { out in
      unsafe Tensor.reading(self, other) {
        unsafe assay_product_as(
          kernels.kernel, a.over($0), b.over($1), out, b.columns,
          assay_product_sizes(m: a.rows, k: a.columns, n: b.columns),
          assay_product_start(continues: 0, bias: nil, rectifies: 0))
      }
    }
  }

  /// The matrix products of a batch, either side read transposed.
  ///
  /// # Shapes
  /// - self: `[..., m, k]`, or `[..., k, m]` if `transposed`
  /// - other: `[..., k, n]`, or `[..., n, k]` if `otherTransposed`; the same axes before them
  /// - result: `[..., m, n]`
  package func batchedProduct(
    transposed: Bool = false, _ other: Tensor, otherTransposed: Bool = false,
    in space: Workspace? = nil
  ) -> Tensor {
    let rank = shape.rank
    demand(
      rank >= 2 && other.shape.rank == rank, "batched matmul: \(shape) with \(other.shape)")
    let a = Matrix(rows: shape[rank - 2], columns: shape[rank - 1], transposed)
    let b = Matrix(rows: other.shape[rank - 2], columns: other.shape[rank - 1], otherTransposed)
    let result = shape.replacing(rank - 2, a.rows).replacing(rank - 1, b.columns)
    demand(
      a.columns == b.rows
        && other.shape.replacing(rank - 2, a.rows).replacing(rank - 1, b.columns) == result,
      "batched matmul: \(shape)\(transposed ? "ᵀ" : "") with \(other.shape)"
        + "\(otherTransposed ? "ᵀ" : "")")
    var batch = 1
    for axis in 0..<rank - 2 { batch *= shape[axis] }
    return unsafe Tensor(filling: result, in: space) { out in
      unsafe Tensor.reading(self, other) { x, y in
        for item in 0..<batch {
          unsafe a.multiply(
            x + item * a.count, b, y + item * b.count, into: out + item * a.rows * b.columns)
        }
      }
    }
  }

  /// The rows times a weight, plus a bias; if `rectified`, the larger of that and zero.
  ///
  /// # Shapes
  /// - self: `[..., inputs]`
  /// - weight: `[inputs, outputs]`
  /// - bias: `[outputs]`
  /// - result: `[..., outputs]`
  package func affine(
    weight: Tensor, bias: Tensor, rectified: Bool = false, in space: Workspace? = nil
  ) -> Tensor {
    demand(
      shape.rank > 0 && shape.last == weight.shape.rows && weight.shape.last == bias.shape.count,
      "affine: \(shape) with weight \(weight.shape) and bias \(bias.shape)")
    let a = Matrix(rows: shape.rows, columns: shape.last, false)
    let b = Matrix(rows: weight.shape.rows, columns: weight.shape.last, false)
    return unsafe Tensor(filling: shape.replacingLast(b.columns), in: space) { out in
      unsafe Tensor.reading(self, weight, bias) {
        unsafe a.multiply($0, b, $1, into: out, bias: $2, rectifies: rectified)
      }
    }
  }
}

/// How the elements of one side of a product lie.
private struct Matrix {
  let rows: Int
  let columns: Int
  private let isTransposed: Bool

  /// `rows` and `columns` as stored; what is read transposed has them exchanged.
  init(rows: Int, columns: Int, _ isTransposed: Bool) {
    (self.rows, self.columns) = isTransposed ? (columns, rows) : (rows, columns)
    self.isTransposed = isTransposed
  }

  var count: Int { rows * columns }

  func over(_ values: UnsafePointer<Float>) -> assay_matrix {
    unsafe assay_matrix(
      values: values, row: isTransposed ? 1 : columns, column: isTransposed ? rows : 1)
  }

  func multiply(
    _ values: UnsafePointer<Float>, _ other: Matrix, _ others: UnsafePointer<Float>,
    into out: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>? = nil,
    rectifies: Bool = false
  ) {
    unsafe assay_product(
      over(values), other.over(others), out, other.columns,
      assay_product_sizes(m: rows, k: columns, n: other.columns),
      assay_product_start(continues: 0, bias: bias, rectifies: rectifies ? 1 : 0))
  }
}
