package import StrictYAML

/// The declaration of a value: how it is read, and what it may look like, said once.
package struct Shape<Value: Sendable>: Sendable {
  package let form: Form
  /// What messages call a value of the shape, such as `a duration`.
  package let noun: String
  /// A value as a user writes it, such as `80 ms`.
  package let example: String
  private let body: @Sendable (Node, Reading) -> Value?

  /// Declares a shape.
  ///
  /// - Parameters:
  ///   - form: What the value may look like.
  ///   - noun: What messages call the value.
  ///   - example: A value as a user writes it.
  ///   - body: Reads a node that holds something; nil once it has noted what is wrong.
  package init(
    form: Form, noun: String, example: String,
    body: @escaping @Sendable (Node, Reading) -> Value?
  ) {
    self.form = form
    self.noun = noun
    self.example = example
    self.body = body
  }

  /// Reads a node.
  ///
  /// - Returns: The value; nil once the reading has noted what is wrong.
  package func read(_ node: Node, _ reading: Reading) -> Value? {
    if case .refused = node.content { return nil }
    guard !node.isNothing else {
      Place(node: node, reading: reading).refuse(
        "has no value", remedy: "write \(noun), such as \(example)")
      return nil
    }
    return body(node, reading)
  }

  /// The same shape with its value made into another.
  package func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> Shape<Other> {
    refine { value, _ in transform(value) }
  }

  /// The same shape with a check or a change that may note problems; nil after an error.
  package func refine<Other>(
    _ transform: @escaping @Sendable (Value, Place) -> Other?
  ) -> Shape<Other> {
    Shape<Other>(form: form, noun: noun, example: example) { node, reading in
      body(node, reading).flatMap { transform($0, Place(node: node, reading: reading)) }
    }
  }
}

/// Why a single value is wrong: a predicate that follows its name, and what would be right.
package struct Objection: Error, Sendable, Equatable {
  package let predicate: String
  package let remedy: String

  package init(_ predicate: String, remedy: String) {
    self.predicate = predicate
    self.remedy = remedy
  }
}

extension Shape {
  /// A single value.
  ///
  /// - Parameters:
  ///   - noun: What messages call it.
  ///   - example: A value as a user writes it.
  ///   - schema: Its JSON Schema keywords.
  ///   - parse: Turns the text into the value, or says what is wrong.
  /// - Returns: The shape.
  package static func scalar(
    _ noun: String, example: String, schema: [JSONValue.Member],
    parse: @escaping @Sendable (Node.Scalar) throws(Objection) -> Value
  ) -> Shape {
    Shape(form: .value(schema), noun: noun, example: example) { node, reading in
      let place = Place(node: node, reading: reading)
      guard case .scalar(let scalar) = node.content else {
        place.refuse("must be \(noun), found \(node.kindName)", remedy: "write \(example)")
        return nil
      }
      do throws(Objection) {
        return try parse(scalar)
      } catch {
        place.refuse(error.predicate, remedy: error.remedy)
        return nil
      }
    }
  }
}
