import NumericCore
import Records
import WorkloadKit

extension LoanTable {
  /// Rows up to which examples are cross-validated; beyond it one quarter is held out.
  static let crossValidatedUpTo = 5000
  static let folds = 5

  var summary: CorpusSummary {
    let defaults = applicants.count { $0.defaulted }
    let share = Int((100 * Double(defaults) / Double(applicants.count)).rounded())
    var remarks = ["\(applicants.count) loans, \(share) % of them defaults"]
    if let rows = testRows { remarks.append("split column: \(rows.count { $0 }) test rows") }
    if times != nil { remarks.append("time column: the latest quarter is the test") }
    if groups != nil { remarks.append("group column: no group stands on both sides of a split") }
    remarks += leftOut
    return CorpusSummary(examples: applicants.count, split: splitRule, remarks: remarks)
  }

  private var splitRule: SplitRule {
    if let testRows { return .holdOut(test: testRows.count { $0 }) }
    if times != nil || applicants.count > Self.crossValidatedUpTo {
      return .holdOut(test: heldOut.count { $0 })
    }
    return .crossValidation(folds: Self.folds)
  }

  /// The test rows of a hold-out: the file's own, else the latest quarter, else a stratified one.
  private var heldOut: [Bool] {
    if let testRows { return testRows }
    guard let times else {
      let fold = assignment(folds: 4, repetition: 0, seed: 0)
      return fold.map { $0 == 0 }
    }
    let order = applicants.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    // Where most rows are of the earliest time, all later ones are the test.
    let first = max(times[order[order.count * 3 / 4]], 1)
    // Rows of the boundary's own time are all test rows: nothing trained on is as late as a test row.
    return times.map { $0 >= first }
  }

  /// The fold of every row; rows of one group share theirs.
  private func assignment(folds: Int, repetition: Int, seed: UInt64) -> [Int] {
    let labels = applicants.map(\.defaulted)
    guard let groups else {
      return Folds.stratified(labels: labels, folds: folds, seed: seed, repetition: repetition)
    }
    return Folds.grouped(groups, folds: folds, seed: seed, repetition: repetition)
  }

  func division(_ specification: TrialSpecification, seed: UInt64) -> Division<Applicant> {
    let isTest: [Bool]
    if specification.folds > 1 {
      isTest = assignment(
        folds: specification.folds, repetition: specification.repetition, seed: seed
      ).map { $0 == specification.fold }
    } else {
      isTest = heldOut
    }
    let testGroups = groups.map { groups in
      Set(zip(groups, isTest).filter(\.1).map(\.0))
    }
    let pool = applicants.indices.filter { row in
      !isTest[row] && !(groups.map { testGroups?.contains($0[row]) ?? false } ?? false)
    }
    var generator = SeededGenerator(
      seed: seed, "training", specification.repetition, specification.fold)
    let training = Folds.nested(
      rows: pool, labels: applicants.map(\.defaulted), count: specification.size,
      generator: &generator)
    return Division(
      training: training.map { applicants[$0] },
      test: applicants.indices.filter { isTest[$0] }.map { applicants[$0] })
  }
}
