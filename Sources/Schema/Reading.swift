package import StrictYAML

/// One reading of a file: where it is in the tree, and what it has found wrong so far.
package final class Reading {
  package let source: SourceText
  package private(set) var diagnostics: [Diagnostic]
  /// Whether the file cannot be used, also for problems that found no more room.
  package private(set) var hasErrors: Bool
  private var path: [String] = []

  /// Starts a reading with the problems that the file itself had.
  package init(_ file: YAMLFile) {
    source = file.source
    diagnostics = file.problems
    hasErrors = !file.problems.isEmpty
  }

  /// How messages call the place: its keys from the root, or `the file`.
  package var name: String {
    path.isEmpty ? "the file" : quoted(path.joined(separator: "."))
  }

  /// Whether further problems would not be noted.
  var isFull: Bool {
    diagnostics.count >= YAMLLimits.problems
  }

  /// Notes a problem, as far as there is room for more.
  func note(
    _ severity: Diagnostic.Severity = .error, at position: Position, to end: Position?,
    _ message: String, remedy: String
  ) {
    if severity == .error { hasErrors = true }
    guard !isFull else { return }
    diagnostics.append(
      source.diagnostic(severity, at: position, to: end, message, remedy: remedy))
  }

  func within<Value>(_ key: String, _ body: () -> Value) -> Value {
    path.append(key)
    defer { path.removeLast() }
    return body()
  }
}

/// A value's place in a reading, for checks that look at more than one value.
package struct Place {
  package let node: Node
  package let reading: Reading

  /// Names the place of a node.
  package init(node: Node, reading: Reading) {
    self.node = node
    self.reading = reading
  }

  /// Notes an error about the value: a predicate that follows its name, and what would be right.
  package func refuse(_ predicate: String, remedy: String) {
    reading.note(
      at: node.position, to: markEnd, "\(reading.name) \(predicate)", remedy: remedy)
  }

  /// A value of several lines is marked at its start only.
  private var markEnd: Position? {
    node.end.line == node.position.line ? node.end : nil
  }

  /// Notes an error about one key of a mapping, or about the mapping where it has no such key.
  package func refuse(key: String, _ predicate: String, remedy: String) {
    guard let entry = node.entry(key) else {
      refuse(predicate, remedy: remedy)
      return
    }
    reading.within(key) {
      Place(node: entry.value, reading: reading).refuse(predicate, remedy: remedy)
    }
  }

  /// Notes a warning: the file can be used all the same.
  package func warn(_ predicate: String, remedy: String) {
    reading.note(
      .warning, at: node.position, to: markEnd, "\(reading.name) \(predicate)", remedy: remedy)
  }

  /// Whether the mapping has the key.
  package func has(_ key: String) -> Bool {
    node.entry(key) != nil
  }
}

extension Node {
  /// The entry of a mapping; nil where it has none of that key, or is no mapping.
  func entry(_ key: String) -> Entry? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }
  }

  /// What a message calls the kind of node.
  var kindName: String {
    switch content {
    case .scalar(let scalar): "the single value \(quoted(scalar.text))"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .refused: "nothing"
    }
  }

  /// Whether the node is empty, `~` or `null`.
  var isNothing: Bool {
    guard case .scalar(let scalar) = content, scalar.style == .plain else { return false }
    return PlainScalar(scalar.text) == .nothing
  }
}
