import InertText

/// How text from data is made inert.
package enum Escaping {
  /// The text with everything that a terminal could act on written out, such as `\u{1B}`.
  package static func visible(_ text: String) -> String {
    InertText.escaped(text.unicodeScalars)
  }

  /// The text as Markdown that shows exactly it: no emphasis, code, link, mention, table cell or tag.
  ///
  /// Mentions and bare links are found in the rendered text, where neither a backslash nor a
  /// character reference helps (github/cmark-gfm issue 181); an empty comment parts them, unseen.
  package static func markdown(_ text: String) -> String {
    var result = ""
    for character in visible(text) {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result.replacing(#/@(?!\s)|:(?=\/\/)|[Ww]{3}(?=\.)/#.matchingSemantics(.unicodeScalar)) {
      "\($0.output)<!-- -->"
    }
  }

  /// Keeps the first characters of a Markdown block from making it a heading, list or quotation.
  package static func markdownStart(_ escaped: String) -> String {
    guard let first = escaped.first else { return escaped }
    if "#+-=".contains(first) { return "\\" + escaped }
    let digits = escaped.prefix { $0.isASCII && $0.isNumber }
    let rest = escaped.dropFirst(digits.count)
    guard !digits.isEmpty, let mark = rest.first, ".)".contains(mark) else { return escaped }
    return "\(digits)\\\(rest)"
  }

  /// The text as HTML or XML that shows exactly it, within an element or a quoted attribute.
  ///
  /// What XML 1.0 has no place for is shown as its code, as `visible` does with control characters.
  package static func markup(_ text: String) -> String {
    var result = ""
    for scalar in visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{FFFE}", "\u{FFFF}":
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text as one field of a CSV file (RFC 4180) that no spreadsheet takes for a formula.
  ///
  /// What begins like a formula gets an apostrophe before it (OWASP, CSV injection); quotation marks
  /// stand around every field, so that no separator of any locale divides it.
  package static func csv(_ text: String) -> String {
    let shown = visible(text)
    let first = shown.drop { $0.isWhitespace }.first
    let isFormula = first.map { "=+-@|%＝＋－＠".contains($0) } ?? false
    return "\"" + (isFormula ? "'" : "") + shown.replacing("\"", with: "\"\"") + "\""
  }
}
