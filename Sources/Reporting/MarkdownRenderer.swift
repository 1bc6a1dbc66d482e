/// Makes Markdown (GitHub's dialect, for its tables) of a document.
package enum MarkdownRenderer {
  /// The text, blocks set apart by one blank line.
  package static func render(_ document: Document) -> String {
    document.blocks.map(render).joined(separator: "\n\n") + "\n"
  }

  private static func render(_ block: Document.Block) -> String {
    switch block {
    case .heading(let level, let text):
      String(repeating: "#", count: min(6, max(1, level))) + " " + Escaping.markdown(text)
    case .paragraph(let line): Escaping.markdownStart(inline(line))
    case .note(let line): "> " + Escaping.markdownStart(inline(line))
    case .bullets(let items):
      items.map { "- " + Escaping.markdownStart(inline($0)) }.joined(separator: "\n")
    case .table(let table): render(table)
    case .picture(let picture):
      "**\(Escaping.markdown(picture.title))**\n\n\(render(picture.table))\n\n"
        + Escaping.markdownStart(inline(picture.caption))
    }
  }

  private static func render(_ table: Table) -> String {
    let head = table.columns.map { Escaping.markdown($0.title) }
    let rule = table.columns.map { $0.alignment == .left ? "---" : "---:" }
    let rows = [head, rule] + table.rows.map { $0.map(inline) }
    return rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  private static func inline(_ line: Line) -> String {
    line.spans.map { span in
      let text = Escaping.markdown(span.text)
      // Emphasis may not touch spaces, and colours have no Markdown.
      guard span.style == .strong, !text.isEmpty, text.first != " ", text.last != " " else {
        return text
      }
      return "**\(text)**"
    }.joined()
  }
}
