#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ModelFiles
import Records
import Tables
import WorkloadKit

/// The user's loans: a CSV file whose columns have roles.
struct LoanTable: Sendable {
  let form: ApplicationForm
  let applicants: [Applicant]
  /// The value of the `group` column of each row; nil where no column has that role.
  let groups: [String]?
  /// The rank of each row's value in the `time` column; nil where no column has that role.
  let times: [Int]?
  /// Whether each row is a test row by the `split` column; nil where no column has that role.
  let testRows: [Bool]?

  /// What protected columns keep to themselves, one sentence each.
  let leftOut: [String]

  /// Reads the file and gives every named column its role.
  ///
  /// - Throws: `WorkloadError` with file and line for a file that is not a table, a column that is
  ///   not there, a label that has not two values, or a number that is none.
  init(_ source: DataSource) throws(WorkloadError) {
    let table = try Self.table(source)
    let reader = TableReader(table: table, path: source.path)
    try reader.checkRoles(source.columns)
    let columns = try source.columns.map { column throws(WorkloadError) in
      (column: column, index: try reader.index(of: column.name))
    }
    func index(_ role: Column.Role) -> Int? { columns.first { $0.column.role == role }?.index }
    form = try reader.form(columns.filter { $0.column.role == .input })
    guard let label = columns.first(where: { $0.column.role == .label }) else {
      throw WorkloadError(
        "no column has the role 'label'", at: source.path,
        remedy: "give the outcome's column 'role: label' and the value that means default")
    }
    let outcomes = try reader.outcomes(column: label.index, positive: label.column.positive ?? "")
    let protected = ProtectedGroups(table, columns: columns)
    leftOut = protected.remarks
    let inputs = columns.filter { $0.column.role == .input }
    var rows: [Applicant] = []
    for row in table.rows.indices {
      let input = try reader.application(row: row, inputs: inputs, form: form)
      rows.append(
        Applicant(
          input: input, defaulted: outcomes[row], groups: protected.groups(of: table.rows[row])))
    }
    applicants = rows
    groups = index(.group).map { index in table.rows.map { $0[index] } }
    times = try index(.time).map { index throws(WorkloadError) in
      try reader.timeRanks(column: index)
    }
    testRows = try index(.split).map { index throws(WorkloadError) in
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
    do {
      let table = try CSVReader.read([UInt8](data))
      guard table.rows.count >= 50 else {
        throw WorkloadError(
          "the table has \(table.rows.count) rows", at: source.path,
          remedy: "bring at least 50 labelled rows; 500 or more let a comparison say something")
      }
      return table
    } catch let error as TableError {
      throw WorkloadError(error.problem, at: "\(source.path):\(error.line)", remedy: error.remedy)
    } catch let error as WorkloadError {
      throw error
    } catch {
      throw WorkloadError("\(error)", at: source.path, remedy: "report this as a fault of assay")
    }
  }
}

/// Interprets the text of a table by the roles of its columns.
private struct TableReader {
  let table: Table
  let path: String

  private static let missing: Set<String> = ["", "NA", "N/A", "NaN", "nan", "null", "NULL", "?"]

  func error(_ problem: String, row: Int? = nil, remedy: String) -> WorkloadError {
    let line = row.map { ":\(table.lines[$0])" } ?? ":1"
    return WorkloadError(problem, at: path + line, remedy: remedy)
  }

  func index(of name: String) throws(WorkloadError) -> Int {
    guard let index = table.header.firstIndex(of: name) else {
      throw error(
        "there is no column '\(name)'",
        remedy: "name one of: " + table.header.joined(separator: ", "))
    }
    return index
  }

  /// The form that the input columns make.
  func form(_ inputs: [(column: Column, index: Int)]) throws(WorkloadError) -> ApplicationForm {
    var form = ApplicationForm(numbers: [], categories: [], series: [], months: 0)
    var steps: [String: Int] = [:]
    for (column, index) in inputs {
      if let series = column.series {
        if steps[series] == nil { form.series.append(series) }
        steps[series, default: 0] += 1
      } else if column.kind ?? inferredKind(index) == .number {
        form.numbers.append(.init(column.name, meaning: column.meaning))
      } else {
        form.categories.append(.init(column.name, levels: try levels(index, name: column.name)))
      }
    }
    form.months = steps.values.max() ?? 0
    if let short = form.series.first(where: { steps[$0] != form.months }) {
      throw error(
        "series '\(short)' has \(steps[short] ?? 0) columns where another has \(form.months)",
        remedy: "give every series a column for every step")
    }
    guard !form.units.isEmpty else {
      throw error(
        "no column has the role 'input'", remedy: "give the columns to learn from 'role: input'")
    }
    return form
  }

