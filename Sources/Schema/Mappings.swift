import StrictYAML

/// Ends the making of a value after one of its parts could not be read.
private struct PartMissing: Error {}

private func part<Value>(_ value: Value?) throws(PartMissing) -> Value {
  guard let value else { throw PartMissing() }
  return value
}

extension Shape {
  /// A mapping with known keys.
  ///
  /// All its problems are noted, then the value is made if every key could be read.
  ///
  /// - Parameters:
  ///   - noun: What messages call it.
  ///   - fields: The keys.
  ///   - rules: JSON Schema keywords for rules that `make` checks in code.
  ///   - make: Makes the value from those of the keys; nil once it has noted what is wrong.
  /// - Returns: The shape.
  package static func object<each Part: Sendable>(
    _ noun: String, _ fields: repeat Field<each Part>, rules: [JSONValue.Member] = [],
    make: @escaping @Sendable (Place, repeat each Part) -> Value?
  ) -> Shape {
    var forms: [FieldForm] = []
    var required: [String] = []
    for field in repeat each fields {
      forms.append(field.form)
      if field.form.presence == .required {
        required.append("\(field.form.name): \(field.example)")
      }
    }
    let names = forms.map(\.name)
    let example = "{" + required.joined(separator: ", ") + "}"
    let stored = (repeat each fields)
    return Shape(
      form: .object(ObjectForm(fields: forms, rules: rules)), noun: noun, example: example
    ) { node, reading in
      let place = Place(node: node, reading: reading)
      guard place.isMapping(of: noun, example: example) else { return nil }
      place.refuseUnknownKeys(known: names)
      let values = (repeat place.value(of: each stored))
      do {
        return make(place, repeat try part(each values))
      } catch {
        return nil
      }
    }
  }

  /// A mapping with known keys of one type, when their number is known only as the program runs.
  ///
  /// - Parameters:
  ///   - noun: What messages call it.
  ///   - fields: The keys; no two have the same name.
  /// - Returns: The shape of the values in the order of the fields.
  package static func record<Part>(
    _ noun: String, _ fields: [Field<Part>]
  ) -> Shape<[Part]> where Value == [Part] {
    let forms = fields.map(\.form)
    let required = fields.filter { $0.form.presence == .required }
    let example =
      "{" + required.map { "\($0.form.name): \($0.example)" }.joined(separator: ", ") + "}"
    return Shape(
      form: .object(ObjectForm(fields: forms, rules: [])), noun: noun, example: example
    ) { node, reading in
      let place = Place(node: node, reading: reading)
      guard place.isMapping(of: noun, example: example) else { return nil }
      place.refuseUnknownKeys(known: forms.map(\.name))
      let values = fields.map { place.value(of: $0) }
      let read = values.compactMap(\.self)
      return read.count == fields.count ? read : nil
    }
  }

  /// A mapping of one of several kinds, told apart by the value of one key.
  ///
  /// - Parameters:
  ///   - noun: What messages call it.
  ///   - key: The key that tells the kinds apart; each kind's shape declares it as a constant.
  ///   - kinds: The kinds by that key's value.
  /// - Returns: The shape.
  package static func tagged(
    _ noun: String, by key: String, _ kinds: [(name: String, shape: Shape)]
  ) -> Shape {
    let names = kinds.map(\.name)
    let word = Shape<String>.choice("a \(key)", of: names)
    let example = kinds.first?.shape.example ?? "{}"
    return Shape(form: .oneOf(kinds.map(\.shape.form)), noun: noun, example: example) {
      node, reading in
      let place = Place(node: node, reading: reading)
      guard place.isMapping(of: noun, example: example) else { return nil }
      guard let entry = node.entry(key) else {
        place.refuse("has no key `\(key)`", remedy: "write `\(key): \(names.first ?? "")`")
        return nil
      }
      let name = reading.within(key) { word.read(entry.value, reading) }
      return kinds.first { $0.name == name }?.shape.read(node, reading)
    }
  }

  /// A single value or a mapping that says the same at greater length.
  package static func either(_ short: Shape, or long: Shape) -> Shape {
    let noun = "\(short.noun) or a mapping"
    return Shape(form: .oneOf([short.form, long.form]), noun: noun, example: short.example) {
      node, reading in
      switch node.content {
      case .scalar: return short.read(node, reading)
      case .mapping: return long.read(node, reading)
      case .sequence, .refused:
        Place(node: node, reading: reading).refuse(
          "must be \(noun), found \(node.kindName)",
          remedy: "write \(short.example) or \(long.example)")
        return nil
      }
    }
  }
}

extension Place {
  fileprivate func isMapping(of noun: String, example: String) -> Bool {
    if case .mapping = node.content { return true }
    var remedy = "write \(example == "{}" ? "`key: value` pairs" : example)"
    if case .scalar(let scalar) = node.content, scalar.text.contains(":") {
      remedy += ", with a space after each colon"
    }
    refuse("must be a mapping, found \(node.kindName)", remedy: remedy)
    return false
  }

  fileprivate func refuseUnknownKeys(known: [String]) {
    guard case .mapping(let entries) = node.content else { return }
    for entry in entries where !known.contains(entry.key) && !reading.isFull {
      let list = known.count == 1 ? "the only key here is" : "the keys here are"
      let near = NearestName.of(entry.key, in: known)
      reading.note(
        at: entry.keyPosition, to: entry.keyEnd,
        "\(reading.name) has the unknown key \(quoted(entry.key))",
        remedy: near.map { "did you mean `\($0)`?" }
          ?? "\(list) \(known.joined(separator: ", "))")
    }
  }

  fileprivate func value<Value>(of field: Field<Value>) -> Value? {
    guard let entry = node.entry(field.form.name) else { return field.absent(self) }
    return reading.within(field.form.name) { field.present(entry.value, reading) }
  }
}
