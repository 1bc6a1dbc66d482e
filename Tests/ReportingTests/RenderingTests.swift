import Reporting
import Testing

@Suite("What comes from data cannot act on a terminal or in Markdown")
struct EscapingTests {
  @Test(
    "At the terminal every control character is shown as its code",
    arguments: [
      ("\u{1B}[31mred\u{1B}[0m", #"\u{1B}[31mred\u{1B}[0m"#),
      ("a\nb\tc\rd", #"a\u{A}b\tc\u{D}d"#),
      ("\u{9B}2J", #"\u{9B}2J"#), ("evil\u{202E}txt", #"evil\u{202E}txt"#), ("\u{7F}", #"\u{7F}"#),
      ("Grüße, 信用", "Grüße, 信用"),
    ])
  func terminal(_ text: String, _ shown: String) {
    #expect(Escaping.visible(text) == shown)
  }

  @Test(
    "In Markdown every mark is shown as itself",
    arguments: [
      ("a|b", #"a\|b"#), ("`rm`", #"\`rm\`"#),
      ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
      ("*a* _b_ ~c~", #"\*a\* \_b\_ \~c\~"#), ("[x](y)", #"\[x\](y)"#), ("&lt;", "&amp;lt;"),
      (#"a\|b"#, #"a\\\|b"#), ("\u{1B}[2J", #"\\u{1B}\[2J"#),
      ("@team a@b.org", "@<!-- -->team a@<!-- -->b.org"), ("Xeon @ 2.2 GHz", "Xeon @ 2.2 GHz"),
      ("https://x.org", "https:<!-- -->//x.org"), ("www.x.org", "www<!-- -->.x.org"),
    ])
  func markdown(_ text: String, _ shown: String) {
    #expect(Escaping.markdown(text) == shown)
  }

  @Test("Hostile text stays inert in every block of both renderers")
  func everyBlock() {
    let hostile = "\u{1B}[31m|`<script>\n# x"
    let document = Document([
      .heading(level: 1, hostile), .heading(level: 2, hostile), .paragraph(Line(hostile)),
      .bullets([Line(hostile, .strong)]), .note(Line(hostile)),
      .table(Table([.init(hostile)], rows: [[Line(hostile, .bad)]])),
    ])
    let plain = TerminalRenderer().render(document)
    #expect(!plain.contains("\u{1B}"))
    let styled = TerminalRenderer(styled: true).render(document)
    #expect(!styled.contains("\u{1B}[31m|"))
    let markdown = MarkdownRenderer.render(document)
    #expect(!markdown.contains("<script>") && !markdown.contains("\u{1B}"))
    #expect(
      markdown == #"""
        # \\u{1B}\[31m\|\`&lt;script&gt;\\u{A}# x

        ## \\u{1B}\[31m\|\`&lt;script&gt;\\u{A}# x

        \\u{1B}\[31m\|\`&lt;script&gt;\\u{A}# x

        - **\\u{1B}\[31m\|\`&lt;script&gt;\\u{A}# x**

        > \\u{1B}\[31m\|\`&lt;script&gt;\\u{A}# x

        | \\u{1B}\[31m\|\`&lt;script&gt;\\u{A}# x |
        | --- |
        | \\u{1B}\[31m\|\`&lt;script&gt;\\u{A}# x |

        """#)
  }

  @Test(
    "The start of a Markdown block begins no heading, list or rule",
    arguments: [("# a", ##"\# a"##), ("+0.01", #"\+0.01"#), ("1. a", #"1\. a"#), ("-a", #"\-a"#)])
  func start(_ text: String, _ shown: String) {
    #expect(MarkdownRenderer.render(Document([.paragraph(Line(text))])) == shown + "\n")
  }
}

@Suite("Terminal text is laid out in columns")
struct LayoutTests {
  @Test("Columns align, right where numbers stand, and wrap where they may")
  func table() {
    let table = Table(
      [.init("figure", wraps: true), .init("value", .right)],
      rows: [
        [Line("a long name that must be broken"), Line("1.25")], [Line("信用"), Line("100.00")],
      ])
    #expect(
      TerminalRenderer(width: 40).render(Document([.table(table)])) == """
          figure                           value
          ──────────────────────────────  ──────
          a long name that must be          1.25
          broken
          信用                            100.00

        """)
  }

  @Test("A word longer than the line is cut, not lost")
  func longWord() {
    let text = TerminalRenderer(width: 40).render(
      Document([.paragraph(Line(String(repeating: "x", count: 90)))]))
    #expect(text.filter { $0 == "x" }.count == 90)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 40 })
  }

  @Test("Sections stand apart, their content directly below their heading")
  func sections() {
    var document = Document([.heading(level: 1, "Title")])
    document.section("Section", [.paragraph("Text."), .bullets(["One.", "Two."])])
    document.section("Empty", [])
    #expect(
      TerminalRenderer().render(document) == """
        Title
        ═════

        Section
          Text.

          • One.
          • Two.

        """)
  }
}
