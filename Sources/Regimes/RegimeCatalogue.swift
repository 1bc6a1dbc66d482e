/// The regimes that a profile may name.
package enum RegimeCatalogue {
  /// All regimes, by jurisdiction.
  package static let all = european + american + chinese + international

  /// The ids of all regimes, in the catalogue's order.
  package static var ids: [String] {
    all.map(\.id)
  }

  /// The regime of an id; nil where the catalogue has none.
  package static func regime(_ id: String) -> Regime? {
    all.first { $0.id == id }
  }

  /// The regimes that an unknown id may mean: those of the same law, or else all.
  package static func candidates(for id: String) -> [Regime] {
    let law = id.lowercased().prefix { $0 != "/" }
    let family = all.filter { $0.family == law }
    return family.isEmpty ? all : family
  }
}
