/// Makes terminal text of a document.
package struct TerminalRenderer: Sendable {
  /// Columns of the terminal; text keeps within them.
  package var width: Int
  /// Whether to use ANSI bold, dim and colours; the caller knows whether this is a terminal.
  package var styled: Bool

  package init(width: Int = 100, styled: Bool = false) {
    self.width = max(40, width)
    self.styled = styled
  }

  private static let indent = "  "

  /// The text, each line ended by a line break.
  package func render(_ document: Document) -> String {
    var lines: [String] = []
    var belowHeading = true
    for block in document.blocks {
      // A section's content stands directly below its heading; everything else is set apart.
      if !belowHeading { lines.append("") }
      lines += render(block)
      if case .heading(let level, _) = block {
        belowHeading = level > 1
      } else {
        belowHeading = false
      }
    }
    return lines.map { trimmed($0) + "\n" }.joined()
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private func render(_ block: Document.Block) -> [String] {
    switch block {
    case .heading(let level, let text): return heading(text, level: level)
    case .paragraph(let line): return wrapped(line, first: TerminalRenderer.indent)
    case .note(let line): return wrapped(quiet(line), first: TerminalRenderer.indent)
    case .bullets(let items): return items.flatMap { wrapped($0, first: "  • ") }
    case .picture(let picture):
      return wrapped(Line(picture.title, .strong), first: TerminalRenderer.indent)
        + render(.table(picture.table)) + [""] + render(.paragraph(picture.caption))
    case .table(let table):
      return TableLayout(table, width: width - TerminalRenderer.indent.count).lines().map {
        TerminalRenderer.indent + paint($0)
      }
    }
  }

  private func heading(_ text: String, level: Int) -> [String] {
    let lines = LineWrapping.wrap(Line(text, .strong).escaped, width: width)
    guard level == 1 else { return lines.map(paint) }
    let rule = String(repeating: "═", count: lines.map(\.width).max() ?? 0)
    return lines.map(paint) + [rule]
  }

  private func wrapped(_ line: Line, first: String) -> [String] {
    let rest = String(repeating: " ", count: first.count)
    return LineWrapping.wrap(line.escaped, width: width - first.count).enumerated().map {
      ($0.offset == 0 ? first : rest) + paint($0.element)
    }
  }

  private func quiet(_ line: Line) -> Line {
    Line(spans: line.spans.map { $0.style == .plain ? .init($0.text, .quiet) : $0 })
  }

  /// The line's text, its parts in ANSI's select-graphic-rendition sequences where styled.
  private func paint(_ line: Line) -> String {
    guard styled else { return line.text }
    return line.spans.map { span in
      switch span.style {
      case .plain: span.text
      case .strong: "\u{1B}[1m\(span.text)\u{1B}[0m"
      case .quiet: "\u{1B}[2m\(span.text)\u{1B}[0m"
      case .good: "\u{1B}[32m\(span.text)\u{1B}[0m"
      case .bad: "\u{1B}[31m\(span.text)\u{1B}[0m"
      case .open: "\u{1B}[33m\(span.text)\u{1B}[0m"
      }
    }.joined()
  }
}

extension Line {
  /// The line with every text made inert.
  var escaped: Line { Line(spans: spans.map { Span(Escaping.visible($0.text), $0.style) }) }

  /// Its characters without styles.
  package var text: String { spans.map(\.text).joined() }

  var width: Int { spans.reduce(0) { $0 + DisplayWidth.of($1.text) } }
}
