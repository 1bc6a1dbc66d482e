import StrictYAML

/// The content of a document: texts with their style, and how they are nested; keys by their text.
enum SuiteTree: Equatable, Sendable {
  case scalar(style: Character, text: String)
  case sequence([SuiteTree])
  case mapping(keys: [String], values: [SuiteTree])
  case refused

  /// The tree of a node.
  init(_ node: Node) {
    switch node.content {
    case .refused: self = .refused
    case .scalar(let scalar):
      let style: Character =
        switch scalar.style {
        case .plain: ":"
        case .singleQuoted: "'"
        case .doubleQuoted: "\""
        case .literal: "|"
        case .folded: ">"
        }
      self = .scalar(style: style, text: scalar.text)
    case .sequence(let nodes): self = .sequence(nodes.map(SuiteTree.init))
    case .mapping(let entries):
      self = .mapping(keys: entries.map(\.key), values: entries.map { SuiteTree($0.value) })
    }
  }

  /// The tree of the first document in the suite's notation: `+MAP`, `=VAL :text`, `-MAP`.
  init?(events: String) {
    let lines = events.split(separator: "\n").filter { line in
      !["+STR", "-STR", "+DOC"].contains { line.hasPrefix($0) }
    }
    var first = lines.prefix { !$0.hasPrefix("-DOC") }[...]
    guard let tree = Self.next(&first) else { return nil }
    self = tree
  }

  private static func next(_ lines: inout ArraySlice<Substring>) -> SuiteTree? {
    guard let line = lines.popFirst() else { return nil }
    var nodes: [SuiteTree] = []
    switch line.prefix(4) {
    case "=VAL": return scalar(line)
    case "+SEQ", "+MAP":
      while let end = lines.first, !end.hasPrefix("-"), let node = next(&lines) {
        nodes.append(node)
      }
      lines = lines.dropFirst()
      guard line.hasPrefix("+MAP") else { return .sequence(nodes) }
      let pairs = stride(from: 0, to: nodes.count - 1, by: 2).map { (nodes[$0], nodes[$0 + 1]) }
      return .mapping(keys: pairs.map { $0.0.text }, values: pairs.map(\.1))
    default: return .refused
    }
  }

  private var text: String {
    if case .scalar(_, let text) = self { text } else { "" }
  }

  /// `=VAL &anchor <tag> :text`: the text begins after the first of the five marks of a style.
  private static func scalar(_ line: Substring) -> SuiteTree? {
    var rest = line.dropFirst(5)
    while rest.hasPrefix("&") || rest.hasPrefix("<") {
      rest = rest.drop { $0 != " " }.dropFirst()
    }
    guard let style = rest.first else { return nil }
    var text = ""
    var isEscaped = false
    for character in rest.dropFirst() {
      if isEscaped {
        let meanings: [Character: Character] = [
          "n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "0": "\0",
        ]
        text.append(meanings[character] ?? character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return .scalar(style: style, text: text)
  }
}
