/// A report as a value: what it says, not how it looks; a renderer makes terminal text or Markdown of it.
///
/// Every text is data. Renderers escape it, so no name, cause or path can move a cursor or open a tag.
package struct Document: Sendable, Equatable {
  package var blocks: [Block]

  package init(_ blocks: [Block] = []) { self.blocks = blocks }

  /// One part of a document.
  package enum Block: Sendable, Equatable {
    /// Level 1 is the document's title.
    case heading(level: Int, String)
    case paragraph(Line)
    case bullets([Line])
    case table(Table)
    /// A remark that the reader may skip.
    case note(Line)
    /// Where nothing can be drawn, its table and its caption.
    case picture(Picture)
  }

  /// Adds a section, left out with its heading where it has no content.
  package mutating func section(_ title: String, level: Int = 2, _ content: [Block]) {
    guard !content.isEmpty else { return }
    blocks.append(.heading(level: level, title))
    blocks += content
  }
}

/// A run of text in which parts may stand out.
package struct Line: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// What a part means; a renderer chooses its look.
  package enum Style: Sendable {
    case plain
    case strong
    case quiet
    case good
    case bad
    case open
  }

  /// Consecutive characters of one style.
  package struct Span: Sendable, Equatable {
    package var text: String
    package var style: Style

    package init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  package var spans: [Span]

  package init(_ text: String, _ style: Style = .plain) { spans = [Span(text, style)] }

  package init(spans: [Span]) { self.spans = spans }

  package init(stringLiteral text: String) { self.init(text) }

  package static func + (first: Line, second: Line) -> Line {
    Line(spans: first.spans + second.spans)
  }
}

/// Rows under headed columns.
package struct Table: Sendable, Equatable {
  package enum Alignment: Sendable {
    case left
    case right
  }

  /// A column's head and where its cells stand.
  package struct Column: Sendable, Equatable {
    package var title: String
    package var alignment: Alignment
    /// Whether its cells may be broken over lines where the table is too wide.
    package var wraps: Bool

    package init(_ title: String, _ alignment: Alignment = .left, wraps: Bool = false) {
      self.title = title
      self.alignment = alignment
      self.wraps = wraps
    }
  }

  package var columns: [Column]
  /// Each row has a cell for every column.
  package var rows: [[Line]]

  package init(_ columns: [Column], rows: [[Line]]) {
    self.columns = columns
    self.rows = rows
  }
}
