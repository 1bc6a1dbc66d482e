import InertText

/// A file's text as Unicode scalars, with its lines; the characters are already found fit for YAML.
package struct SourceText: Sendable {
  package let file: String
  /// Without a byte order mark.
  let scalars: [Unicode.Scalar]
  /// The index of each line's first scalar.
  let lineStarts: [Int]

  init(file: String, scalars: [Unicode.Scalar]) {
    self.file = file
    self.scalars = scalars
    var starts = [0]
    for (index, scalar) in scalars.enumerated() {
      let isBreak =
        scalar == "\n"
        || (scalar == "\r" && (index + 1 == scalars.count || scalars[index + 1] != "\n"))
      if isBreak { starts.append(index + 1) }
    }
    lineStarts = starts
  }

  /// A diagnostic that points at a stretch of one line.
  ///
  /// - Parameters:
  ///   - severity: Whether the file can be used all the same.
  ///   - position: The first scalar of the stretch.
  ///   - end: The scalar after the stretch; on another line, the mark ends with its own line.
  ///   - message: What was found.
  ///   - remedy: What would be right.
  /// - Returns: The diagnostic with its source line.
  package func diagnostic(
    _ severity: Diagnostic.Severity = .error, at position: Position, to end: Position? = nil,
    _ message: String, remedy: String
  ) -> Diagnostic {
    Diagnostic(
      severity: severity, file: file, position: position, excerpt: excerpt(at: position, to: end),
      message: message, remedy: remedy)
  }

  /// The scalars of a line, without its break; empty beyond the last line.
  func line(_ number: Int) -> ArraySlice<Unicode.Scalar> {
    guard lineStarts.indices.contains(number - 1) else { return [] }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : scalars.count
    while end > start, scalars[end - 1] == "\n" || scalars[end - 1] == "\r" { end -= 1 }
    return scalars[start..<end]
  }

  private func excerpt(at position: Position, to end: Position?) -> Diagnostic.Excerpt {
    let limit = 96
    let line = line(position.line)
    let caret = min(max(position.column - 1, 0), line.count)
    var stop = caret + 1
    if let end {
      stop = end.line == position.line ? max(end.column - 1, stop) : line.count
    }
    // A long line is cut to a window that holds the caret, a third of the way in.
    let from = line.count <= limit ? 0 : min(max(caret - limit / 3, 0), line.count - limit)
    let window = line.dropFirst(from).prefix(limit)
    let before = window.prefix(caret - from)
    let marked = window.dropFirst(caret - from).prefix(max(stop - caret, 0))
    let left = from > 0 ? "…" : ""
    let right = from + window.count < line.count ? "…" : ""
    return Diagnostic.Excerpt(
      text: left + InertText.escaped(window) + right, offset: left.count + ShownWidth.of(before),
      width: max(ShownWidth.of(marked), 1))
  }
}
