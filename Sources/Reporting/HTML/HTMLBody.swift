/// Collects the content of a page, block by block.
struct HTMLBody {
  private let outline: HTMLOutline
  private var text = ""
  private var isInSection = false
  /// What the tables that follow are about: the heading above them.
  private var subject: String
  private var pictures = 0

  init(outline: HTMLOutline) {
    self.outline = outline
    subject = outline.title
  }

  mutating func add(_ block: Document.Block, at index: Int) {
    switch block {
    case .heading:
      if let heading = outline.headings[index] { add(heading) }
    case .paragraph(let line): text += "<p>\(HTMLInline.markup(line))</p>\n"
    case .note(let line): text += "<p class=\"note\">\(HTMLInline.markup(line))</p>\n"
    case .bullets(let items):
      let lines = items.map { "<li>\(HTMLInline.markup($0))</li>\n" }
      text += "<ul>\n" + lines.joined() + "</ul>\n"
    case .table(let table): text += HTMLTable.markup(table, caption: subject)
    case .picture(let picture): add(picture)
    }
  }

  /// The drawing at two widths, of which the style sheet shows one, between caption and table.
  private mutating func add(_ picture: Picture) {
    pictures += 1
    let drawings = [("wide", picture.wide), ("narrow", picture.narrow)].map { style, drawing in
      SVG.element(
        drawing, id: "picture-\(pictures)-\(style)", title: picture.title,
        description: picture.description, style: style)
    }
    text += """
      <figure class="picture">
      <figcaption><b>\(Escaping.markup(picture.title))</b>
      \(HTMLInline.markup(picture.caption))</figcaption>
      \(drawings.joined())\(HTMLTable.markup(picture.table, caption: picture.title))</figure>

      """
  }

  private mutating func add(_ heading: HTMLOutline.Heading) {
    if heading.rank == 2 {
      closeSection()
      text += "<section>\n"
      isInSection = true
    }
    let tag = "h\(heading.rank)"
    text += "<\(tag) id=\"\(heading.id)\">\(Escaping.markup(heading.text))</\(tag)>\n"
    subject = heading.text
  }

  private mutating func closeSection() {
    if isInSection { text += "</section>\n" }
    isInSection = false
  }

  func finished() -> String {
    var copy = self
    copy.closeSection()
    return copy.text
  }
}

/// A line as HTML: what stands out does so by weight or by colour, never by colour alone.
enum HTMLInline {
  static func markup(_ line: Line) -> String {
    line.spans.map { span in
      // A number and its percent sign stay on one line.
      let text = Escaping.markup(span.text).replacing(" %", with: "\u{A0}%")
      return switch span.style {
      case .plain: text
      case .strong: "<strong>\(text)</strong>"
      case .quiet: "<span class=\"quiet\">\(text)</span>"
      case .good: "<span class=\"good\">\(text)</span>"
      case .bad: "<span class=\"bad\">\(text)</span>"
      case .open: "<span class=\"open\">\(text)</span>"
      }
    }.joined()
  }
}
