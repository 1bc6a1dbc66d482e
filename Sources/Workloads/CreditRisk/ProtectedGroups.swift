import Records
import Tables

/// The groups that protected columns make of a table's rows, as far as a run may know them.
///
/// A value that few rows have can point at a person, and no ratio is formed from so few: such values
/// go no further than this type, not even as names in a record.
struct ProtectedGroups: Sendable {
  /// The rows that a value needs, as many as a disparate-impact ratio asks of a group.
  static let least = 30

  private let columns: [(name: String, index: Int, values: Set<String>)]
  /// What was left out, without the values.
  let remarks: [String]

  init(_ table: Table, columns: [(column: Column, index: Int)]) {
    var kept: [(name: String, index: Int, values: Set<String>)] = []
    var remarks: [String] = []
    for (column, index) in columns where column.role == .protected {
      let counts = Dictionary(grouping: table.rows) { $0[index] }.mapValues(\.count)
      let values = Set(counts.filter { $0.value >= Self.least }.keys)
      kept.append((column.name, index, values))
      let rare = counts.count - values.count
      guard rare > 0 else { continue }
      remarks.append(
        "protected column '\(column.name)': \(rare) of \(counts.count) values have fewer than "
          + "\(Self.least) rows and are left out")
    }
    self.columns = kept
    self.remarks = remarks
  }

  /// The groups of one row by column.
  func groups(of row: [String]) -> [String: String] {
    var groups: [String: String] = [:]
    for column in columns where column.values.contains(row[column.index]) {
      groups[column.name] = row[column.index]
    }
    return groups
  }
}
