import StrictYAML

extension Shape where Value == String {
  /// A text in one line without control characters, such as a title.
  package static func text(_ noun: String, example: String, limit: Int = 500) -> Shape<String> {
    let schema: [JSONValue.Member] = [
      .init("type", "string"), .init("minLength", .literal("1")),
      .init("maxLength", .literal("\(limit)")),
    ]
    return scalar(noun, example: example, schema: schema) { (scalar) throws(Objection) in
      let text = try textValue(scalar)
      guard !text.isEmpty else {
        throw Objection("is empty", remedy: "write \(noun), or remove the key")
      }
      guard text.unicodeScalars.count <= limit else {
        throw Objection("has more than \(limit) characters", remedy: "shorten it")
      }
      guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
      else {
        throw Objection("has a line break or a control character", remedy: "write it in one line")
      }
      return text
    }
  }

  /// A name that is safe in a file's name: letters, digits, `.`, `_` and `-`, at most 64.
  package static func slug(_ noun: String, example: String) -> Shape<String> {
    let schema: [JSONValue.Member] = [
      .init("type", "string"), .init("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"),
    ]
    return scalar(noun, example: example, schema: schema) { (scalar) throws(Objection) in
      let text = try textValue(scalar)
      let isFit = { (scalar: Unicode.Scalar) in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains(scalar))
      }
      guard let first = text.unicodeScalars.first, !"._-".unicodeScalars.contains(first),
        text.unicodeScalars.count <= 64, text.unicodeScalars.allSatisfy(isFit)
      else {
        throw Objection(
          "is not fit for a file's name: \(quoted(text))",
          remedy:
            "use at most 64 letters, digits, `.`, `_` and `-`, and begin with a letter or digit")
      }
      return text
    }
  }

  /// One of some words.
  package static func choice(_ noun: String, of known: [String]) -> Shape<String> {
    let schema: [JSONValue.Member] = [.init("enum", .texts(known))]
    let example = known.first ?? ""
    return scalar(noun, example: example, schema: schema) { (scalar) throws(Objection) in
      guard known.contains(scalar.text), scalar.style != .plain || isText(scalar.text) else {
        guard !known.isEmpty else {
          throw Objection(
            "is no known \(bare(noun)): \(quoted(scalar.text))", remedy: "remove it: none is known")
        }
        let list = known.count > 1 ? "one of \(known.joined(separator: ", "))" : example
        let near = NearestName.of(scalar.text, in: known)
        throw Objection(
          "is no known \(bare(noun)): \(quoted(scalar.text))",
          remedy: near.map { "did you mean \($0)? write \(list)" } ?? "write \(list)")
      }
      return scalar.text
    }
  }

  /// The text of any single value, a number or a flag as it is written.
  package static func anyWord(_ noun: String, example: String) -> Shape<String> {
    let types = JSONValue.texts(["string", "number", "boolean"])
    return scalar(noun, example: example, schema: [.init("type", types)]) { $0.text }
  }

  private static func isText(_ text: String) -> Bool {
    PlainScalar(text) == .text
  }
}

extension Shape where Value == Bool {
  /// `true` or `false`.
  package static var flag: Shape<Bool> {
    let schema: [JSONValue.Member] = [.init("type", "boolean")]
    return .scalar("true or false", example: "true", schema: schema) { (scalar) throws(Objection) in
      if scalar.style == .plain, scalar.text == "true" { return true }
      if scalar.style == .plain, scalar.text == "false" { return false }
      let meant =
        switch scalar.text.lowercased() {
        case "true", "yes", "on", "y", "1": "write true"
        case "false", "no", "off", "n", "0": "write false"
        default: "write true or false"
        }
      let isQuoted = scalar.style != .plain
      throw Objection(
        "must be true or false, found \(isQuoted ? "the text " : "")\(quoted(scalar.text))",
        remedy: meant + (isQuoted ? ", without quotes" : ""))
    }
  }
}

extension Shape where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// One of an enumeration's words.
  package static func choice(_ noun: String) -> Shape<Value> {
    Shape<String>.choice(noun, of: Value.allCases.map(\.rawValue)).refine { name, _ in
      Value(rawValue: name)
    }
  }
}

/// A noun without its article.
func bare(_ noun: String) -> String {
  for article in ["a ", "an ", "the "] where noun.hasPrefix(article) {
    return String(noun.dropFirst(article.count))
  }
  return noun
}

/// The text of a scalar that every YAML reader takes for a text.
private func textValue(_ scalar: Node.Scalar) throws(Objection) -> String {
  guard scalar.style == .plain else { return scalar.text }
  let kind: String
  switch PlainScalar(scalar.text) {
  case .text where PlainScalar.isFlagElsewhere(scalar.text): kind = "a flag to some YAML readers"
  case .text, .nothing: return scalar.text
  case .flag: kind = "a flag, not a text"
  case .number: kind = "a number, not a text"
  }
  throw Objection(
    "is \(kind): \(quoted(scalar.text))", remedy: "write \"\(scalar.text)\" in quotes")
}
