#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ModelFiles
package import Records
package import Tables

/// The user's table with a role for each column: a CSV file, or JSON Lines where the name ends so.
///
/// It knows which columns there are and how rows may be split, and no field's meaning.
package struct RoleTable: Sendable {
  package let table: Table
  /// The absolute path of the file.
  package let path: String
  /// The columns that the profile names, each with its place in the table.
  package let columns: [(column: Column, index: Int)]

  /// Values that stand for a missing one.
  package static let missing: Set<String> = [
    "", "NA", "N/A", "NaN", "nan", "null", "NULL", "?",
  ]

  private static let leastRows = 50

  /// Reads the file and finds every named column.
  ///
  /// - Throws: `WorkloadError` with file and line for a file that cannot be read or is not a table, and
  ///   for a column that is not there or has two roles.
  package init(_ source: DataSource) throws(WorkloadError) {
    table = try Self.table(source)
    path = source.path
    try Self.checkRoles(source)
    var found: [(column: Column, index: Int)] = []
    for column in source.columns {
      guard let index = table.header.firstIndex(of: column.name) else {
        throw WorkloadError(
          "there is no column '\(column.name)'", at: source.path + ":1",
          remedy: "name one of: " + table.header.joined(separator: ", "))
      }
      found.append((column, index))
    }
    columns = found
  }

  /// An error at a row of the file, or at its header.
  package func error(_ problem: String, row: Int? = nil, remedy: String) -> WorkloadError {
    let line = row.map { ":\(table.lines[$0])" } ?? ":1"
    return WorkloadError(problem, at: path + line, remedy: remedy)
  }

  /// The place of the column of a role in the table; nil where none has it.
  package func index(of role: Column.Role) -> Int? {
    columns.first { $0.column.role == role }?.index
  }

  /// The values of the column of a role, row by row; nil where none has it.
  package func texts(of role: Column.Role) -> [String]? {
    index(of: role).map { index in table.rows.map { $0[index] } }
  }

  /// The values of the one column of a role that the workload needs, none of them empty.
  ///
  /// - Throws: `WorkloadError` where no column, or more than one, has the role, or a row has no value.
  package func only(_ role: Column.Role, example: String) throws(WorkloadError) -> [String] {
    let named = columns.filter { $0.column.role == role }
    guard named.count == 1, let index = named.first?.index else {
      throw error(
        named.isEmpty
          ? "no column has the role '\(role.rawValue)'"
          : "\(named.count) columns have the role '\(role.rawValue)'",
        remedy: "give the role to one column, such as \(example)")
    }
    let texts = table.rows.map { $0[index] }
    if let row = texts.firstIndex(where: { $0.allSatisfy(\.isWhitespace) }) {
      throw error(
        "the \(role.rawValue) is empty", row: row,
        remedy: "fill the column '\(table.header[index])', or remove the row")
    }
    return texts
  }

  /// SHA-256 of the file.
  ///
  /// - Throws: `WorkloadError` where it cannot be read.
  package static func digest(_ source: DataSource) throws(WorkloadError) -> String {
    Digest.sha256(try bytes(source))
  }

  private static func bytes(_ source: DataSource) throws(WorkloadError) -> Data {
    if let data = try? Data(contentsOf: URL(filePath: source.path)) { return data }
    throw WorkloadError(
      "the data file cannot be read", at: source.path,
      remedy: "check the path in the profile; it is relative to the profile's folder")
  }

  private static func table(_ source: DataSource) throws(WorkloadError) -> Table {
    let table = try read([UInt8](bytes(source)), source.path)
    guard table.rows.count >= leastRows else {
      throw WorkloadError(
        "the table has \(table.rows.count) rows", at: source.path,
        remedy: "bring at least 50 labelled rows; 500 or more let a comparison say something")
    }
    return table
  }

  private static func read(_ bytes: [UInt8], _ path: String) throws(WorkloadError) -> Table {
    let isLines = [".jsonl", ".ndjson"].contains { path.lowercased().hasSuffix($0) }
    do throws(TableError) {
      return isLines ? try JSONLinesReader.read(bytes) : try CSVReader.read(bytes)
    } catch {
      throw WorkloadError(error.problem, at: "\(path):\(error.line)", remedy: error.remedy)
    }
  }

  /// Checks that no column has two roles: a protected one would else be an input by its other role.
  private static func checkRoles(_ source: DataSource) throws(WorkloadError) {
    func error(_ problem: String, remedy: String) -> WorkloadError {
      WorkloadError(problem, at: source.path + ":1", remedy: remedy)
    }
    for (index, column) in source.columns.enumerated() {
      if source.columns[..<index].contains(where: { $0.name == column.name }) {
        throw error("column '\(column.name)' is named twice", remedy: "give every column one role")
      }
    }
    for role in [Column.Role.label, .group, .time, .split] {
      let names = source.columns.filter { $0.role == role }.map { "'\($0.name)'" }
      guard names.count > 1 else { continue }
      throw error(
        "columns \(names.joined(separator: " and ")) have the role '\(role.rawValue)'",
        remedy: "give the role to one column")
    }
  }
}
