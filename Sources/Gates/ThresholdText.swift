import Schema
import StrictYAML

/// A threshold's text in words, each of which knows its place in the file.
struct ThresholdText {
  /// A run of characters without blanks, or an operator.
  struct Word {
    let text: String
    /// In Unicode scalars of the text.
    let range: Range<Int>
  }

  let words: [Word]
  private let scalars: [Unicode.Scalar]
  private let node: Node
  private let reading: Reading
  /// Columns between the node's start and the text's; nil where the text is not written as it reads.
  private let shift: Int?

  init(_ scalar: Node.Scalar, at place: Place) {
    node = place.node
    reading = place.reading
    scalars = Array(scalar.text.unicodeScalars)
    words = Self.words(scalars)
    let quotes = scalar.style == .plain ? 0 : 1
    let isOneLine = node.position.line == node.end.line
    let width = node.end.column - node.position.column
    shift = isOneLine && width == scalars.count + 2 * quotes ? quotes : nil
  }

  /// The text of some words, as written.
  func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  /// The place of some words, for messages that point at them alone.
  func place(_ range: Range<Int>) -> Place { Place(node: part(range), reading: reading) }

  func place(_ word: Word) -> Place { place(word.range) }

  /// Reads a stretch of the text as a value of its own.
  func read<Value>(_ range: Range<Int>, as shape: Shape<Value>) -> Value? {
    shape.read(part(range), reading)
  }

  private func part(_ range: Range<Int>) -> Node {
    let content = Node.Content.scalar(Node.Scalar(text(range)))
    guard let shift else { return Node(content, position: node.position, end: node.end) }
    func position(_ index: Int) -> Position {
      Position(line: node.position.line, column: node.position.column + shift + index)
    }
    return Node(
      content, position: position(range.lowerBound), end: position(range.upperBound))
  }

  private static func words(_ scalars: [Unicode.Scalar]) -> [Word] {
    var words: [Word] = []
    var start = 0
    func kind(_ scalar: Unicode.Scalar) -> Int {
      if scalar.properties.isWhitespace { return 0 }
      return "<>=!≤≥".unicodeScalars.contains(scalar) ? 2 : 1
    }
    for index in scalars.indices.dropFirst() + [scalars.count] where index > 0 {
      let isEnd = index == scalars.count || kind(scalars[index]) != kind(scalars[start])
      guard isEnd else { continue }
      if kind(scalars[start]) != 0 {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<index])
        words.append(Word(text: String(text), range: start..<index))
      }
      start = index
    }
    return words
  }
}
