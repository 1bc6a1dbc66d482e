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
  /// The text that it is read from.
  package let source: String
  /// The documents and figures that it asks for.
  package let demands: [Regime.Demand]

  package init(
    id: String, title: String, demand: String, demandsExplanation: Bool, withdrawn: Bool = false,
    successor: String? = nil, source: String = "", demands: [Regime.Demand] = []
  ) {
    self.id = id
    self.title = title
    self.demand = demand
    self.demandsExplanation = demandsExplanation
    self.withdrawn = withdrawn
    self.successor = successor
    self.source = source
    self.demands = demands
  }

  package init(_ regime: Regime) {
    self.init(
      id: regime.id, title: regime.title, demand: regime.demand,
      demandsExplanation: regime.demandsExplanation, withdrawn: regime.isWithdrawn,
      successor: regime.supersededBy, source: regime.source, demands: regime.demands)
  }

  /// The whole catalogue, as decisions read it.
  package static let catalogue = RegimeCatalogue.all.map { RegimeDemand($0) }
}
