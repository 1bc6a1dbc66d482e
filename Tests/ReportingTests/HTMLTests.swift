import Foundation
import Reporting
import Testing

@Suite("A document becomes one page of HTML")
struct HTMLTests {
  private static func sample(sections: Int) -> Document {
    var document = Document([.heading(level: 1, "Title"), .paragraph("Lead.")])
    for number in 1...sections {
      document.section("Part \(number)", [.paragraph("Text.")])
    }
    return document
  }

  @Test("The page as it was kept")
  func page() throws {
    var document = Document([
      .heading(level: 1, "A report"),
      .paragraph(Line("Decided: ", .strong) + Line("hybrid", .good) + Line(", not certain", .open)),
    ])
    document.section(
      "Figures",
      [
        .table(
          Table(
            [.init("figure", wraps: true), .init("value", .right)],
            rows: [[Line("AUC"), Line("0.781")], [Line(""), Line("unmet", .bad)]])),
        .note("A remark."),
      ])
    document.section("Details", level: 4, [.bullets(["One.", Line("Two.", .quiet)])])
    try Golden.expect(HTMLRenderer.render(document, title: "assay: a report"), is: "page.html")
  }

  @Test("Four sections and more have a table of contents", arguments: [(3, 0), (4, 4), (9, 9)])
  func contents(_ sections: Int, _ entries: Int) {
    let page = HTMLRenderer.render(Self.sample(sections: sections), title: "T")
    #expect(page.matches(of: #/<li><a href="#section-/#).count == entries)
  }

  @Test("A document without a title takes the window's")
  func untitled() {
    let page = HTMLRenderer.render(Document([.heading(level: 2, "Part")]), title: "Window")
    #expect(page.contains("<h1>Window</h1>") && page.contains("<h2 id=\"section-1\">Part</h2>"))
  }

  @Test("Headings leave out no rank, and the page has one of rank 1")
  func ranks() {
    let levels = [1, 3, 6, 1, 2, 4, 5]
    let document = Document(levels.map { .heading(level: $0, "at \($0)") })
    let page = HTMLRenderer.render(document, title: "T")
    let ranks = page.matches(of: #/<h([1-6])/#).map { String($0.1) }
    #expect(ranks == ["1", "2", "3", "2", "2", "3", "4"])
  }

  @Test(
    "Hostile text stays inert in every block",
    arguments: [
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x", "]]>",
      "\u{1B}[31m", "</title></style></svg>", "&lt;", "\u{202E}evil\u{FFFE}",
    ])
  func hostile(_ text: String) {
    let document = Document([
      .heading(level: 1, text), .heading(level: 2, text), .paragraph(Line(text)),
      .bullets([Line(text, .strong)]), .note(Line(text, .bad)),
      .table(Table([.init(text)], rows: [[Line(text, .good)]])),
    ])
    let harmless = HTMLRenderer.render(
      Document([
        .heading(level: 1, "x"), .heading(level: 2, "x"), .paragraph("x"),
        .bullets([Line("x", .strong)]), .note(Line("x", .bad)),
        .table(Table([.init("x")], rows: [[Line("x", .good)]])),
      ]), title: "x")
    let page = HTMLRenderer.render(document, title: text)
    #expect(Self.tags(page) == Self.tags(harmless), "the text opened, closed or changed a tag")
    #expect(page.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(!page.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0xFFFE })
  }

  /// The names of all tags and of their attributes.
  private static func tags(_ page: String) -> [String] {
    page.matches(of: #/<([^>]*)>/#).map { match in
      String(match.1).replacing(#/"[^"]*"/#, with: "").trimmingPrefix("!").description
    }
  }

  /// The contrast of WCAG 2.2: (L₁ + 0.05) / (L₂ + 0.05), at least 4.5 for text (1.4.3).
  @Test(
    "Every colour of text has a contrast of at least 4.5 on the paper",
    arguments: ["light", "dark"])
  func contrast(theme: String) throws {
    let page = HTMLRenderer.render(Document([]), title: "T")
    let sets = page.matches(of: #/:root \{([^}]*)\}/#).map { String($0.1) }
    let set = try #require(theme == "light" ? sets.first : sets.dropFirst().first)
    var luminances: [String: Double] = [:]
    for match in set.matches(of: #/--([a-z-]+): #([0-9a-f]+);/#) {
      let digits = match.2.count == 3 ? match.2.flatMap { [$0, $0] } : Array(match.2)
      let channels = stride(from: 0, to: 6, by: 2).map { index -> Double in
        let value = Double(Int(String(digits[index...index + 1]), radix: 16) ?? 0) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      luminances[String(match.1)] =
        0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    let paper = try #require(luminances["paper"])
    let names = ["ink", "soft", "link", "good", "bad", "open", "end-to-end", "hybrid", "limit"]
    for name in names {
      let luminance = try #require(luminances[name])
      let contrast = (max(luminance, paper) + 0.05) / (min(luminance, paper) + 0.05)
      #expect(contrast >= 4.5, "\(name): \(contrast)")
    }
  }

  @Test("The page names nothing outside itself")
  func alone() {
    let page = HTMLRenderer.render(Self.sample(sections: 5), title: "T")
    for word in ["http:", "https:", "src=", "@import", "url(", "<script"] {
      #expect(!page.contains(word), "\(word)")
    }
  }
}
