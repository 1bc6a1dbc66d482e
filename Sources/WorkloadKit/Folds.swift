package import NumericCore

/// Stratified division of rows into folds by their class, by a documented procedure.
///
/// For each class in ascending order its rows, in file order, are shuffled, and the shuffled rows
/// are dealt to the folds in turn, each class going on where the last one stopped, so that folds
/// differ by at most one row in all and in each class. `Tests/References/german_credit.py` deals
/// the same folds.
package enum Folds {
  /// The fold of every row, for one repetition.
  package static func stratified(
    classes: [Int], folds: Int, seed: UInt64, repetition: Int
  ) -> [Int] {
    var generator = SeededGenerator(seed: seed, "folds", repetition)
    var assignment = [Int](repeating: 0, count: classes.count)
    var dealt = 0
    for label in Set(classes).sorted() {
      var rows = classes.indices.filter { classes[$0] == label }
      generator.shuffle(&rows)
      for row in rows {
        assignment[row] = dealt % folds
        dealt += 1
      }
    }
    return assignment
  }

  /// The fold of every row where rows of one group stay together; groups are dealt largest first.
  package static func grouped(
    _ groups: [String], folds: Int, seed: UInt64, repetition: Int
  ) -> [Int] {
    var generator = SeededGenerator(seed: seed, "grouped folds", repetition)
    var members: [(name: String, rows: [Int])] = Dictionary(grouping: groups.indices) { groups[$0] }
      .map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    generator.shuffle(&members)
    // Stable for equal sizes, since the standard sort is not documented to be.
    let order = members.indices.sorted {
      (members[$1].rows.count, $0) < (members[$0].rows.count, $1)
    }
    var sizes = [Int](repeating: 0, count: folds)
    var assignment = [Int](repeating: 0, count: groups.count)
    for index in order {
      let smallest = sizes.indices.min { (sizes[$0], $0) < (sizes[$1], $1) } ?? 0
      for row in members[index].rows { assignment[row] = smallest }
      sizes[smallest] += members[index].rows.count
    }
    return assignment
  }

  /// A stratified sample of `count` of the given rows, the first of a longer one for every size.
  ///
  /// Rows are shuffled within their class and merged so that each prefix holds the classes in
  /// their overall shares: a sample of 200 is part of the sample of 400.
  package static func nested(
    rows: [Int], classes: [Int], count: Int, generator: inout SeededGenerator
  ) -> [Int] {
    var ranked: [(rank: Double, row: Int)] = []
    for label in Set(classes).sorted() {
      var members = rows.filter { classes[$0] == label }
      generator.shuffle(&members)
      for (position, row) in members.enumerated() {
        ranked.append(((Double(position) + 0.5) / Double(members.count), row))
      }
    }
    ranked.sort { ($0.rank, $0.row) < ($1.rank, $1.row) }
    return ranked.prefix(count).map(\.row)
  }

  /// Divides rows into a training part and a validation part, stratified.
  package static func validation(
    classes: [Int], share: Double, generator: inout SeededGenerator
  ) -> (training: [Int], validation: [Int]) {
    var training: [Int] = []
    var validation: [Int] = []
    for label in Set(classes).sorted() {
      var rows = classes.indices.filter { classes[$0] == label }
      generator.shuffle(&rows)
      let held = Int((Double(rows.count) * share).rounded())
      validation += rows.prefix(held)
      training += rows.dropFirst(held)
    }
    return (training.sorted(), validation.sorted())
  }
}
