/// The Cholesky factor L of a symmetric positive definite matrix A = L·Lᵀ.
///
/// Golub & Van Loan, "Matrix Computations", 4th ed., §4.2 (row-oriented). Only the lower triangle
/// of A is read.
package struct CholeskyFactor: Sendable {
  /// L; its elements above the diagonal are zero.
  package let lower: Matrix

  /// Factors a square matrix.
  ///
  /// A pivot must exceed `tolerance` times its diagonal element: below that, rounding alone decides
  /// its sign and the matrix is singular as far as doubles can tell.
  ///
  /// - Throws: ``LinearSolveError`` where the matrix is not square or not positive definite.
  package init(of matrix: Matrix, tolerance: Double = 1e-13) throws(LinearSolveError) {
    guard matrix.rows == matrix.columns else {
      throw LinearSolveError(
        code: .shapeMismatch, message: "a \(matrix.rows) × \(matrix.columns) matrix is not square")
    }
    var lower = Matrix(rows: matrix.rows, columns: matrix.rows)
    for i in 0..<matrix.rows {
      for j in 0...i {
        var sum = matrix[i, j]
        for k in 0..<j { sum -= lower[i, k] * lower[j, k] }
        if i == j {
          // Written so that a NaN pivot fails too.
          guard sum > tolerance * matrix[i, i] else {
            throw LinearSolveError(
              code: .notPositiveDefinite,
              message: "the matrix is not positive definite: pivot \(i) is \(sum)")
          }
          lower[i, i] = sum.squareRoot()
        } else {
          lower[i, j] = sum / lower[j, j]
        }
      }
    }
    self.lower = lower
  }

  /// Solves A·x = b.
  package func solve(_ b: [Double]) -> [Double] {
    let n = lower.rows
    precondition(b.count == n, "the right-hand side is as long as the matrix is high")
    var x = b
    for i in 0..<n {
      for k in 0..<i { x[i] -= lower[i, k] * x[k] }
      x[i] /= lower[i, i]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      for k in (i + 1)..<max(n, i + 1) { x[i] -= lower[k, i] * x[k] }
      x[i] /= lower[i, i]
    }
    return x
  }

  /// The natural logarithm of A's determinant.
  package var logDeterminant: Double {
    (0..<lower.rows).reduce(0) { $0 + 2 * Double.log(lower[$1, $1]) }
  }
}
