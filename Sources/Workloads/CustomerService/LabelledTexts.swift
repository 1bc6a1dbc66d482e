import ModelFiles
import NumericCore
import Records
import Tables
import WorkloadKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The user's requests: a CSV file of texts and the intents that people gave them.
struct LabelledTexts: Sendable {
  let items: [ServiceItem]
  /// The value of the `group` column of each row; nil where no column has that role.
  let groups: [String]?
  /// The rank of each row's value in the `time` column; nil where no column has that role.
  let times: [Int]?
  /// Whether each row is a test row by the `split` column; nil where no column has that role.
  let testRows: [Bool]?

  static let fewestRows = 50

  /// Reads the file and gives every named column its role.
  ///
  /// - Throws: `WorkloadError` with file and line for a file that is not a table, a column that is
  ///   not there, a text without a word, or an intent that is empty.
  init(_ source: DataSource) throws(WorkloadError) {
    let table = try Self.table(source)
    let reader = TextReader(table: table, path: source.path)
    let columns = try reader.columns(source.columns)
    guard let input = columns[.input] else {
      throw reader.error(
        "no column has the role 'input'", remedy: "give the column of texts 'role: input'")
    }
    guard let label = columns[.label] else {
      throw reader.error(
        "no column has the role 'label'", remedy: "give the column of intents 'role: label'")
    }
    var items: [ServiceItem] = []
    for row in table.rows.indices {
      items.append(try reader.item(row: row, text: input, label: label))
    }
    self.items = items
    groups = columns[.group].map { index in table.rows.map { $0[index] } }
    times = columns[.time].map { index in
      let values = table.rows.map { $0[index] }
      let ranks = Dictionary(
        uniqueKeysWithValues: Set(values).sorted().enumerated().map { ($1, $0) })
      return values.map { ranks[$0, default: 0] }
    }
    testRows = try columns[.split].map { index throws(WorkloadError) in
      try reader.testRows(column: index)
    }
  }

  private static func table(_ source: DataSource) throws(WorkloadError) -> Table {
    guard let data = try? Data(contentsOf: URL(filePath: source.path)) else {
      throw WorkloadError(
        "the data file cannot be read", at: source.path,
        remedy: "check the path in the profile; it is relative to the profile's folder")
    }
    if let digest = source.digest, Digest.sha256(data) != digest {
      throw WorkloadError(
        "the data file has changed since the run was planned", at: source.path,
        remedy: "restore the file, or start a new run")
    }
    let table: Table
    do throws(TableError) {
      table = try CSVReader.read([UInt8](data))
    } catch {
      throw WorkloadError(error.problem, at: "\(source.path):\(error.line)", remedy: error.remedy)
    }
    guard table.rows.count >= fewestRows else {
      throw WorkloadError(
        "the table has \(table.rows.count) rows", at: source.path,
        remedy: "bring at least \(fewestRows) labelled texts")
    }
    return table
  }
}

/// Interprets the text of a table by the roles of its columns.
private struct TextReader {
  let table: Table
  let path: String

  func error(_ problem: String, row: Int? = nil, remedy: String) -> WorkloadError {
    let line = row.map { ":\(table.lines[$0])" } ?? ":1"
    return WorkloadError(problem, at: path + line, remedy: remedy)
  }

  /// The column of each role; protected columns are nowhere.
  func columns(_ named: [Column]) throws(WorkloadError) -> [Column.Role: Int] {
    var columns: [Column.Role: Int] = [:]
    for column in named {
      guard let index = table.header.firstIndex(of: column.name) else {
        throw error(
          "there is no column '\(column.name)'",
          remedy: "name one of: " + table.header.joined(separator: ", "))
      }
      if columns[column.role] != nil && column.role != .protected {
        throw error(
          "column '\(column.name)' is the second with the role '\(column.role.rawValue)'",
          remedy: "give the role to one column: a request is one text")
      }
      columns[column.role] = index
    }
    return columns
  }

  func item(row: Int, text: Int, label: Int) throws(WorkloadError) -> ServiceItem {
    let fields = table.rows[row]
    let request = ServiceRequest(text: fields[text])
    do throws(WorkloadError) {
      try request.check()
    } catch {
      throw self.error(error.problem, row: row, remedy: error.remedy)
    }
    guard !fields[label].isEmpty else {
      throw error("the intent is empty", row: row, remedy: "give every text its intent")
    }
    return ServiceItem(
      id: "line-\(table.lines[row])", input: request,
      outcome: ServiceAction(intent: fields[label], step: "", arguments: [:]))
  }

  func testRows(column: Int) throws(WorkloadError) -> [Bool] {
    let isTest = try table.rows.indices.map { row throws(WorkloadError) in
      switch table.rows[row][column] {
      case "test": return true
      case "train": return false
      default:
        throw error(
          "the split is '\(table.rows[row][column])'", row: row,
          remedy: "a split column holds 'train' or 'test'")
      }
    }
    guard Set(isTest).count == 2 else {
      throw error(
        "the split has no '\(isTest[0] ? "train" : "test")' row",
        remedy: "a split column holds 'train' and 'test' rows")
    }
    return isTest
  }
}
