import StrictYAML

/// The numbers that a value may take.
package struct NumberRange: Sendable {
  let lowest: Double?
  let isLowestExcluded: Bool
  let highest: Double?

  /// Any finite number.
  package static let any = NumberRange(lowest: nil, isLowestExcluded: false, highest: nil)

  /// A number and all above it.
  package static func from(_ lowest: Double) -> NumberRange {
    NumberRange(lowest: lowest, isLowestExcluded: false, highest: nil)
  }

  /// All numbers above one.
  package static func above(_ lowest: Double) -> NumberRange {
    NumberRange(lowest: lowest, isLowestExcluded: true, highest: nil)
  }

  /// All numbers of a closed range.
  package static func within(_ range: ClosedRange<Double>) -> NumberRange {
    NumberRange(
      lowest: range.lowerBound, isLowestExcluded: false, highest: range.upperBound)
  }

  func contains(_ value: Double) -> Bool {
    if let lowest, isLowestExcluded ? value <= lowest : value < lowest { return false }
    if let highest, value > highest { return false }
    return true
  }

  /// The range in words, after `a number`.
  var words: String {
    switch (lowest, highest) {
    case (nil, nil): ""
    case (let low?, nil) where isLowestExcluded: " above \(plain(low))"
    case (let low?, nil): " not below \(plain(low))"
    case (nil, let high?): " not above \(plain(high))"
    case (let low?, let high?): " from \(plain(low)) to \(plain(high))"
    }
  }

  var schema: [JSONValue.Member] {
    var members: [JSONValue.Member] = [.init("type", "number")]
    if let lowest {
      members.append(.init(isLowestExcluded ? "exclusiveMinimum" : "minimum", .number(lowest)))
    }
    if let highest { members.append(.init("maximum", .number(highest))) }
    return members
  }
}

/// A number as a user writes it, whole numbers without a fraction.
func plain(_ value: Double) -> String {
  JSONValue.number(value).description
}

extension Shape where Value == Double {
  /// A finite number without a unit.
  package static func number(_ range: NumberRange = .any, example: String) -> Shape<Double> {
    let noun = "a number" + range.words
    return scalar(noun, example: example, schema: range.schema) { (scalar) throws(Objection) in
      let found = quoted(scalar.text)
      let advice = "write \(noun), such as \(example)"
      guard let decimal = DecimalPrefix(scalar.text, allowsExponent: true),
        let canonical = decimal.canonical, decimal.rest.isEmpty || decimal.rest == "%"
      else {
        throw Objection("must be a number, found \(found)", remedy: advice)
      }
      guard decimal.rest.isEmpty else {
        let share = (Double(canonical) ?? 0) / 100
        throw Objection("must be a share, found \(found)", remedy: "write \(plain(share))")
      }
      guard scalar.style == .plain else {
        throw Objection(
          "must be a number, found the text \(found)", remedy: "write \(canonical) without quotes")
      }
      guard canonical == scalar.text else {
        throw Objection("is written in a doubtful way: \(found)", remedy: "write \(canonical)")
      }
      guard let value = Double(canonical), value.isFinite else {
        throw Objection("is too large to count with: \(found)", remedy: advice)
      }
      guard range.contains(value) else {
        throw Objection("must be\(range.words), found \(found)", remedy: advice)
      }
      return value
    }
  }
}

extension Shape where Value == Int {
  /// A whole number of things: `900`, `120k`, `1.5M` or `2G`.
  ///
  /// - Parameters:
  ///   - lowest: The least that is allowed.
  ///   - example: A value as a user writes it.
  /// - Returns: The shape.
  package static func count(from lowest: Int = 0, example: String) -> Shape<Int> {
    let whole: [JSONValue.Member] = [
      .init("type", "integer"), .init("minimum", .literal("\(lowest)")),
      .init("maximum", .literal("\(Count.limit)")),
    ]
    let short: [JSONValue.Member] = [
      .init("type", "string"), .init("pattern", "^(0|[1-9][0-9]*)(\\.[0-9]+)?[kMG]$"),
    ]
    let schema = JSONValue.array([.object(whole), .object(short)])
    return scalar("a count", example: example, schema: [.init("oneOf", schema)]) {
      (scalar) throws(Objection) in
      let value = try Count.parse(scalar, example: example)
      guard value >= lowest else {
        throw Objection(
          "must be at least \(lowest), found \(quoted(scalar.text))",
          remedy: "write a count such as \(example)")
      }
      return value
    }
  }
}

/// The reading of counts, in whole numbers throughout.
private enum Count {
  /// Beyond this, a double no longer counts reliably.
  static let limit = 1_000_000_000_000_000
  private static let zeros = ["": 0, "k": 3, "M": 6, "G": 9]

  static func parse(_ scalar: Node.Scalar, example: String) throws(Objection) -> Int {
    let found = quoted(scalar.text)
    let advice = "write a whole number such as 900, 120k or 1.5M"
    guard let decimal = DecimalPrefix(scalar.text, allowsExponent: false),
      let number = decimal.canonical
    else { throw Objection("must be a count, found \(found)", remedy: advice) }
    guard !number.hasPrefix("-") else {
      throw Objection("must not be negative: \(found)", remedy: advice)
    }
    let given = decimal.rest.drop { $0 == " " }
    guard let suffix = zeros.keys.first(where: { $0.lowercased() == given.lowercased() }) else {
      throw Objection("must be a count, found \(found)", remedy: advice)
    }
    guard scalar.style == .plain || !suffix.isEmpty else {
      throw Objection(
        "must be a count, found the text \(found)", remedy: "write \(number) without quotes")
    }
    guard number + suffix == scalar.text else {
      throw Objection("is written in a doubtful way: \(found)", remedy: "write \(number)\(suffix)")
    }
    return try value(number, zeros: zeros[suffix] ?? 0, found: found)
  }

  private static func value(
    _ number: String, zeros: Int, found: String
  ) throws(Objection) -> Int {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    while fraction.hasSuffix("0") { fraction.removeLast() }
    guard fraction.count <= zeros else {
      throw Objection("is no whole number: \(found)", remedy: "write a whole number")
    }
    let digits = parts[0] + fraction + String(repeating: "0", count: zeros - fraction.count)
    guard let value = Int(digits), value <= limit else {
      throw Objection("is too large to count with: \(found)", remedy: "write at most 1000000G")
    }
    return value
  }
}
