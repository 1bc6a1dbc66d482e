import Schema
import Testing

/// An enum that does not list its cases, and whose raw values a decoder cannot guess.
enum Unlisted: String, Codable {
  case only
}

private enum Payload: Codable, Sendable {
  case number(Int)
}

private enum Renamed: Codable, Sendable {
  case number(Int)

  enum CodingKeys: String, CodingKey {
    case number = "n"
  }
}

private struct Badge: Codable, Hashable {
  let id: Int
}

private struct Whole: Codable {
  let badges: [Badge]
  let payload: Payload?
}

private struct Empty: Codable {}

/// What is wrong with a type's schema, in one line.
private func problem<Value: Decodable>(
  _ type: Value.Type, _ descriptions: TypeDescriptions = TypeDescriptions()
) -> String {
  do {
    return try CodableSchema(descriptions).schema(of: type).description
  } catch {
    // Private types have the file's number in their name.
    return error.description.replacing(#/\(unknown context at \$[0-9a-f]+\)\./#, with: "")
  }
}

@Suite("A type that does not tell its form")
struct CodableSchemaErrorTests {
  @Test("is named when its raw values are unknown")
  func rawValues() {
    #expect(
      problem([Unlisted].self)
        == "SchemaTests.Unlisted: refuses the values that it is probed with; "
        + "make an enum CaseIterable, or describe the type in TypeDescriptions")
  }

  @Test("is named when its cases with payloads are not described, deep inside another")
  func payloads() {
    #expect(
      problem(Whole.self)
        == "SchemaTests.Payload: refuses the values that it is probed with; "
        + "make an enum CaseIterable, or describe the type in TypeDescriptions")
  }

  @Test("is named when its cases are encoded under other names than their own")
  func renamed() {
    var descriptions = TypeDescriptions()
    descriptions.describe(Renamed.self, first: .number(1)) { _ in nil }
    #expect(
      problem(Renamed.self, descriptions)
        == "SchemaTests.Renamed: refuses the values that it is probed with; "
        + "make an enum CaseIterable, or describe the type in TypeDescriptions")
  }

  @Test("is named when it asks for nothing at all")
  func empty() {
    #expect(
      problem(Empty.self)
        == "SchemaTests.Empty: does not say which keys it has; describe it in TypeDescriptions")
  }

  @Test("is named when it is the key of a dictionary that is encoded as a list")
  func listedDictionary() {
    #expect(
      problem([Badge: Int].self)
        == "Dictionary<Badge, Int>: is encoded as a list of keys and values in turn; "
        + "conform Badge to CodingKeyRepresentable")
  }

  @Test("is named when a constant is told of a key that it does not have")
  func wrongConstant() {
    var descriptions = TypeDescriptions()
    descriptions.fix("schema", of: Badge.self, to: "badge/1")
    #expect(
      problem(Badge.self, descriptions)
        == "SchemaTests.Badge: has no key `schema` to be fixed; correct its description")
  }

  @Test("is named when another has its name")
  func sameName() throws {
    let schema = CodableSchema()
    do {
      struct Thing: Codable { let id: Int }
      _ = try schema.schema(of: Thing.self)
    }
    struct Thing: Codable { let name: String }
    #expect(throws: CodableSchemaError.self) { try schema.schema(of: Thing.self) }
  }
}
