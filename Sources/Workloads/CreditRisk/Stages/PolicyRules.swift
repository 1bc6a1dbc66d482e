package import Classics
package import WorkloadKit

/// What the rules stage hands on: every engineered feature, and which rules the application breaks.
package struct RuledFeatures: Sendable, Equatable {
  /// The features, then for each rule the level `broken` or `kept`, or missing.
  package var values: [CharacteristicValue]

  package init(values: [CharacteristicValue]) { self.values = values }
}

/// The third stage: the bank's written policy, each rule with a reason code.
///
/// A broken rule is a characteristic of the scorecard, not a verdict of its own: the data weigh it.
/// So a rule that the data do not bear out costs an applicant nothing, and every answer keeps a
/// probability. A form that lacks a rule's fields has no such rule.
package struct PolicyRules: Stage, Codable {
  /// One line of the policy.
  package struct Rule: Codable, Sendable, Equatable {
    /// The reason code, such as `P1`.
    package var code: String
    package var text: String
    /// The name of the feature that the rule is about.
    package var feature: String
    /// The rule is broken above this value.
    package var limit: Double
  }

  package static let policy = [
    Rule(
      code: "P1", text: "debt over three yearly incomes", feature: "debt in yearly incomes",
      limit: 3),
    Rule(
      code: "P2", text: "instalment over 30 % of income", feature: "instalment over income",
      limit: 0.3),
    Rule(code: "P3", text: "two delinquencies or more", feature: "delinquencies", limit: 1.5),
    Rule(
      code: "P4", text: "overdrawn for over 30 days in six months",
      feature: "overdraft days in six months", limit: 30),
  ]

  /// The rules that the features allow, each with the index of its feature.
  package private(set) var rules: [Rule]
  package private(set) var positions: [Int]
  /// How many features, the first of them, go to the scorecard; nil for all.
  package private(set) var handedOn: Int?

  package var parameters: Int { rules.count }

  /// The rules of a policy that the features allow.
  package init(
    features: [ListedFeature], policy: [Rule] = PolicyRules.policy, handedOn: Int? = nil
  ) {
    self.handedOn = handedOn
    rules = []
    positions = []
    for rule in policy {
      guard let index = features.firstIndex(where: { $0.name == rule.feature }) else { continue }
      rules.append(rule)
      positions.append(index)
    }
  }

  package func run(_ features: [CharacteristicValue]) throws(WorkloadError) -> RuledFeatures {
    RuledFeatures(
      values: features.prefix(handedOn ?? features.count)
        + zip(rules, positions).map { rule, position in
          guard case .number(let value) = features[position] else { return .missing }
          return .level(value > rule.limit ? "broken" : "kept")
        })
  }
}
