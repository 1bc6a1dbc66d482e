import StrictYAML

/// One key of a mapping: its name, its shape, and what it means to leave it out.
package struct Field<Value: Sendable>: Sendable {
  let form: FieldForm
  let example: String
  /// Reads the key's value.
  let present: @Sendable (Node, Reading) -> Value?
  /// Makes up for a missing key; nil once the reading has noted that it is required.
  let absent: @Sendable (Place) -> Value?

  /// A key that must be there.
  package static func required(
    _ name: String, _ shape: Shape<Value>, _ summary: String
  ) -> Field {
    Field(
      form: FieldForm(name: name, form: shape.form, summary: summary, presence: .required),
      example: shape.example, present: shape.read
    ) { place in
      place.refuseMissing(name, remedy: "write `\(name): \(shape.example)`")
      return nil
    }
  }

  /// A key whose value, where it is missing, is read from the text of its default.
  package static func defaulted(
    _ name: String, _ shape: Shape<Value>, _ text: String, _ summary: String
  ) -> Field {
    let written: JSONValue = PlainScalar(text) == .text ? .text(text) : .literal(text)
    let form = FieldForm(
      name: name, form: shape.form, summary: summary, presence: .defaulted(written))
    return Field(form: form, example: shape.example, present: shape.read) { place in
      place.readDefault(.scalar(Node.Scalar(text)), of: name, as: shape)
    }
  }

  /// A mapping that, where it is missing, is read as an empty one, so that its own defaults hold.
  package static func section(
    _ name: String, _ shape: Shape<Value>, _ summary: String
  ) -> Field {
    let form = FieldForm(name: name, form: shape.form, summary: summary, presence: .optional)
    return Field(form: form, example: shape.example, present: shape.read) { place in
      place.readDefault(.mapping([]), of: name, as: shape)
    }
  }

  /// A key that may be missing.
  package static func optional<Wrapped>(
    _ name: String, _ shape: Shape<Wrapped>, _ summary: String
  ) -> Field where Value == Wrapped? {
    let form = FieldForm(name: name, form: shape.form, summary: summary, presence: .optional)
    return Field(
      form: form, example: shape.example, present: { shape.read($0, $1).map(Optional.some) },
      absent: { _ in .some(nil) })
  }
}

extension Field {
  /// The same key with its value made into another.
  package func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> Field<Other> {
    Field<Other>(
      form: form, example: example, present: { present($0, $1).map(transform) },
      absent: { absent($0).map(transform) })
  }
}

extension Field where Value == String {
  /// A key with one right value, such as the version of a form.
  package static func constant(_ name: String, _ value: String, _ summary: String) -> Field {
    let shape = Shape<String>.choice("a \(name)", of: [value])
    let form = FieldForm(
      name: name, form: .value([.init("const", .text(value))]), summary: summary,
      presence: .required)
    let required = Field.required(name, shape, summary)
    return Field(
      form: form, example: value, present: required.present, absent: required.absent)
  }
}

extension Place {
  fileprivate func refuseMissing(_ key: String, remedy: String) {
    // A key that was misspelt is reported as unknown, with this one as the suggestion.
    if case .mapping(let entries) = node.content,
      entries.contains(where: { NearestName.of($0.key, in: [key]) == key })
    {
      return
    }
    refuse("has no key `\(key)`", remedy: remedy)
  }

  fileprivate func readDefault<Value>(
    _ content: Node.Content, of key: String, as shape: Shape<Value>
  ) -> Value? {
    reading.within(key) {
      shape.read(Node(content, position: node.position, end: node.position), reading)
    }
  }
}
