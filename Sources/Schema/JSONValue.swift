/// A JSON value whose objects keep the order of their keys, for schemas that people read.
package indirect enum JSONValue: Sendable, Equatable, ExpressibleByStringLiteral {
  /// A key of an object with its value.
  package struct Member: Sendable, Equatable {
    package let key: String
    package let value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  case text(String)
  /// A number, `true`, `false` or `null` as JSON writes it.
  case literal(String)
  case array([JSONValue])
  case object([Member])

  package init(stringLiteral value: String) {
    self = .text(value)
  }

  /// The flag as a JSON value.
  package static func flag(_ value: Bool) -> JSONValue {
    .literal(value ? "true" : "false")
  }

  /// The number as a JSON value, whole numbers without a fraction.
  package static func number(_ value: Double) -> JSONValue {
    let text = "\(value)"
    return .literal(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// The members of an object; none for any other value.
  package var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// The texts as a JSON array.
  package static func texts(_ values: [String]) -> JSONValue {
    .array(values.map { .text($0) })
  }
}

extension JSONValue: CustomStringConvertible {
  /// The value as JSON over several lines, indented by two spaces.
  package var description: String {
    written(indent: "")
  }

  private func written(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return JSONValue.quote(text)
    case .literal(let text): return text
    case .array(let values):
      let items = values.map { $0.written(indent: inner) }
      let line = "[" + items.joined(separator: ", ") + "]"
      guard line.contains("\n") || line.count + indent.count > 90 else { return line }
      return "[\n" + items.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let lines = members.map {
        "\(inner)\(JSONValue.quote($0.key)): \($0.value.written(indent: inner))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private static func quote(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
