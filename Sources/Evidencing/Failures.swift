import Figures
import Records
import Scores

/// Failed trials and items, and the scores without them.
struct Failures {
  private let ledger: TrialLedger

  /// Causes that are listed; more are counted.
  private static let listed = 5

  init(_ ledger: TrialLedger) { self.ledger = ledger }

  /// One count for each architecture of the plan.
  func counts() -> [FailureCount] {
    Architecture.allCases.sorted().compactMap { architecture in
      let records = ledger.main.filter { $0.specification.architecture == architecture }
      guard !records.isEmpty else { return nil }
      let answers = records.compactMap { ledger.answers($0.specification.number) }
      let failures = records.filter { ledger.answers($0.specification.number) == nil }
      var causes = Set(
        failures.map { record in
          record.failure.map { "\($0.cause.rawValue): \($0.detail)" } ?? "no answers in the record"
        })
      for record in records
      where (ledger.answers(record.specification.number)?.failedItems ?? 0) > 0 {
        causes.formUnion(ledger.items(record.specification.number).compactMap(\.failure))
      }
      return FailureCount(
        architecture: architecture, trials: records.count, failedTrials: failures.count,
        items: answers.reduce(0) { $0 + $1.items },
        failedItems: answers.reduce(0) { $0 + $1.failedItems },
        causes: Self.abridged(causes.sorted()))
    }
  }

  private static func abridged(_ causes: [String]) -> [String] {
    guard causes.count > listed else { return causes }
    return causes.prefix(listed) + ["\(causes.count - listed) other causes"]
  }

  /// The score over answered items only, one sentence for each architecture with failed items.
  ///
  /// The figure itself takes every item, with the constant prediction where an answer is missing.
  static func withoutFailures(_ kind: FigureKind, _ table: SizeTable) -> [String] {
    guard let score = ScoreCatalogue.score(kind.id) else { return [] }
    return table.architectures.compactMap { architecture in
      let sheets = table.answers(architecture)
      let failed = sheets.reduce(0) { $0 + $1.failures }
      guard failed > 0 else { return nil }
      let items = sheets.reduce(0) { $0 + $1.items.count }
      let values = sheets.compactMap { sheet in
        try? score.value(
          of: sheet.items.taking(sheet.failed.indices.filter { !sheet.failed[$0] }))
      }
      let counts = "\(Format.count(failed)) of \(Format.count(items))"
      guard values.count == sheets.count else {
        return
          "\(counts) answers of \(architecture.rawValue) failed; without them there is no score."
      }
      let mean = values.reduce(0, +) / Double(values.count)
      return "\(counts) answers of \(architecture.rawValue) failed and count as the constant"
        + " prediction; without them it has \(Format.value(mean, kind.unit))."
    }
  }
}
