/// A type that is one JSON value of its own.
protocol JSONScalar {
  static var schema: JSONValue { get }
  static var dummy: Self { get }
}

extension JSONScalar where Self: FixedWidthInteger {
  static var schema: JSONValue {
    var members: [JSONValue.Member] = [.init("type", "integer")]
    if !isSigned { members.append(.init("minimum", .literal("0"))) }
    return .object(members)
  }

  static var dummy: Self { 0 }
}

extension JSONScalar where Self: BinaryFloatingPoint {
  static var schema: JSONValue { .object([.init("type", "number")]) }
  static var dummy: Self { 0 }
}

extension Int: JSONScalar {}
extension Int8: JSONScalar {}
extension Int16: JSONScalar {}
extension Int32: JSONScalar {}
extension Int64: JSONScalar {}
extension UInt: JSONScalar {}
extension UInt8: JSONScalar {}
extension UInt16: JSONScalar {}
extension UInt32: JSONScalar {}
extension UInt64: JSONScalar {}
extension Float: JSONScalar {}
extension Double: JSONScalar {}

extension Bool: JSONScalar {
  static var schema: JSONValue { .object([.init("type", "boolean")]) }
  static var dummy: Bool { false }
}

extension String: JSONScalar {
  static var schema: JSONValue { .object([.init("type", "string")]) }
  static var dummy: String { "" }
}

/// A dictionary, whose own `init(from:)` would ask which keys there are.
protocol JSONDictionary {
  static func schema(_ maker: CodableSchema) throws(CodableSchemaError) -> JSONValue
}

extension Dictionary: JSONDictionary where Key: Decodable, Value: Decodable {
  /// An object, with the keys as properties where their type lists them all.
  static func schema(_ maker: CodableSchema) throws(CodableSchemaError) -> JSONValue {
    guard Key.self is any CodingKeyRepresentable.Type else {
      throw CodableSchemaError(
        type: "\(Self.self)", problem: "is encoded as a list of keys and values in turn",
        remedy: "conform \(Key.self) to CodingKeyRepresentable")
    }
    let value = try maker.schema(of: Value.self)
    let object = JSONValue.Member("type", "object")
    guard let cases = EnumCases.all(of: Key.self) else {
      return .object([object, .init("additionalProperties", value)])
    }
    let keys = cases.compactMap { ($0 as? any CodingKeyRepresentable)?.codingKey.stringValue }
    return .object([
      object, .init("properties", .object(keys.map { .init($0, value) })),
      .init("additionalProperties", .flag(false)),
    ])
  }
}

/// The cases of a type that lists them.
enum EnumCases {
  /// All values of the type; nil where it is not `CaseIterable`.
  static func all<Value>(of type: Value.Type) -> [Value]? {
    guard let iterable = type as? any CaseIterable.Type else { return nil }
    return list(iterable).compactMap { $0 as? Value }
  }

  /// The raw values of all cases; nil where the type has none or does not list its cases.
  static func rawValues<Value>(of type: Value.Type) -> [JSONValue]? {
    guard type is any RawRepresentable.Type, let cases = all(of: type) else { return nil }
    return cases.compactMap { ($0 as? any RawRepresentable).flatMap(json) }
  }

  private static func list<Value: CaseIterable>(_ type: Value.Type) -> [Any] {
    type.allCases.map { $0 }
  }

  private static func json(_ value: any RawRepresentable) -> JSONValue? {
    switch value.rawValue {
    case let text as String: .text(text)
    case let number as any BinaryInteger: .literal("\(number)")
    default: nil
    }
  }
}
