import InertText

/// One thing that is wrong with a file: what was found, where, and what would be right.
package struct Diagnostic: Error, Codable, Sendable, Equatable {
  /// Whether the file can be used all the same.
  package enum Severity: String, Codable, Sendable {
    case error
    case warning
  }

  /// The line that a message points at, made inert and cut to what a terminal shows.
  package struct Excerpt: Codable, Sendable, Equatable {
    package let text: String
    /// Terminal columns before the caret.
    package let offset: Int
    /// Terminal columns under the marked value, at least 1.
    package let width: Int
  }

  package let severity: Severity
  package let file: String
  /// Where in the file; nil where the file as a whole is meant.
  package let position: Position?
  package let excerpt: Excerpt?
  /// What was found.
  package let message: String
  /// What would be right.
  package let remedy: String

  package init(
    severity: Severity = .error, file: String, position: Position? = nil, excerpt: Excerpt? = nil,
    message: String, remedy: String
  ) {
    self.severity = severity
    self.file = file
    self.position = position
    self.excerpt = excerpt
    self.message = message
    self.remedy = remedy
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The whole message: place, finding, source line, caret and remedy.
  package var description: String {
    var place = InertText.escaped(file.unicodeScalars)
    if let position { place += ":\(position.line):\(position.column)" }
    var lines = ["\(place): \(severity.rawValue): \(message)"]
    if let excerpt {
      lines.append("  " + excerpt.text)
      lines.append(
        "  " + String(repeating: " ", count: excerpt.offset) + "^"
          + String(repeating: "~", count: excerpt.width - 1))
    }
    lines.append("  " + remedy)
    // Messages of other readers, such as that of tables, may quote a file as it is.
    return InertText.escaped(lines.joined(separator: "\n").unicodeScalars, keeping: ["\n"])
  }
}

extension [Diagnostic] {
  /// The diagnostics in the order of the file; those about the whole file come first.
  package var inFileOrder: [Diagnostic] {
    let start = Position(line: 0, column: 0)
    let indexed = enumerated().sorted {
      ($0.element.position ?? start, $0.offset) < ($1.element.position ?? start, $1.offset)
    }
    return indexed.map(\.element)
  }
}
