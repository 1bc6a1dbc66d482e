/// Weighted least squares by the normal equations.
package enum LeastSquares {
  /// Minimises Σ wᵢ·(yᵢ − xᵢ·β)² + `ridge`·|β|² over β and returns β.
  ///
  /// `design` is observations × coefficients; a constant column is the caller's. The normal equations
  /// square the condition number, which is fine for the tens of well scaled columns this serves.
  ///
  /// - Throws: ``LinearSolveError`` where lengths differ, a weight is negative or not finite, or the
  ///   columns are linearly dependent and `ridge` is 0.
  package static func solve(
    design: Matrix, targets: [Double], weights: [Double]? = nil, ridge: Double = 0
  ) throws(LinearSolveError) -> [Double] {
    let (gram, moment) = try normalEquations(design: design, targets: targets, weights: weights)
    var penalised = gram
    for j in 0..<design.columns { penalised[j, j] += ridge }
    return try CholeskyFactor(of: penalised).solve(moment)
  }

  /// The matrix Xᵀ·W·X, of which only the lower triangle is filled, and the vector Xᵀ·W·y.
  ///
  /// - Throws: ``LinearSolveError`` where lengths differ or a weight is negative or not finite.
  package static func normalEquations(
    design: Matrix, targets: [Double], weights: [Double]?
  ) throws(LinearSolveError) -> (gram: Matrix, moment: [Double]) {
    guard targets.count == design.rows, weights.map({ $0.count == design.rows }) ?? true else {
      throw LinearSolveError(
        code: .shapeMismatch,
        message: """
          \(design.rows) observations, \(targets.count) targets and \
          \(weights?.count ?? design.rows) weights do not fit each other
          """)
    }
    if let wrong = weights?.first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw LinearSolveError(
        code: .negativeWeight, message: "a weight is finite and at least 0, not \(wrong)")
    }
    let width = design.columns
    var gram = [Double](repeating: 0, count: width * width)
    var moment = [Double](repeating: 0, count: width)
    let elements = design.elements
    for row in 0..<design.rows {
      let weight = weights?[row] ?? 1
      if weight == 0 { continue }
      let start = row * width
      for i in 0..<width {
        let scaled = weight * elements[start + i]
        moment[i] += scaled * targets[row]
        for j in 0...i { gram[i * width + j] += scaled * elements[start + j] }
      }
    }
    return (try Matrix(rows: width, columns: width, elements: gram), moment)
  }
}
