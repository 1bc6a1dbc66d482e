import Figures

/// The values of one characteristic over all items.
package enum CharacteristicColumn: Sendable, Hashable {
  /// Numbers; nil and NaN are missing.
  case numeric([Double?])
  /// Levels of a category; nil is missing.
  case categorical([String?])

  /// The column of values: categorical where one of them is a level.
  package init(_ values: [CharacteristicValue]) {
    let hasLevels = values.contains { value in
      if case .level = value { true } else { false }
    }
    if hasLevels {
      self = .categorical(
        values.map { value in
          if case .level(let level) = value { level } else { nil }
        })
    } else {
      self = .numeric(
        values.map { value in
          if case .number(let number) = value { number } else { nil }
        })
    }
  }

  package var count: Int {
    switch self {
    case .numeric(let values): values.count
    case .categorical(let values): values.count
    }
  }

  package func value(at row: Int) -> CharacteristicValue {
    switch self {
    case .numeric(let values): values[row].map(CharacteristicValue.number) ?? .missing
    case .categorical(let values): values[row].map(CharacteristicValue.level) ?? .missing
    }
  }
}

/// One item's value of a characteristic.
package enum CharacteristicValue: Codable, Sendable, Hashable {
  case number(Double)
  case level(String)
  case missing
}

/// A characteristic by name.
package struct Characteristic: Sendable, Hashable {
  package let name: String
  package let column: CharacteristicColumn

  package init(name: String, column: CharacteristicColumn) {
    self.name = name
    self.column = column
  }
}

/// One attribute (bin) of a characteristic and what it says about the outcome.
package struct BinnedAttribute: Codable, Sendable, Equatable {
  /// The attribute for people: `(12, 24]`, `owner or tenant`, `other`, `missing`.
  package let label: String
  package let bad: Int
  package let good: Int
  /// ln of the attribute's share of the bad over its share of the good: positive means riskier.
  package let weightOfEvidence: Double

  package var count: Int { bad + good }
}

/// How a characteristic's values fall into attributes, and their weights of evidence.
package struct BinnedCharacteristic: Codable, Sendable, Equatable {
  /// The rule that finds a value's attribute.
  package enum Rule: Codable, Sendable, Equatable {
    /// Attribute i holds values in (edges[i − 1], edges[i]], the outer ones all beyond.
    case numeric(edges: [Double])
    /// The attribute of each level; a level that is not here is "other".
    case categorical([String: Int])
  }

  package let name: String
  package let rule: Rule
  /// The attributes in the rule's order; then "other" for a category; "missing" is the last.
  package let attributes: [BinnedAttribute]
  /// Σ (share of bad − share of good)·WoE over the attributes, in nats; Siddiqi's rules of thumb
  /// call less than 0.02 unpredictive and more than 0.3 strong.
  package let informationValue: Double

  /// The attribute that a value falls into.
  ///
  /// A value of the other kind (a level for a number) counts as missing.
  package func attributeIndex(of value: CharacteristicValue) -> Int {
    switch (rule, value) {
    case (.numeric(let edges), .number(let number)) where !number.isNaN:
      return edges.firstIndex { number <= $0 } ?? edges.count
    case (.categorical(let levels), .level(let level)):
      return levels[level] ?? attributes.count - 2
    default:
      return attributes.count - 1
    }
  }

  package func attribute(of value: CharacteristicValue) -> BinnedAttribute {
    attributes[attributeIndex(of: value)]
  }

  package func weightOfEvidence(of value: CharacteristicValue) -> Double {
    attribute(of: value).weightOfEvidence
  }
}

extension BinnedCharacteristic {
  /// An attribute as a reader of reasons wants it: bounds to three significant digits.
  ///
  /// The label has all digits, since it says exactly what the rule does.
  func words(ofAttribute index: Int) -> String {
    guard case .numeric(let edges) = rule, index <= edges.count, let last = edges.last else {
      return attributes[index].label
    }
    switch index {
    case 0: return "at most \(Self.bound(edges[0]))"
    case edges.count: return "over \(Self.bound(last))"
    default: return "over \(Self.bound(edges[index - 1])), at most \(Self.bound(edges[index]))"
    }
  }

  /// A bound for people: whole numbers in full, others to three significant digits.
  package static func bound(_ edge: Double) -> String {
    edge == edge.rounded() ? Format.setting(edge, .dimensionless) : Format.significant(edge)
  }
}
