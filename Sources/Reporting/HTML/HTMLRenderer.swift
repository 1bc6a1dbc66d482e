/// Makes one self-contained HTML page of a document: no script, no network, nothing beside it.
///
/// The page reads in light and dark, on a phone and on A4. All text is escaped, so no name, cause or
/// path can open a tag; a content security policy forbids the page to load or run anything.
package enum HTMLRenderer {
  /// A document with at least this many sections gets a table of contents.
  private static let longDocument = 4

  /// The page.
  ///
  /// - Parameters:
  ///   - document: What it says; its first heading of level 1 becomes the page's own.
  ///   - title: The name of the window; also the page's heading where the document has none.
  /// - Returns: The page, ended by a line break.
  package static func render(_ document: Document, title: String) -> String {
    let outline = HTMLOutline(document, title: title)
    var body = HTMLBody(outline: outline)
    for (index, block) in document.blocks.enumerated() { body.add(block, at: index) }
    let contents = outline.sections.count >= longDocument ? contents(outline) : ""
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="referrer" content="no-referrer">
      <link rel="icon" href="data:,">
      <title>\(Escaping.markup(title))</title>
      <style>
      \(HTMLStyle.sheet)
      </style>
      </head>
      <body>
      <a class="skip" href="#content">To the content</a>
      <header><h1>\(Escaping.markup(outline.title))</h1></header>
      \(contents)<main id="content" tabindex="-1">
      \(body.finished())</main>
      </body>
      </html>

      """
  }

  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

  private static func contents(_ outline: HTMLOutline) -> String {
    let items = outline.sections.map {
      "<li><a href=\"#\($0.id)\">\(Escaping.markup($0.text))</a></li>\n"
    }
    return "<nav aria-label=\"Contents\"><ol>\n" + items.joined() + "</ol></nav>\n"
  }
}
