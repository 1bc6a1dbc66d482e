import Profiles

/// Writes the YAML of a profile from replies.
enum ProfileText {
  /// The text of the replies by key, in the order of the questions.
  static func text(_ replies: [(key: String, reply: Reply)]) -> String {
    var lines = ["assay: profile/1"]
    var open: [String] = []
    for (key, reply) in replies {
      guard let value = reply.value else { continue }
      let parts = key.split(separator: ".").map(String.init)
      let sections = Array(parts.dropLast())
      let shared = zip(sections, open).prefix { $0 == $1 }.count
      for depth in shared..<sections.count {
        lines.append(indent(depth) + sections[depth] + ":")
      }
      open = sections
      let mark = isGuess(reply) ? "   # a guess" : ""
      lines.append(
        indent(sections.count) + "\(parts[parts.count - 1]): \(written(value, key))\(mark)")
    }
    let guesses = replies.filter { isGuess($0.reply) }.map(\.key)
    if !guesses.isEmpty { lines.append("unknown: [\(guesses.joined(separator: ", "))]") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func isGuess(_ reply: Reply) -> Bool {
    if case .guess = reply { true } else { false }
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  private static func written(_ value: String, _ key: String) -> String {
    switch key {
    case "summary": quoted(value)
    case "regulation.regimes": value == "none" ? "[]" : "[\(value)]"
    default: value
    }
  }

  /// The text in YAML's double quotes.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
