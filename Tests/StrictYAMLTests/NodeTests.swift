import StrictYAML
import Testing

/// A node written out with the line and column of every value and key.
private func outline(_ node: Node) -> String {
  let place = "@\(node.position.line):\(node.position.column)"
  switch node.content {
  case .refused: return "refused\(place)"
  case .scalar(let scalar): return "\(scalar.style)(\(scalar.text))\(place)"
  case .sequence(let nodes): return "[" + nodes.map(outline).joined(separator: ", ") + "]" + place
  case .mapping(let entries):
    let pairs = entries.map { entry in
      "\(entry.key)@\(entry.keyPosition.line):\(entry.keyPosition.column) = \(outline(entry.value))"
    }
    return "{" + pairs.joined(separator: ", ") + "}" + place
  }
}

private func parse(_ text: String) -> YAMLFile {
  YAMLFile(bytes: Array(text.utf8), file: "t.yaml")
}

@Suite("A tree of nodes")
struct NodeTests {
  @Test(
    "knows the text, style, line and column of every value and key",
    arguments: [
      ("a: 1", "{a@1:1 = plain(1)@1:4}@1:1"),
      (
        "a:\n  b: [x, 'y']\n",
        "{a@1:1 = {b@2:3 = [plain(x)@2:7, singleQuoted(y)@2:10]@2:6}@2:3}@1:1"
      ),
      ("- \"1\"\n-\n  2", "[doubleQuoted(1)@1:3, plain(2)@3:3]@1:1"),
      ("größe: 长度 1 # ü", "{größe@1:1 = plain(长度 1)@1:8}@1:1"),
      ("a: {b: , c}", "{a@1:1 = {b@1:5 = plain()@1:8, c@1:10 = plain()@1:11}@1:4}@1:1"),
      ("a:\nb: ~\n", "{a@1:1 = plain()@1:3, b@2:1 = plain(~)@2:4}@1:1"),
      ("--- x\n...\n", "plain(x)@1:5"),
    ])
  func places(text: String, expected: String) {
    let file = parse(text)
    #expect(file.problems == [])
    #expect(file.root.map(outline) == expected)
  }

  // Expected texts are those of the YAML 1.2.2 specification's chapters 6.5, 7.3 and 8.1.
  @Test(
    "holds texts as YAML folds, trims and unescapes them",
    arguments: [
      ("a b\n  c\n\n  d", "a b c\nd"), ("'it''s\n  one'", "it's one"),
      ("\"a\\tb \\u263A \\x41 \\U0001F600\\\n   c\"", "a\tb ☺ A 😀c"), ("\"\\0\"", "\0"),
      ("|\n a\n  b\n\n", "a\n b\n"), ("|-\n a\n", "a"), ("|+\n a\n\n", "a\n\n"),
      (">\n a\n b\n\n c\n", "a b\nc\n"), ("|2\n   a\n", " a\n"),
      ("http://x.org#y", "http://x.org#y"),
      ("a #b", "a"), ("-1", "-1"), ("a:b", "a:b"), ("'#'", "#"),
    ])
  func texts(text: String, expected: String) {
    let file = parse("key: " + text)
    #expect(file.problems == [])
    guard case .mapping(let entries)? = file.root?.content,
      case .scalar(let scalar)? = entries.first?.value.content
    else {
      Issue.record("no scalar in \(text)")
      return
    }
    #expect(Array(scalar.text.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test("is the same whichever of the three line ends a file has")
  func lineEnds() {
    let text = "a: 1\nb:\n  - 'x\n\n    y'\n# end\n"
    let tree = parse(text).root.map(outline)
    #expect(parse(text.replacing("\n", with: "\r\n")).root.map(outline) == tree)
    #expect(parse(text.replacing("\n", with: "\r")).root.map(outline) == tree)
    #expect(parse("\u{FEFF}" + text).root.map(outline) == tree)
  }

  @Test("may be 64 deep and not 65")
  func depth() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
      let fits = String(repeating: open, count: 64) + String(repeating: close, count: 64)
      #expect(parse(fits).problems == [])
      let exceeds = open + fits + close
      #expect(
        parse(exceeds).problems.map(\.message) == [
          "found more than 64 mappings and lists within one another"
        ])
      #expect(parse(exceeds).root.map(outline) == nil)
    }
  }
}
