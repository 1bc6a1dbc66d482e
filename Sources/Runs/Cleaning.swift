#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ModelFiles
package import Records

/// Takes from a run what is about single cases, and keeps what the evidence says of them together.
///
/// Answers item by item and models go, since models hold what they learned of people; trial records
/// lose the items that were explained. What stays is sums, figures and times: profile, plan, trial
/// and session records, evidence, decision, reports.
package struct Cleaning: Sendable {
  private let directory: RunDirectory
  /// Whole files that go.
  package let files: [CleaningRecord.RemovedFile]
  /// Trial records that lose their single cases.
  package let records: [String]
  /// Whether the evidence, and with it the report, shows a case of the user's data.
  package let evidenceHasCases: Bool

  /// Looks what would be removed, and touches nothing.
  ///
  /// - Throws: `RecordError` where the run is not finished, or a record cannot be read.
  package init(_ directory: RunDirectory) throws(RecordError) {
    let plan = try directory.read(Plan.self, from: directory.plan)
    guard directory.exists(directory.decision) else {
      throw RecordError(
        path: directory.path, problem: "the run is not finished",
        remedy: "continue it with 'assay resume \(directory.path)', or delete the directory")
    }
    self.directory = directory
    var files: [CleaningRecord.RemovedFile] = []
    for file in directory.recordFiles where file.hasSuffix(".jsonl") || file.hasSuffix(".model") {
      let bytes = try directory.bytes(file)
      files.append(
        .init(
          file: directory.relative(file), bytes: bytes.count, digest: Digest.sha256(bytes)))
    }
    var records: [String] = []
    for trial in plan.trials where directory.exists(directory.trial(trial.number)) {
      let file = directory.trial(trial.number)
      let record = try directory.read(TrialRecord.self, from: file)
      if record.withoutCases != record { records.append(file) }
    }
    self.files = files
    self.records = records
    let evidence = try directory.read(Evidence.self, from: directory.evidence)
    evidenceHasCases = plan.workload.data != nil && !evidence.timeFree.cases.isEmpty
  }

  /// Whether nothing is left to remove.
  package var isDone: Bool {
    files.isEmpty && records.isEmpty && !evidenceHasCases && !wasStopped
  }

  /// Whether a cleaning began and did not come to its end, which is the list of digests.
  private var wasStopped: Bool {
    directory.exists(directory.cleaned) && !directory.exists(directory.digests)
  }

  /// Removes it.
  ///
  /// What is to go is written down first, so that a cleaning that was stopped is known as one, and is
  /// finished by cleaning again. A report that shows a case is removed, for the caller to write anew
  /// before it calls ``finish()``; until then the run has no list of digests.
  ///
  /// - Parameter date: When, ISO 8601, UTC.
  /// - Throws: `RecordError` for a file that cannot be removed or written.
  package func carryOut(date: String) throws(RecordError) {
    var account = CleaningRecord(cleaned: date, version: Provenance.version)
    if directory.exists(directory.cleaned) {
      account = try directory.read(CleaningRecord.self, from: directory.cleaned)
    }
    account.removed += files.filter { !account.removed.contains($0) }
    let reduced = records.map(directory.relative)
    account.reduced += reduced.filter { !account.reduced.contains($0) }
    try directory.write(account, to: directory.cleaned)
    if directory.exists(directory.digests) { try directory.remove(directory.digests) }
    directory.removeTemporaries()
    for file in files { try directory.remove("\(directory.path)/\(file.file)") }
    for file in records {
      let record = try directory.read(TrialRecord.self, from: file)
      try directory.write(record.withoutCases, to: file)
    }
    if evidenceHasCases {
      var evidence = try directory.read(Evidence.self, from: directory.evidence)
      evidence.timeFree.cases = [:]
      // Gone before the evidence says that there is no case: a kill in between leaves none behind.
      if directory.exists(directory.report) { try directory.remove(directory.report) }
      try directory.write(evidence, to: directory.evidence)
    }
  }

  /// Ends the cleaning with the digests of what is left.
  ///
  /// - Throws: `RecordError` for a file that cannot be read or written.
  package func finish() throws(RecordError) {
    try DigestList(of: directory).write(to: directory)
  }

  /// Refuses to work in a run that was cleaned.
  ///
  /// - Throws: ``RunError`` with the code `cleaned`.
  package static func checkNotCleaned(_ directory: RunDirectory) throws(RunError) {
    guard directory.exists(directory.cleaned) else { return }
    throw RunError(
      .cleaned,
      "\(directory.path) was cleaned: its answers and models are gone, so nothing can be added to it; "
        + "measure again in a new run")
  }
}

extension TrialRecord {
  /// The record without the decisions that were explained one by one; their figures stand in the
  /// evidence.
  fileprivate var withoutCases: TrialRecord {
    var record = self
    record.answers?.explanations?.items = []
    for index in record.answers?.methods?.indices ?? 0..<0 {
      record.answers?.methods?[index].items = []
    }
    return record
  }
}
