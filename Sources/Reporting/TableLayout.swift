/// Lays a table out in columns of a terminal.
struct TableLayout {
  private let table: Table
  private let heads: [Line]
  private let rows: [[Line]]
  private let widths: [Int]
  private static let gap = 2
  /// A column that wraps keeps at least this many columns.
  private static let least = 6

  init(_ table: Table, width: Int) {
    self.table = table
    heads = table.columns.map { Line($0.title, .quiet).escaped }
    rows = table.rows.map { $0.map(\.escaped) }
    widths = TableLayout.fit(table.columns, [heads] + rows, width: width)
  }

  func lines() -> [Line] {
    let rule = widths.map { String(repeating: "─", count: $0) }
      .joined(separator: String(repeating: " ", count: TableLayout.gap))
    return row(heads) + [Line(rule, .quiet)] + rows.flatMap(row)
  }

  private func row(_ cells: [Line]) -> [Line] {
    let wrapped = zip(cells, widths).map { LineWrapping.wrap($0, width: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { index in
      var line = Line(spans: [])
      for (column, cell) in wrapped.enumerated() {
        if column > 0 { line = line + Line(String(repeating: " ", count: TableLayout.gap)) }
        line = line + padded(index < cell.count ? cell[index] : Line(spans: []), column)
      }
      return line
    }
  }

  private func padded(_ cell: Line, _ column: Int) -> Line {
    let space = Line(String(repeating: " ", count: max(0, widths[column] - cell.width)))
    return table.columns[column].alignment == .left ? cell + space : space + cell
  }

  /// Natural widths; where they are too wide, the widest of the columns that wrap gives way.
  private static func fit(_ columns: [Table.Column], _ rows: [[Line]], width: Int) -> [Int] {
    var widths = columns.indices.map { column in
      rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
    }
    let gaps = gap * max(0, columns.count - 1)
    var excess = widths.reduce(0, +) + gaps - width
    while excess > 0 {
      let candidates = columns.indices.filter { columns[$0].wraps && widths[$0] > least }
      let pool = candidates.isEmpty ? columns.indices.filter { widths[$0] > least } : candidates
      guard let widest = pool.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}
