/// JSON Schemas, draft 2020-12, of what `JSONEncoder` writes, from the `Codable` types themselves.
///
/// Every type's own `init(from:)` runs against a decoder that records which keys it asks for, of
/// which types, and which of them it can do without. So the schema cannot drift from the types. It
/// says what is written: a key may be absent where the type allows, but not null, and keys that the
/// type does not know are allowed, as they are to `JSONDecoder`.
///
/// Enums with raw values must be `CaseIterable` and have their coding from Swift. What no decoder can
/// see is told in ``TypeDescriptions``.
package final class CodableSchema {
  private struct Definition {
    let id: ObjectIdentifier
    let type: String
    let name: String
  }

  private let descriptions: TypeDescriptions
  /// The types in the order in which they were met, whether they become definitions or not.
  private var met: [Definition] = []
  /// The definitions by type.
  private var bodies: [ObjectIdentifier: JSONValue] = [:]
  /// What stands for a type where it is used: a reference to its definition, or the schema itself.
  private var uses: [ObjectIdentifier: JSONValue] = [:]
  private var underway: Set<ObjectIdentifier> = []
  private var recursive: Set<ObjectIdentifier> = []
  private var dummies: [ObjectIdentifier: Any] = [:]

  package init(_ descriptions: TypeDescriptions = TypeDescriptions()) {
    self.descriptions = descriptions
  }

  /// The schema of a type: a reference to its definition where it is an object or an enum.
  ///
  /// - Throws: ``CodableSchemaError`` naming a type that does not tell its form.
  package func schema<Value: Decodable>(
    of type: Value.Type
  ) throws(CodableSchemaError) -> JSONValue {
    if let scalar = type as? any JSONScalar.Type { return scalar.schema }
    let id = ObjectIdentifier(type)
    if let use = uses[id] { return use }
    let name = CodableSchema.name(of: type)
    let reference = JSONValue.object([.init("$ref", .text("#/$defs/\(name)"))])
    guard underway.insert(id).inserted else {
      recursive.insert(id)
      return reference
    }
    defer { underway.remove(id) }
    met.append(Definition(id: id, type: String(reflecting: type), name: name))
    let (body, isNamed) = try body(of: type)
    guard isNamed || recursive.contains(id) else {
      uses[id] = body
      return body
    }
    if let other = met.first(where: { $0.name == name && $0.id != id }), bodies[other.id] != nil {
      throw CodableSchemaError(
        type: String(reflecting: type), problem: "has the same name as \(other.type)",
        remedy: "rename one of them")
    }
    bodies[id] = body
    uses[id] = reference
    return reference
  }

  /// The schema of a file.
  ///
  /// - Parameters:
  ///   - id: The schema's own name, a URI.
  ///   - title: What the file is.
  ///   - comment: What else the reader of the schema should know.
  ///   - roots: The forms that the file may have, out of ``schema(of:)``; exactly one applies.
  /// - Returns: The schema with all definitions so far, in the order in which their types were met.
  package func document(
    id: String, title: String, comment: String? = nil, roots: [JSONValue]
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
      .init("$id", .text(id)), .init("title", .text(title)),
    ]
    if let comment { members.append(.init("$comment", .text(comment))) }
    members += roots.count == 1 ? roots[0].members : [.init("oneOf", .array(roots))]
    let definitions = met.compactMap { definition in
      bodies[definition.id].map { JSONValue.Member(definition.name, $0) }
    }
    return .object(members + [.init("$defs", .object(definitions))])
  }

  /// A value of the type to hand to a type that has one as its part.
  func dummy<Value: Decodable>(of type: Value.Type) throws -> Value {
    if let scalar = type as? any JSONScalar.Type, let value = scalar.dummy as? Value {
      return value
    }
    let id = ObjectIdentifier(type)
    if let value = dummies[id] as? Value { return value }
    let value: Value
    if let example = descriptions.description(of: id)?.example as? Value {
      value = example
    } else if let first = EnumCases.all(of: type)?.first {
      value = first
    } else {
      value = try Value(from: RecordingDecoder(maker: self, recording: Recording(), mode: .least))
    }
    dummies[id] = value
    return value
  }

  /// The schema of a type, and whether it shall be a definition.
  private func body<Value: Decodable>(
    of type: Value.Type
  ) throws(CodableSchemaError) -> (JSONValue, isNamed: Bool) {
    if let description = descriptions.description(of: ObjectIdentifier(type)) {
      switch description.form {
      case .schema(let schema): return (schema, true)
      case .cases(let names): return (try schema(ofCases: names, type), true)
      }
    }
    if let values = EnumCases.rawValues(of: type) {
      return (.object([.init("enum", .array(values))]), true)
    }
    if let dictionary = type as? any JSONDictionary.Type {
      return (try dictionary.schema(self), false)
    }
    let recording = try record(type, .full)
    try fixConstants(of: type, in: recording)
    guard case .object = recording.form else { return (recording.schema, false) }
    return (recording.schema, true)
  }

  /// One object of a single key for every case of an enum with payloads.
  private func schema<Value: Decodable>(
    ofCases names: [String], _ type: Value.Type
  ) throws(CodableSchemaError) -> JSONValue {
    var cases: [JSONValue] = []
    for name in names {
      let members = try record(type, .choosing(name)).schema.members
      cases.append(.object(members + [.init("additionalProperties", .flag(false))]))
    }
    return .object([.init("oneOf", .array(cases))])
  }

  /// Runs the type's own decoding.
  private func record<Value: Decodable>(
    _ type: Value.Type, _ mode: RecordingDecoder.Mode
  ) throws(CodableSchemaError) -> Recording {
    let recording = Recording()
    do {
      _ = try Value(from: RecordingDecoder(maker: self, recording: recording, mode: mode))
    } catch let error as CodableSchemaError {
      throw error
    } catch {
      throw CodableSchemaError(
        type: String(reflecting: type), problem: "refuses the values that it is probed with",
        remedy: "make an enum CaseIterable, or describe the type in TypeDescriptions")
    }
    if case .unasked = recording.form { recording.asksForKeys = true }
    guard !recording.asksForKeys else {
      throw CodableSchemaError(
        type: String(reflecting: type), problem: "does not say which keys it has",
        remedy: "describe it in TypeDescriptions")
    }
    return recording
  }

  private func fixConstants<Value>(
    of type: Value.Type, in recording: Recording
  ) throws(CodableSchemaError) {
    for constant in descriptions.constants(of: ObjectIdentifier(type)) {
      guard case .object(let properties) = recording.form,
        let property = properties.first(where: { $0.key == constant.key })
      else {
        throw CodableSchemaError(
          type: String(reflecting: type), problem: "has no key `\(constant.key)` to be fixed",
          remedy: "correct its description")
      }
      property.value.form = .value(.object([.init("const", constant.value)]))
    }
  }

  /// The type's name without its module, in characters that a reference needs not escape.
  private static func name<Value>(of type: Value.Type) -> String {
    let parts = String(reflecting: type).split(separator: ".").dropFirst()
    // Private types stand in a context that is written in parentheses.
    let name = parts.filter { !$0.hasPrefix("(") }.joined(separator: ".")
    return String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "." ? $0 : "-" })
  }
}
