/// A table as HTML, in a region of its own that scrolls where the page is narrow.
enum HTMLTable {
  /// The table; the caption says what it is about to those who come to it by listening.
  static func markup(_ table: Table, caption: String) -> String {
    let label = Escaping.markup(caption)
    let heads = table.columns.map { column in
      "<th scope=\"col\"\(attribute(column))>\(Escaping.markup(column.title))</th>"
    }
    // A scrolling region that cannot take the focus cannot be scrolled from a keyboard.
    return """
      <div class="scroll" role="group" tabindex="0" aria-label="Table: \(label)"><table>
      <caption>\(label)</caption>
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(table.rows.map { row($0, table.columns) }.joined())</tbody>
      </table></div>

      """
  }

  private static func row(_ cells: [Line], _ columns: [Table.Column]) -> String {
    let marked = zip(cells, columns).enumerated().map { index, pair in
      let (cell, column) = pair
      let text = HTMLInline.markup(cell)
      return index == 0 && !cell.text.isEmpty
        ? "<th scope=\"row\"\(attribute(column))>\(text)</th>"
        : "<td\(attribute(column))>\(text)</td>"
    }
    return "<tr>" + marked.joined() + "</tr>\n"
  }

  private static func attribute(_ column: Table.Column) -> String {
    var classes: [String] = []
    if column.alignment == .right { classes.append("number") }
    if column.wraps { classes.append("wraps") }
    return classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
  }
}
