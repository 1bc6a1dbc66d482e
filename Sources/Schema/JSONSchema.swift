/// JSON Schemas, draft 2020-12, from the declarations that also read the files.
///
/// A schema is necessary, not sufficient: it cannot say that a duration is above zero, that a file
/// exists, or what a rule in code says.
package enum JSONSchema {
  /// The schema of a file.
  ///
  /// - Parameters:
  ///   - form: What the file may look like.
  ///   - id: The schema's own name, a URI.
  ///   - title: What the file is.
  /// - Returns: The schema, ready to be printed.
  package static func document(_ form: Form, id: String, title: String) -> JSONValue {
    .object(
      [
        .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
        .init("$id", .text(id)), .init("title", .text(title)),
      ] + keywords(form))
  }

  private static func keywords(_ form: Form) -> [JSONValue.Member] {
    switch form {
    case .value(let members): members
    case .object(let object): keywords(object)
    case .list(let item, let isUnique):
      [
        .init("type", "array"), .init("items", .object(keywords(item))),
        .init("uniqueItems", .flag(isUnique)),
      ]
    case .dictionary(let value):
      [
        .init("type", "object"), .init("minProperties", .literal("1")),
        .init("additionalProperties", .object(keywords(value))),
      ]
    case .oneOf(let forms):
      [.init("oneOf", .array(forms.map { .object(keywords($0)) }))]
    }
  }

  private static func keywords(_ object: ObjectForm) -> [JSONValue.Member] {
    let required = object.fields.filter { $0.presence == .required }.map(\.name)
    let properties = object.fields.map { field in
      JSONValue.Member(field.name, .object(keywords(field)))
    }
    return [
      .init("type", "object"), .init("required", .texts(required)),
      .init("properties", .object(properties)), .init("additionalProperties", .flag(false)),
    ] + object.rules
  }

  private static func keywords(_ field: FieldForm) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [.init("description", .text(field.summary))]
    if case .defaulted(let value) = field.presence { members.append(.init("default", value)) }
    return members + keywords(field.form)
  }
}
