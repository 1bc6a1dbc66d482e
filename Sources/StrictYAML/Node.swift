/// A value of a YAML file that knows where it stands.
package struct Node: Sendable {
  /// What a node holds.
  package indirect enum Content: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
    /// Something already reported as a problem; decoders pass over it without a word.
    case refused
  }

  /// A text as written, not yet a number or a flag.
  package struct Scalar: Sendable, Hashable {
    /// How a scalar is written; only a plain one may stand for a number, a flag or nothing.
    package enum Style: Sendable {
      case plain
      case singleQuoted
      case doubleQuoted
      case literal
      case folded
    }

    package let text: String
    package let style: Style

    package init(_ text: String, style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// A key of a mapping with its value; keys are texts, and no two of a mapping are equal.
  package struct Entry: Sendable {
    package let key: String
    package let keyPosition: Position
    package let keyEnd: Position
    package let value: Node

    package init(key: String, keyPosition: Position, keyEnd: Position, value: Node) {
      self.key = key
      self.keyPosition = keyPosition
      self.keyEnd = keyEnd
      self.value = value
    }
  }

  package let content: Content
  package let position: Position
  /// The place after the node's last character.
  package let end: Position

  package init(_ content: Content, position: Position, end: Position) {
    self.content = content
    self.position = position
    self.end = end
  }
}
