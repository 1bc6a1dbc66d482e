/// A dated rule and what it asks of an architecture choice; never legal advice.
package struct Regime: Sendable, Hashable {
  /// How well an entry of the catalogue is founded.
  package enum Standing: String, Sendable, CaseIterable {
    /// Read in the primary text or in a named secondary source.
    case verified
    /// Read in a secondary source only.
    case verifiedSecondary = "verified in a secondary source"
    /// General knowledge, to be checked before it is quoted.
    case generalKnowledge = "general knowledge"
  }

  /// The name that a profile uses, such as `gdpr/22`.
  package let id: String
  package let title: String
  /// What the regime asks of an architecture choice, in one sentence.
  package let demand: String
  package let jurisdiction: String
  /// The text that the entry speaks of.
  package let source: String
  package let standing: Standing
  /// What the standing does not cover; empty where it covers the whole entry.
  package let caveat: String
  /// Whether the regime asks that single decisions or outputs be explained or interpretable.
  package let demandsExplanation: Bool
  /// The day from which it applies, ISO 8601; nil where the catalogue does not know it.
  package let effectiveFrom: String?
  /// The day on which it was withdrawn, ISO 8601.
  package let withdrawnOn: String?
  /// The regime that took its place.
  package let supersededBy: String?
  /// The month in which the entry was last checked, ISO 8601.
  package let checkedOn: String
  /// The documents and figures that it asks for; empty where it was withdrawn.
  package let demands: [Demand]

  init(
    _ id: String, _ title: String, demand: String, jurisdiction: String, source: String,
    standing: Standing, caveat: String = "", demandsExplanation: Bool = false,
    effectiveFrom: String? = nil, withdrawnOn: String? = nil, supersededBy: String? = nil,
    checkedOn: String = "2026-11", demands: [Demand] = []
  ) {
    self.id = id
    self.title = title
    self.demand = demand
    self.jurisdiction = jurisdiction
    self.source = source
    self.standing = standing
    self.caveat = caveat
    self.demandsExplanation = demandsExplanation
    self.effectiveFrom = effectiveFrom
    self.withdrawnOn = withdrawnOn
    self.supersededBy = supersededBy
    self.checkedOn = checkedOn
    self.demands = demands
  }

  /// Whether the regime no longer applies.
  package var isWithdrawn: Bool {
    withdrawnOn != nil
  }

  /// The law or standard that the regime belongs to, the id up to its first slash.
  package var family: String {
    String(id.prefix { $0 != "/" })
  }
}
