/// What a type asked a decoder for.
final class Recording {
  /// A key of an object.
  struct Property {
    let key: String
    let value: Recording
    var isOptional = false
  }

  enum Form {
    case unasked
    case value(JSONValue)
    case object([Property])
    /// A list of elements that are alike if its end was asked for, else of so many as were read.
    case list([Recording], isOpen: Bool)
  }

  var form = Form.unasked
  var isNullable = false
  /// Whether the type asked which keys there are, which only its values can tell.
  var asksForKeys = false

  init(_ form: Form = .unasked) { self.form = form }

  /// Starts an object, or goes on with it where the type asks for its container again.
  func beginObject() {
    if case .object = form { return }
    form = .object([])
  }

  /// The recording of a key's value, made where the key is new.
  func property(_ key: String, isOptional: Bool = false) -> Recording {
    var properties: [Property] = []
    if case .object(let known) = form { properties = known }
    let index = properties.firstIndex { $0.key == key } ?? properties.endIndex
    if index == properties.endIndex { properties.append(Property(key: key, value: Recording())) }
    if isOptional { properties[index].isOptional = true }
    form = .object(properties)
    return properties[index].value
  }

  /// The recording of a list's next element.
  func element() -> Recording {
    let element = Recording()
    if case .list(let elements, let isOpen) = form {
      form = .list(elements + [element], isOpen: isOpen)
    }
    return element
  }

  /// The JSON Schema of what was asked for: of nothing, any value.
  var schema: JSONValue {
    let schema: JSONValue =
      switch form {
      case .unasked: .object([])
      case .value(let schema): schema
      case .object(let properties): Recording.schema(properties)
      case .list(let elements, let isOpen): Recording.schema(elements, isOpen: isOpen)
      }
    guard isNullable else { return schema }
    return .object([.init("anyOf", .array([schema, .object([.init("type", "null")])]))])
  }

  private static func schema(_ properties: [Property]) -> JSONValue {
    var members: [JSONValue.Member] = [.init("type", "object")]
    let required = properties.filter { !$0.isOptional }.map(\.key)
    if !required.isEmpty { members.append(.init("required", .texts(required))) }
    if !properties.isEmpty {
      let values = properties.map { JSONValue.Member($0.key, $0.value.schema) }
      members.append(.init("properties", .object(values)))
    }
    return .object(members)
  }

  private static func schema(_ elements: [Recording], isOpen: Bool) -> JSONValue {
    if isOpen {
      let items = elements.first?.schema ?? .object([])
      return .object([.init("type", "array"), .init("items", items)])
    }
    let count = JSONValue.literal("\(elements.count)")
    return .object([
      .init("type", "array"), .init("prefixItems", .array(elements.map(\.schema))),
      .init("minItems", count), .init("maxItems", count),
    ])
  }
}
