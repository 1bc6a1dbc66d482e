private import CKernels

extension Tensor {
  /// The matrix product with another tensor, either side read transposed.
  ///
  /// # Shapes
  /// - self: `[m, k]`, or `[k, m]` if `transposed`
  /// - other: `[k, n]`, or `[n, k]` if `otherTransposed`
  /// - result: `[m, n]`
  ///
  /// All axes of an operand but the last are read as one.
  package func product(
    transposed: Bool = false, _ other: Tensor, otherTransposed: Bool = false
  ) -> Tensor {
    let m = transposed ? shape.last : shape.rows
    let k = transposed ? shape.rows : shape.last
    let n = otherTransposed ? other.shape.rows : other.shape.last
    let otherK = otherTransposed ? other.shape.last : other.shape.rows
    demand(
      k == otherK,
      "matmul: \(shape)\(transposed ? "ᵀ" : "") with \(other.shape)\(otherTransposed ? "ᵀ" : "")")
    return unsafe Tensor(filling: Shape(m, n)) { out in
      unsafe reading { a in
        unsafe other.reading { b in
          unsafe Backend.multiply(
            a, transposed: transposed, b, transposed: otherTransposed, into: out, m, k, n,
            accumulating: false)
        }
      }
    }
  }

  /// The rows times a weight, plus a bias.
  ///
  /// # Shapes
  /// - self: `[..., inputs]`
  /// - weight: `[inputs, outputs]`
  /// - bias: `[outputs]`
  /// - result: `[..., outputs]`
  ///
  /// The last bits of a row may depend on how many rows come with it, since a BLAS takes blocks of
  /// rows and what remains of them through different code. Answers that have to be equal bit for
  /// bit are computed in equal batches.
  package func affine(weight: Tensor, bias: Tensor) -> Tensor {
    demand(
      shape.last == weight.shape.rows && weight.shape.last == bias.shape.count,
      "affine: \(shape) with weight \(weight.shape) and bias \(bias.shape)")
    let (m, k, n) = (shape.rows, shape.last, weight.shape.last)
    return unsafe Tensor(filling: shape.replacingLast(n)) { out in
      unsafe bias.reading { unsafe assay_repeat_row($0, out, m, n) }
      unsafe reading { a in
        unsafe weight.reading { b in
          unsafe Backend.multiply(
            a, transposed: false, b, transposed: false, into: out, m, k, n, accumulating: true)
        }
      }
    }
  }
}