  private func inferredKind(_ index: Int) -> Column.Kind {
    table.rows.allSatisfy { Self.missing.contains($0[index]) || Double($0[index]) != nil }
      ? .number : .category
  }

  private func levels(_ index: Int, name: String) throws(WorkloadError) -> [String] {
    let levels = Set(table.rows.map { $0[index] }).subtracting(Self.missing).sorted()
    guard levels.count <= 200 else {
      throw error(
        "category '\(name)' has \(levels.count) levels",
        remedy: "leave the column out, or group its levels to 200 at most")
    }
    return levels
  }

  func outcomes(column: Int, positive: String) throws(WorkloadError) -> [Bool] {
    let values = Set(table.rows.map { $0[column] })
    guard values.contains(positive), values.count == 2 else {
      // Of too many values the rarest is the likeliest slip: its first row is the place to look at.
      let rows = Dictionary(grouping: table.rows.indices) { table.rows[$0][column] }
      let rarest = rows.filter { $0.key != positive }
        .min { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
      let found = values.sorted().prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      throw error(
        "the label '\(table.header[column])' holds \(values.count) values (\(found)), "
          + "the positive one is '\(positive)'",
        row: values.count > 2 ? rarest?.value.first : nil,
        remedy: "a label has two values, and 'positive' names the one that means default")
    }
    return table.rows.map { $0[column] == positive }
  }

  /// Checks that no column has two roles: a protected one would else be an input by its other role.
  func checkRoles(_ columns: [Column]) throws(WorkloadError) {
    for (index, column) in columns.enumerated() {
      if columns[..<index].contains(where: { $0.name == column.name }) {
        throw error("column '\(column.name)' is named twice", remedy: "give every column one role")
      }
    }
    for role in [Column.Role.label, .group, .time, .split] {
      let names = columns.filter { $0.role == role }.map { "'\($0.name)'" }
      guard names.count > 1 else { continue }
      throw error(
        "columns \(names.joined(separator: " and ")) have the role '\(role.rawValue)'",
        remedy: "give the role to one column")
    }
  }

  /// The rank of every row's time: by value where all are numbers, else by text, as ISO 8601 dates.
  func timeRanks(column: Int) throws(WorkloadError) -> [Int] {
    let texts = table.rows.map { $0[column] }
    if let row = texts.firstIndex(where: Self.missing.contains) {
      throw error(
        "the time is empty", row: row,
        remedy: "give every row its time, such as 2024-05-31, or a number")
    }
    let numbers = texts.compactMap(Double.init).filter(\.isFinite)
    let ranks = numbers.count == texts.count ? Self.ranks(numbers) : Self.ranks(texts)
    guard ranks.contains(where: { $0 > 0 }) else {
      throw error(
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

  func application(
    row: Int, inputs: [(column: Column, index: Int)], form: ApplicationForm
  ) throws(WorkloadError) -> Application {
    let fields = table.rows[row]
    var application = Application(
      id: "line-\(table.lines[row])", numbers: [], categories: [],
      series: Array(repeating: [], count: form.series.count))
    for (column, index) in inputs {
      let text = fields[index]
      if let series = column.series, let channel = form.series(named: series) {
        guard let value = Double(text), value.isFinite else {
          throw error(
            "'\(text)' in series '\(series)' is not a number", row: row,
            remedy: "fill every step of a series with a number")
        }
        application.series[channel].append(value)
      } else if let category = form.categories.firstIndex(where: { $0.name == column.name }) {
        application.categories.append(
          form.categories[category].levels.firstIndex(of: text) ?? -1)
      } else {
        application.numbers.append(try number(text, column: column.name, row: row))
      }
    }
    return application
  }

  private func number(_ text: String, column: String, row: Int) throws(WorkloadError) -> Double {
    if Self.missing.contains(text) { return .nan }
    guard let value = Double(text), value.isFinite else {
      throw error(
        "'\(text)' in column '\(column)' is not a number", row: row,
        remedy: "write a plain decimal number, leave it empty, or set 'kind: category'")
    }
    return value
  }
}
