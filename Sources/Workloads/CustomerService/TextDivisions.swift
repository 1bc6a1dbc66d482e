import NumericCore
import Records
import WorkloadKit

extension LabelledTexts {
  /// Rows up to which examples are cross-validated; beyond it one quarter is held out.
  static let crossValidatedUpTo = 5000
  static let folds = 5

  var summary: CorpusSummary {
    let intents = Set(items.map(\.outcome.intent)).count
    var remarks = [
      "\(items.count) texts of \(intents) intents; no slots and no actions are known"
    ]
    if let rows = testRows { remarks.append("split column: \(rows.count { $0 }) test rows") }
    if times != nil { remarks.append("time column: the latest quarter is the test") }
    if groups != nil { remarks.append("group column: no group stands on both sides of a split") }
    return CorpusSummary(examples: items.count, split: splitRule, remarks: remarks)
  }

  private var splitRule: SplitRule {
    if testRows != nil || times != nil || items.count > Self.crossValidatedUpTo {
      return .holdOut(test: heldOut.count { $0 })
    }
    return .crossValidation(folds: Self.folds)
  }

  /// The test rows of a hold-out: the file's own, else the latest quarter, else one fold of four.
  private var heldOut: [Bool] {
    if let testRows { return testRows }
    guard let times else { return assignment(folds: 4, repetition: 0, seed: 0).map { $0 == 0 } }
    let order = items.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    let first = max(times[order[order.count * 3 / 4]], 1)
    // Rows of the boundary's own time are all test rows: nothing trained on is as late as a test row.
    return times.map { $0 >= first }
  }

  /// The fold of every row: intents dealt evenly, rows of one group together.
  private func assignment(folds: Int, repetition: Int, seed: UInt64) -> [Int] {
    if let groups {
      return Folds.grouped(groups, folds: folds, seed: seed, repetition: repetition)
    }
    var generator = SeededGenerator(seed: seed, "folds of intents", repetition)
    var assignment = [Int](repeating: 0, count: items.count)
    var dealt = 0
    for rows in rowsByIntent {
      var rows = rows
      generator.shuffle(&rows)
      for row in rows {
        assignment[row] = dealt % folds
        dealt += 1
      }
    }
    return assignment
  }

  private var rowsByIntent: [[Int]] {
    Dictionary(grouping: items.indices) { items[$0].outcome.intent }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  func division(_ specification: TrialSpecification, seed: UInt64) -> Division<ServiceItem> {
    let isTest: [Bool]
    if specification.folds > 1 {
      isTest = assignment(
        folds: specification.folds, repetition: specification.repetition, seed: seed
      ).map { $0 == specification.fold }
    } else {
      isTest = heldOut
    }
    let testGroups = groups.map { groups in Set(zip(groups, isTest).filter(\.1).map(\.0)) }
    func isOpen(_ row: Int) -> Bool {
      guard !isTest[row] else { return false }
      guard let groups, let testGroups else { return true }
      return !testGroups.contains(groups[row])
    }
    var generator = SeededGenerator(
      seed: seed, "training texts", specification.repetition, specification.fold)
    // Every prefix holds the intents in about their shares.
    var ranked: [(rank: Double, row: Int)] = []
    for rows in rowsByIntent {
      var open = rows.filter(isOpen)
      generator.shuffle(&open)
      let offset = generator.uniform()
      for (position, row) in open.enumerated() {
        ranked.append(((Double(position) + offset) / Double(open.count), row))
      }
    }
    ranked.sort { ($0.rank, $0.row) < ($1.rank, $1.row) }
    return Division(
      training: ranked.prefix(specification.size).map { items[$0.row] },
      test: items.indices.filter { isTest[$0] }.map { items[$0] })
  }
}
