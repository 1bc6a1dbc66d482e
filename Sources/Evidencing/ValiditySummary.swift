import Records

/// The findings of all sessions, each kind once.
struct ValiditySummary {
  private let sessions: SessionTable

  init(_ sessions: SessionTable) { self.sessions = sessions }

  /// The first finding of each kind with how often it was made, then the sessions that failed.
  func findings() -> [ValidityFinding] {
    var kinds: [ValidityFinding.Kind] = []
    var first: [ValidityFinding.Kind: ValidityFinding] = [:]
    var counts: [ValidityFinding.Kind: (findings: Int, sessions: Set<Int>)] = [:]
    for session in sessions.completed {
      for finding in session.validity {
        if first[finding.kind] == nil {
          kinds.append(finding.kind)
          first[finding.kind] = finding
        }
        counts[finding.kind, default: (0, [])].findings += 1
        counts[finding.kind]?.sessions.insert(session.specification.number)
      }
    }
    let merged = kinds.compactMap { kind -> ValidityFinding? in
      guard var finding = first[kind], let count = counts[kind] else { return nil }
      if count.findings > 1 {
        let text = finding.detail.hasSuffix(".") ? finding.detail.dropLast() : finding.detail[...]
        finding.detail =
          "\(text) (one of \(count.findings) such findings, in \(count.sessions.count) of"
          + " \(sessions.completed.count) sessions)."
      }
      return finding
    }
    return merged + failures
  }

  private var failures: [ValidityFinding] {
    let failed = sessions.records.filter { $0.failure != nil }
    guard let failure = failed.first?.failure else { return [] }
    let numbers = failed.map { String($0.specification.number) }.joined(separator: ", ")
    return [
      ValidityFinding(
        kind: .tooFewQueries,
        detail: "\(failed.count) of \(sessions.records.count) sessions failed and count for nothing"
          + " (\(numbers); the first \(failure.cause.rawValue): \(failure.detail)).",
        remedy: "Delete the records of these sessions and resume the run.")
    ]
  }
}
