package import Records

/// Makes evidence of the records of a run: a pure function, in which no clock and no file has a say.
package enum EvidenceBuilder {
  /// All figures of a run with intervals and verdicts; `docs/method.md` says how each is made.
  ///
  /// The order of records does not matter, nor that of the answers within an item file.
  ///
  /// - Parameters:
  ///   - records: The records of a run whose trials and sessions have ended, failed ones among them.
  ///   - margins: The indifference margins that verdicts are judged by.
  ///   - latencyPercentile: The percentile that the profile asks for, in 0…1, beside p50, p90 and p99.
  /// - Returns: The evidence; equal records give equal bytes once encoded.
  /// - Throws: ``EvidenceError`` where records contradict the plan or each other.
  package static func build(
    _ records: RunRecords, margins: EvidenceMargins, latencyPercentile: Double = 0.99
  ) throws(EvidenceError) -> Evidence {
    let ledger = try TrialLedger(records)
    var tables: [SizeTable] = []
    for size in Set(records.plan.mainTrials.map(\.size)).sorted() {
      tables.append(try SizeTable(size: size, ledger: ledger))
    }
    guard let largest = tables.last else {
      throw EvidenceError(
        code: .unplannedTrial, trial: nil, problem: "the plan holds no trial",
        remedy: "restore plan.json, or start a new run")
    }
    let timeFree = TimeFreeEvidence(
      run: records, ledger: ledger, margins: margins, tables: tables, largest: largest)
    let declared = records.sessions.filter { $0.specification.declared != nil }
    let apart = records.sessions.filter { $0.specification.services != nil }
    let trained = records.sessions.filter {
      $0.specification.declared == nil && $0.specification.services == nil
    }
    let timed = TimedEvidence(
      sessions: trained, ledger: ledger, largest: largest, margin: margins.ratio,
      percentile: latencyPercentile)
    var evidence = Evidence(timeFree: try timeFree.timeFree(), timed: timed.timed())
    if !declared.isEmpty {
      evidence.timed.deployment = ProductionEvidence(
        sessions: declared, margin: margins.ratio, percentile: latencyPercentile
      ).evidence()
    }
    evidence.timed.services =
      ServicesEvidenceBuilder(sessions: apart, margin: margins.ratio).evidence()
    return evidence
  }
}
