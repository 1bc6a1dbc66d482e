import Records

/// The decision that the report shows, as each architecture explains it.
enum SharedCase {
  /// The first kept case of which all architectures explain an adverse decision; empty where there is
  /// none, or only one architecture.
  static func of(_ table: SizeTable, _ ledger: TrialLedger) -> [Architecture: ExplainedCase] {
    let kept = table.architectures.map { architecture in
      let items = ledger.completed(architecture, size: table.size).flatMap {
        $0.answers?.explanations?.items ?? []
      }
      return (architecture, items.compactMap(\.shown))
    }
    guard kept.count > 1, let first = kept.first?.1 else { return [:] }
    for candidate in first {
      let cases = kept.compactMap { architecture, shown in
        shown.first { $0.item == candidate.item }.map { (architecture, $0) }
      }
      if cases.count == kept.count { return Dictionary(cases) { first, _ in first } }
    }
    return [:]
  }
}
