import StrictYAML

/// A value under a key that the user chose.
package struct Keyed<Value: Sendable>: Sendable {
  package let key: String
  package let value: Value
}

extension Shape {
  /// A list of values of one shape, none of them twice.
  package static func list<Item: Hashable & Sendable>(
    of item: Shape<Item>
  ) -> Shape<[Item]> where Value == [Item] {
    Shape(
      form: .list(of: item.form, isUnique: true), noun: "a list", example: "[\(item.example)]"
    ) { node, reading in
      guard case .sequence(let nodes) = node.content else {
        var remedy = "write [\(item.example)]"
        if case .scalar(let scalar) = node.content { remedy = "write [\(scalar.text)]" }
        Place(node: node, reading: reading).refuse(
          "must be a list, found \(node.kindName)", remedy: remedy)
        return nil
      }
      var seen: Swift.Set<Item> = []
      let values = nodes.map { node -> Item? in
        guard let value = item.read(node, reading) else { return nil }
        if !seen.insert(value).inserted {
          Place(node: node, reading: reading).refuse(
            "lists \(quoted("\(value)")) twice", remedy: "remove one of the two")
        }
        return value
      }
      return values.contains { $0 == nil } ? nil : values.compactMap(\.self)
    }
  }

  /// A mapping whose keys the user chooses, at least one, in the file's order.
  package static func dictionary<Item: Sendable>(
    _ noun: String, of item: Shape<Item>
  ) -> Shape<[Keyed<Item>]> where Value == [Keyed<Item>] {
    let example = "{name: \(item.example)}"
    return Shape(form: .dictionary(of: item.form), noun: noun, example: example) { node, reading in
      guard case .mapping(let entries) = node.content, !entries.isEmpty else {
        Place(node: node, reading: reading).refuse(
          "must be \(noun), found \(node.isEmptyMapping ? "none" : node.kindName)",
          remedy: "write \(example)")
        return nil
      }
      let values = entries.map { entry in
        reading.within(entry.key) { item.read(entry.value, reading) }
      }
      guard values.allSatisfy({ $0 != nil }) else { return nil }
      return zip(entries, values.compactMap(\.self)).map { Keyed(key: $0.key, value: $1) }
    }
  }
}

extension Node {
  fileprivate var isEmptyMapping: Bool {
    if case .mapping(let entries) = content { return entries.isEmpty }
    return false
  }
}
