package import Regimes

/// What a regime asks of an architecture choice, as far as a decision needs it.
package struct RegimeDemand: Sendable, Equatable {
  /// The id that the profile names, such as `gdpr/22`.
  package let id: String
  package let title: String
  /// What it asks, in one sentence.
  package let demand: String
  package let demandsExplanation: Bool
  /// Whether the regime no longer applies.
  package let withdrawn: Bool
  /// The regime that replaced it, where there is one.
  package let successor: String?

  package init(
    id: String, title: String, demand: String, demandsExplanation: Bool, withdrawn: Bool = false,
    successor: String? = nil
  ) {
    self.id = id
    self.title = title
    self.demand = demand
    self.demandsExplanation = demandsExplanation
    self.withdrawn = withdrawn
    self.successor = successor
  }

  package init(_ regime: Regime) {
    self.init(
      id: regime.id, title: regime.title, demand: regime.demand,
      demandsExplanation: regime.demandsExplanation, withdrawn: regime.isWithdrawn,
      successor: regime.supersededBy)
  }

  /// The whole catalogue, as decisions read it.
  package static let catalogue = RegimeCatalogue.all.map { RegimeDemand($0) }
}
