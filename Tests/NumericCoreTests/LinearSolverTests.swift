import NumericCore
import Testing

@Suite struct LinearSolver {
  @Test("A system factors into L·Lᵀ and is solved")
  func solves() throws {
    // A = L·Lᵀ with L = [[2, 0, 0], [1, 3, 0], [−1, 2, 1]], and b = A·(1, 2, 3).
    let matrix = try Matrix(rows: [[4, 2, -2], [2, 10, 5], [-2, 5, 6]])
    let factor = try CholeskyFactor(of: matrix)
    #expect(factor.lower.elements == [2, 0, 0, 1, 3, 0, -1, 2, 1])
    #expect(factor.solve([2, 37, 26]) == [1, 2, 3])
    #expect(abs(factor.logDeterminant - Double.log(36)) < 1e-15)
  }

  @Test("A matrix that is not positive definite is named with its pivot")
  func notPositiveDefinite() throws {
    let matrix = try Matrix(rows: [[1, 2], [2, 1]])
    let error = #expect(throws: LinearSolveError.self) { try CholeskyFactor(of: matrix) }
    #expect(
      error
        == LinearSolveError(
          code: .notPositiveDefinite,
          message: "the matrix is not positive definite: pivot 1 is -3.0"))
  }

  @Test("Dependent columns are singular, and a ridge mends them")
  func singular() throws {
    let design = try Matrix(rows: [[1, 1], [2, 2], [3, 3]])
    let error = #expect(throws: LinearSolveError.self) {
      try LeastSquares.solve(design: design, targets: [2, 4, 6])
    }
    #expect(error?.code == .notPositiveDefinite)
    let mended = try LeastSquares.solve(design: design, targets: [2, 4, 6], ridge: 1e-6)
    #expect(abs(mended[0] - 1) < 1e-6 && abs(mended[1] - 1) < 1e-6)
  }

  @Test("Weighted least squares agrees with NumPy")
  func leastSquares() throws {
    var generator = SeededGenerator(seed: 7, "least-squares")
    var rows: [[Double]] = []
    var targets: [Double] = []
    var weights: [Double] = []
    for _ in 0..<30 {
      rows.append([1, generator.uniform(-1, 1), generator.uniform(-1, 1)])
      targets.append(generator.uniform(-1, 1))
      weights.append(generator.uniform())
    }
    let fitted = try LeastSquares.solve(
      design: Matrix(rows: rows), targets: targets, weights: weights)
    // `Tests/References/numeric_core.py`.
    let expected = [-0.018927512710570898, -0.0176578071493686, -0.21975505998412018]
    for (value, reference) in zip(fitted, expected) { #expect(abs(value - reference) < 1e-14) }
  }

  @Test("Shapes and weights that do not fit are refused with what was given")
  func refusals() {
    #expect(
      throws: LinearSolveError(
        code: .shapeMismatch, message: "5 elements do not fill a 2 × 3 matrix")
    ) { try Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5]) }
    #expect(
      throws: LinearSolveError(
        code: .shapeMismatch, message: "row 1 has 1 elements, the first row has 2")
    ) { try Matrix(rows: [[1, 2], [3]]) }
    #expect(
      throws: LinearSolveError(
        code: .negativeWeight, message: "a weight is finite and at least 0, not -1.0")
    ) {
      try LeastSquares.solve(
        design: Matrix(rows: [[1], [2]]), targets: [1, 2], weights: [1, -1])
    }
  }
}
