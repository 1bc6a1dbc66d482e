/// A dense matrix of doubles in row-major order, small enough that plain loops serve.
package struct Matrix: Codable, Sendable, Hashable {
  package let rows: Int
  package let columns: Int
  /// The elements, row after row; `rows * columns` of them.
  package private(set) var elements: [Double]

  /// A matrix filled with one value.
  package init(rows: Int, columns: Int, filledWith value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix has no negative size")
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: value, count: rows * columns)
  }

  /// A matrix over row-major elements.
  ///
  /// - Throws: ``LinearSolveError`` where the count is not `rows * columns`.
  package init(rows: Int, columns: Int, elements: [Double]) throws(LinearSolveError) {
    guard rows >= 0, columns >= 0, elements.count == rows * columns else {
      throw LinearSolveError(
        code: .shapeMismatch,
        message: "\(elements.count) elements do not fill a \(rows) × \(columns) matrix")
    }
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix from its rows.
  ///
  /// - Throws: ``LinearSolveError`` where the rows differ in length.
  package init(rows: [[Double]]) throws(LinearSolveError) {
    let width = rows.first?.count ?? 0
    guard let odd = rows.firstIndex(where: { $0.count != width }) else {
      try self.init(rows: rows.count, columns: width, elements: rows.flatMap(\.self))
      return
    }
    throw LinearSolveError(
      code: .shapeMismatch,
      message: "row \(odd) has \(rows[odd].count) elements, the first row has \(width)")
  }

  package subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// One row, as a view into the elements.
  package func row(_ index: Int) -> ArraySlice<Double> {
    elements[index * columns..<(index + 1) * columns]
  }

  /// The matrix of the chosen columns, in the order given.
  package func selectingColumns(_ chosen: [Int]) -> Matrix {
    var result = Matrix(rows: rows, columns: chosen.count)
    for row in 0..<rows {
      for (target, source) in chosen.enumerated() { result[row, target] = self[row, source] }
    }
    return result
  }

  /// The product with a vector of `columns` elements; the result has `rows`.
  package func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == columns, "a matrix multiplies a vector as long as it is wide")
    return (0..<rows).map { row in
      var sum = 0.0
      for column in 0..<columns { sum += elements[row * columns + column] * vector[column] }
      return sum
    }
  }
}

/// Why a system of equations was not solved.
package struct LinearSolveError: Error, Codable, Sendable, Hashable, CustomStringConvertible {
  package enum Code: String, Codable, Sendable {
    case shapeMismatch
    case notPositiveDefinite
    case negativeWeight
  }

  package let code: Code
  /// What was wrong, with the offending value.
  package let message: String

  package init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
