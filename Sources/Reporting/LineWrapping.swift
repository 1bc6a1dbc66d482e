/// Breaks lines between words, keeping styles.
enum LineWrapping {
  /// One word or part of a word, in one style.
  private struct Piece {
    var span: Line.Span
    /// Whether a space stood before it.
    var spaced: Bool
  }

  /// The line over as many lines as `width` columns need; a longer word is cut.
  static func wrap(_ line: Line, width: Int) -> [Line] {
    let width = max(1, width)
    var lines: [[Line.Span]] = [[]]
    var used = 0
    for word in words(line) {
      let length = word.reduce(0) { $0 + DisplayWidth.of($1.span.text) }
      let spaced = word.first?.spaced ?? false
      if used > 0, used + length + (spaced ? 1 : 0) > width {
        lines.append([])
        used = 0
      }
      for piece in word {
        let space = piece.spaced && used > 0 ? " " : ""
        var rest = space + piece.span.text
        while used + DisplayWidth.of(rest) > width {
          let head = prefix(of: rest, columns: width - used)
          lines[lines.count - 1].append(Line.Span(head, piece.span.style))
          rest = String(rest.dropFirst(head.count))
          lines.append([])
          used = 0
        }
        lines[lines.count - 1].append(Line.Span(rest, piece.span.style))
        used += DisplayWidth.of(rest)
      }
    }
    return lines.map { Line(spans: $0) }
  }

  /// Words, each of pieces that no space divides, so that a style's end never breaks a line.
  private static func words(_ line: Line) -> [[Piece]] {
    var words: [[Piece]] = []
    var spaced = false
    for span in line.spans {
      var current = ""
      func close() {
        guard !current.isEmpty else { return }
        let piece = Piece(span: Line.Span(current, span.style), spaced: spaced)
        if spaced || words.isEmpty {
          words.append([piece])
        } else {
          words[words.count - 1].append(piece)
        }
        spaced = false
        current = ""
      }
      for character in span.text {
        if character == " " {
          close()
          spaced = true
        } else {
          current.append(character)
        }
      }
      close()
    }
    return words
  }

  private static func prefix(of text: String, columns: Int) -> String {
    var result = ""
    var used = 0
    for character in text {
      let width = DisplayWidth.of(character)
      // At least one character, or a narrow column would never end.
      if used + width > columns, !result.isEmpty { break }
      result.append(character)
      used += width
    }
    return result
  }
}
