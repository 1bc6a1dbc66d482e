import NumericCore
package import Records

/// How the rows of a user's table are divided into training and test items.
///
/// By the file's own split where it has one, else by time, the latest quarter being the test, else at random by
/// class: cross-validated up to a number of rows, held out beyond. Rows of one group never stand on
/// both sides.
package struct RowDivision: Sendable {
  /// Rows up to which examples are cross-validated; beyond it one quarter is held out.
  package static let crossValidatedUpTo = 5000
  private static let mostFolds = 5

  /// The class of each row, which folds and samples keep in its share.
  private let classes: [Int]
  /// The value of the `group` column of each row; nil where no column has that role.
  private let groups: [String]?
  /// The rank of each row's value in the `time` column; nil where no column has that role.
  private let times: [Int]?
  /// Whether each row is a test row by the `split` column; nil where no column has that role.
  private let testRows: [Bool]?

  /// Reads the columns that say how rows may be split.
  ///
  /// - Parameters:
  ///   - table: the user's table.
  ///   - classes: a class for each row, such as its label's number; one for all where there are none.
  /// - Throws: `WorkloadError` with the line of an empty time or an unknown split, for a column in which
  ///   all rows are alike, and for groups that leave nothing to train on.
  package init(_ table: RoleTable, classes: [Int]) throws(WorkloadError) {
    self.classes = classes
    groups = table.texts(of: .group)
    times = try table.texts(of: .time).map { texts throws(WorkloadError) in
      try Self.timeRanks(texts, in: table)
    }
    testRows = try table.texts(of: .split).map { texts throws(WorkloadError) in
      try Self.testRows(texts, in: table)
    }
    try checkGroups(in: table)
  }

  private func checkGroups(in table: RoleTable) throws(WorkloadError) {
    guard let groups else { return }
    guard Set(groups).count > 1 else {
      throw table.error(
        "every row is of the same group", remedy: "leave the column out; one group cannot be split")
    }
    guard available > 0 else {
      throw table.error(
        "every group has test rows, so no row is left to train on",
        remedy: "leave the group column out, or test on groups of their own")
    }
  }

  /// What the columns do to the split, one sentence each.
  package var remarks: [String] {
    var remarks: [String] = []
    if let rows = testRows { remarks.append("split column: \(rows.count { $0 }) test rows") }
    if times != nil { remarks.append("time column: the latest quarter is the test") }
    if groups != nil { remarks.append("group column: no group stands on both sides of a split") }
    return remarks
  }

  package var splitRule: SplitRule {
    if let testRows { return .holdOut(test: testRows.count { $0 }) }
    if times != nil || classes.count > Self.crossValidatedUpTo {
      return .holdOut(test: heldOut.count { $0 })
    }
    return .crossValidation(folds: folds)
  }

  /// Parts of a cross-validation: five, or as many as there are groups where there are fewer.
  private var folds: Int { min(Self.mostFolds, groups.map { Set($0).count } ?? Self.mostFolds) }

  /// Rows that every trial can train on: those of the smallest training side.
  ///
  /// The sizes of folds are the same in every repetition, whoever is in them.
  package var available: Int {
    guard case .crossValidation(let folds) = splitRule else { return pool(heldOut).count }
    let assignment = assignment(folds: folds, repetition: 0, seed: 0)
    let sizes = (0..<folds).map { fold in assignment.count { $0 == fold } }
    return classes.count - (sizes.max() ?? 0)
  }

  /// The rows that may be trained on: no test rows, and none of a test row's group.
  private func pool(_ isTest: [Bool]) -> [Int] {
    let testGroups = groups.map { groups in Set(zip(groups, isTest).filter(\.1).map(\.0)) }
    return classes.indices.filter { row in
      !isTest[row] && !(groups.map { testGroups?.contains($0[row]) ?? false } ?? false)
    }
  }

  /// The rows that a trial trains on, smaller samples being the start of larger ones, and those it is tested on.
  package func rows(
    _ specification: TrialSpecification, seed: UInt64
  ) -> (training: [Int], test: [Int]) {
    let isTest: [Bool]
    if specification.folds > 1 {
      isTest = assignment(
        folds: specification.folds, repetition: specification.repetition, seed: seed
      ).map { $0 == specification.fold }
    } else {
      isTest = heldOut
    }
    let pool = pool(isTest)
    var generator = SeededGenerator(
      seed: seed, "training", specification.repetition, specification.fold)
    let training = Folds.nested(
      rows: pool, classes: classes, count: specification.size, generator: &generator)
    return (training, classes.indices.filter { isTest[$0] })
  }

  /// The test rows of a hold-out: the file's own, else the latest quarter, else a stratified one.
  private var heldOut: [Bool] {
    if let testRows { return testRows }
    guard let times else {
      let fold = assignment(folds: 4, repetition: 0, seed: 0)
      return fold.map { $0 == 0 }
    }
    let order = classes.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    // Where most rows are of the earliest time, all later ones are the test.
    let first = max(times[order[order.count * 3 / 4]], 1)
    // Rows of the boundary's own time are all test rows: nothing trained on is as late as a test row.
    return times.map { $0 >= first }
  }

  /// The fold of every row; rows of one group share theirs.
  private func assignment(folds: Int, repetition: Int, seed: UInt64) -> [Int] {
    guard let groups else {
      return Folds.stratified(classes: classes, folds: folds, seed: seed, repetition: repetition)
    }
    return Folds.grouped(groups, folds: folds, seed: seed, repetition: repetition)
  }

  /// The rank of every row's time: by value where all are numbers, else by text, as ISO 8601 dates.
  private static func timeRanks(
    _ texts: [String], in table: RoleTable
  ) throws(WorkloadError) -> [Int] {
    if let row = texts.firstIndex(where: RoleTable.missing.contains) {
      throw table.error(
        "the time is empty", row: row,
        remedy: "give every row its time, such as 2024-05-31, or a number")
    }
    let numbers = texts.compactMap(Double.init).filter(\.isFinite)
    let ranks = numbers.count == texts.count ? ranks(numbers) : ranks(texts)
    guard ranks.contains(where: { $0 > 0 }) else {
      throw table.error(
        "every row has the same time", remedy: "leave the column out; nothing is later than another"
      )
    }
    return ranks
  }

  private static func ranks<Value: Hashable & Comparable>(_ values: [Value]) -> [Int] {
    let order = Set(values).sorted().enumerated().map { ($1, $0) }
    let ranks = Dictionary(uniqueKeysWithValues: order)
    return values.map { ranks[$0, default: 0] }
  }

  private static func testRows(
    _ texts: [String], in table: RoleTable
  ) throws(WorkloadError) -> [Bool] {
    var isTest: [Bool] = []
    for (row, text) in texts.enumerated() {
      guard text == "test" || text == "train" else {
        throw table.error(
          "the split is '\(text)'", row: row, remedy: "a split column holds 'train' or 'test'")
      }
      isTest.append(text == "test")
    }
    guard Set(isTest).count == 2 else {
      throw table.error(
        "the split has no '\(isTest[0] ? "train" : "test")' row",
        remedy: "a split column holds 'train' and 'test' rows")
    }
    return isTest
  }
}
