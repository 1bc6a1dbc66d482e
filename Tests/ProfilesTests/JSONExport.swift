import Foundation
import StrictYAML

/// The value that a JSON Schema validator sees, under YAML's core schema.
func json(_ node: Node) -> Any {
  switch node.content {
  case .refused: return NSNull()
  case .sequence(let nodes): return nodes.map { json($0) }
  case .mapping(let entries):
    return Dictionary(uniqueKeysWithValues: entries.map { ($0.key, json($0.value)) })
  case .scalar(let scalar):
    guard scalar.style == .plain else { return scalar.text }
    switch scalar.text {
    case "", "~", "null": return NSNull()
    case "true": return true
    case "false": return false
    default:
      if let whole = Int(scalar.text) { return whole }
      let isNumber = scalar.text.allSatisfy { "0123456789.-+eE".contains($0) }
      if isNumber, let number = Double(scalar.text), number.isFinite { return number }
      return scalar.text
    }
  }
}
