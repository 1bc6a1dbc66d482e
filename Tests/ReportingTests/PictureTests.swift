import Records
import Reporting
import Testing

@Suite("Pictures are drawn inert, and told where nothing is drawn")
struct PictureTests {
  private static func picture(_ text: String) -> Picture {
    Picture(
      title: text, description: text, caption: Line(text),
      table: Table([.init(text)], rows: [[Line(text)]])
    ) { width in
      var drawing = Drawing(width: width, height: 40)
      drawing.line([.init(0, 0), .init(width, 12.345)], .endToEnd, width: 2, dashed: true)
      drawing.bar(x: 0...10, y: 5...10, .hybrid, opacity: 0.5)
      drawing.point(.init(3, 4), .disc, .endToEnd)
      drawing.point(.init(3, 4), .diamond, .hybrid, filled: false)
      drawing.label(text, .init(0, 20), .middle, .limit, strong: true)
      return drawing
    }
  }

  private static func page(_ text: String) -> String {
    HTMLRenderer.render(Document([.picture(picture(text))]), title: "T")
  }

  @Test("The drawing stands at both widths, named and described, with caption and table")
  func figure() throws {
    let page = Self.page("one")
    let start = try #require(page.firstRange(of: "<figure"))
    let end = try #require(page.firstRange(of: "</figure>"))
    try Golden.expect(
      String(page[start.lowerBound..<end.upperBound]) + "\n", is: "figure.html")
  }

  @Test(
    "Hostile text changes no tag of a drawing",
    arguments: [
      "<script>alert(1)</script>", "</svg><img src=x onerror=alert(1)>", "\" onload=\"x", "]]>",
      "<!--", "&quot;", "\u{1B}[31m", "</title></desc></text>",
    ])
  func hostile(_ text: String) {
    func tags(_ page: String) -> [String] {
      page.matches(of: #/<([^>]*)>/#).map { String($0.1.replacing(#/"[^"]*"/#, with: "")) }
    }
    #expect(tags(Self.page(text)) == tags(Self.page("x")))
    #expect(!Self.page(text).contains("\u{1B}"))
  }

  @Test("Numbers that are none leave a drawing well formed")
  func notFinite() {
    let picture = Picture(
      title: "t", description: "d", caption: "c", table: Table([.init("a")], rows: [])
    ) { _ in
      var drawing = Drawing(width: .nan, height: .infinity)
      drawing.line([.init(.nan, -.infinity), .init(-0.001, 1e300)], .text)
      return drawing
    }
    let page = HTMLRenderer.render(Document([.picture(picture)]), title: "T")
    #expect(page.contains("viewBox=\"0 0 0 0\"") && page.contains("points=\"0,0 0,0\""))
  }

  @Test("At the terminal and in Markdown a picture is its title, its table and its caption")
  func told() {
    let picture = Picture(
      title: "Sizes", description: "d", caption: "One is larger.",
      table: Table([.init("which"), .init("size", .right)], rows: [["one", "2"]])
    ) { Drawing(width: $0, height: 1) }
    let document = Document([.picture(picture)])
    #expect(
      TerminalRenderer().render(document) == """
          Sizes
          which  size
          ─────  ────
          one       2

          One is larger.

        """)
    #expect(
      MarkdownRenderer.render(document) == """
        **Sizes**

        | which | size |
        | --- | ---: |
        | one | 2 |

        One is larger.

        """)
  }
}
