import Foundation
import StrictYAML

/// A JSON value, to compare what was read with what the suite says.
enum SuiteJSON: Equatable, Sendable, Decodable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([SuiteJSON])
  case object([String: SuiteJSON])

  /// Nil for no JSON, or for several documents.
  init?(text: String) {
    guard let value = try? JSONDecoder().decode(SuiteJSON.self, from: Data(text.utf8)) else {
      return nil
    }
    self = value
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([SuiteJSON].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: SuiteJSON].self))
    }
  }

  /// What a node stands for by the core schema of YAML 1.2.2, chapter 10.3.
  init(_ node: Node) {
    switch node.content {
    case .refused: self = .null
    case .sequence(let nodes): self = .list(nodes.map(SuiteJSON.init))
    case .mapping(let entries):
      self = .object(
        Dictionary(entries.map { ($0.key, SuiteJSON($0.value)) }) { first, _ in first })
    case .scalar(let scalar):
      self = scalar.style == .plain ? Self.plain(scalar.text) : .text(scalar.text)
    }
  }

  private static func plain(_ text: String) -> SuiteJSON {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .flag(true)
    case "false", "False", "FALSE": return .flag(false)
    default:
      let isNumber =
        text.wholeMatch(of: #/[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/#) != nil
      if isNumber, let number = Double(text) { return .number(number) }
      if text.hasPrefix("0x"), let number = Int(text.dropFirst(2), radix: 16) {
        return .number(Double(number))
      }
      if text.hasPrefix("0o"), let number = Int(text.dropFirst(2), radix: 8) {
        return .number(Double(number))
      }
      return .text(text)
    }
  }
}
