/// A place in a file, counted as editors count.
package struct Position: Codable, Sendable, Hashable, Comparable {
  /// The line, from 1.
  package let line: Int
  /// The column in Unicode scalars, from 1.
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The order in which a reader meets the places.
  package static func < (first: Position, second: Position) -> Bool {
    (first.line, first.column) < (second.line, second.column)
  }
}
