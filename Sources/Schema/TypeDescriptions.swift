/// What a decoder cannot see of some types, told beside them.
///
/// A decoder follows one branch of an enum with payloads, learns no constant, and does not see what
/// `JSONEncoder` does to types of its own such as `Data`.
package struct TypeDescriptions: Sendable {
  /// What is told of one type, with a value to stand for it where others are probed.
  struct Description: Sendable {
    enum Form: Sendable {
      case schema(JSONValue)
      case cases([String])
    }

    let form: Form
    let example: any Sendable
  }

  private var descriptions: [ObjectIdentifier: Description] = [:]
  private var constants: [ObjectIdentifier: [JSONValue.Member]] = [:]

  package init() {}

  /// Describes an enum with payloads by one value of every case.
  ///
  /// Written as an exhaustive `switch`, `next` does not compile once a case is added, so none is
  /// forgotten. The coding keys must be the names of the cases, as they are where Swift makes them.
  ///
  /// - Parameters:
  ///   - type: The enum.
  ///   - first: A value of the first case.
  ///   - next: A value of the case that follows that of its argument; nil after the last.
  package mutating func describe<Value: Sendable>(
    _ type: Value.Type, first: Value, next: (Value) -> Value?
  ) {
    var names: [String] = []
    var value: Value? = first
    while let current = value {
      // A case with a payload is a child of its own name in the mirror, one without is its text.
      let name = Mirror(reflecting: current).children.first?.label ?? "\(current)"
      guard !names.contains(name) else { break }
      names.append(name)
      value = next(current)
    }
    descriptions[ObjectIdentifier(type)] = Description(form: .cases(names), example: first)
  }

  /// Describes a type that is encoded otherwise than its own `init(from:)` reads.
  package mutating func describe<Value: Sendable>(
    _ type: Value.Type, as schema: JSONValue, example: Value
  ) {
    descriptions[ObjectIdentifier(type)] = Description(form: .schema(schema), example: example)
  }

  /// Says that a key of a type always has the same value, such as the version of a file's form.
  package mutating func fix<Value>(_ key: String, of type: Value.Type, to value: JSONValue) {
    constants[ObjectIdentifier(type), default: []].append(.init(key, value))
  }

  func description(of id: ObjectIdentifier) -> Description? { descriptions[id] }

  func constants(of id: ObjectIdentifier) -> [JSONValue.Member] { constants[id] ?? [] }
}
