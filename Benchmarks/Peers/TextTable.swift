/// Rows of cells in columns, for a terminal.
package struct TextTable: Sendable {
  private var rows: [[String]]

  package init(_ head: [String]) { rows = [head] }

  package mutating func add(_ row: [String]) { rows.append(row) }

  /// The rows with two spaces between the columns, a rule below the head, and nothing at the ends.
  package var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let rule = widths.map { String(repeating: "─", count: $0) }
    return ([rows[0], rule] + rows.dropFirst()).map { row in
      let padded = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      let line = padded.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
