import Records
import Tables
import WorkloadKit

/// The user's loans: a table whose columns have roles.
struct LoanTable: Sendable {
  let form: ApplicationForm
  let applicants: [Applicant]
  let rows: RowDivision
  /// What protected columns keep to themselves, one sentence each.
  let leftOut: [String]

  /// Reads the file and gives every named column its role.
  ///
  /// - Throws: `WorkloadError` with file and line for a file that is not a table, a column that is
  ///   not there, a label that has not two values, or a number that is none.
  init(_ source: DataSource) throws(WorkloadError) {
    let table = try RoleTable(source)
    let reader = LoanReader(table: table)
    let inputs = table.columns.filter { $0.column.role == .input }
    form = try reader.form(inputs)
    guard let label = table.columns.first(where: { $0.column.role == .label }) else {
      throw WorkloadError(
        "no column has the role 'label'", at: source.path,
        remedy: "give the outcome's column 'role: label' and the value that means default")
    }
    let outcomes = try reader.outcomes(column: label.index, positive: label.column.positive ?? "")
    let protected = ProtectedGroups(table.table, columns: table.columns)
    leftOut = protected.remarks
    var applicants: [Applicant] = []
    for (row, fields) in table.table.rows.enumerated() {
      applicants.append(
        Applicant(
          input: try reader.application(row: row, inputs: inputs, form: form),
          defaulted: outcomes[row], groups: protected.groups(of: fields)))
    }
    self.applicants = applicants
    rows = try RowDivision(table, classes: outcomes.map { $0 ? 1 : 0 })
  }

  var summary: CorpusSummary {
    let defaults = applicants.count { $0.defaulted }
    let share = Int((100 * Double(defaults) / Double(applicants.count)).rounded())
    return CorpusSummary(
      examples: applicants.count, available: rows.available, split: rows.splitRule,
      remarks: ["\(applicants.count) loans, \(share) % of them defaults"] + rows.remarks + leftOut)
  }

  func division(_ specification: TrialSpecification, seed: UInt64) -> Division<Applicant> {
    let (training, test) = rows.rows(specification, seed: seed)
    return Division(
      training: training.map { applicants[$0] }, test: test.map { applicants[$0] })
  }
}

/// Interprets the text of a table as loans.
private struct LoanReader {
  let table: RoleTable

  private var rows: [[String]] { table.table.rows }

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
      throw table.error(
        "series '\(short)' has \(steps[short] ?? 0) columns where another has \(form.months)",
        remedy: "give every series a column for every step")
    }
    guard !form.units.isEmpty else {
      throw table.error(
        "no column has the role 'input'", remedy: "give the columns to learn from 'role: input'")
    }
    return form
  }

  private func inferredKind(_ index: Int) -> Column.Kind {
    rows.allSatisfy { RoleTable.missing.contains($0[index]) || Double($0[index]) != nil }
      ? .number : .category
  }

  private func levels(_ index: Int, name: String) throws(WorkloadError) -> [String] {
    let levels = Set(rows.map { $0[index] }).subtracting(RoleTable.missing).sorted()
    guard levels.count <= 200 else {
      throw table.error(
        "category '\(name)' has \(levels.count) levels",
        remedy: "leave the column out, or group its levels to 200 at most")
    }
    return levels
  }

  func outcomes(column: Int, positive: String) throws(WorkloadError) -> [Bool] {
    let values = Set(rows.map { $0[column] })
    guard values.contains(positive), values.count == 2 else {
      // Of too many values the rarest is the likeliest slip: its first row is the place to look at.
      let byValue = Dictionary(grouping: rows.indices) { rows[$0][column] }
      let rarest = byValue.filter { $0.key != positive }
        .min { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
      let found = values.sorted().prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      throw table.error(
        "the label '\(table.table.header[column])' holds \(values.count) values (\(found)), "
          + "the positive one is '\(positive)'",
        row: values.count > 2 ? rarest?.value.first : nil,
        remedy: "a label has two values, and 'positive' names the one that means default")
    }
    return rows.map { $0[column] == positive }
  }

  func application(
    row: Int, inputs: [(column: Column, index: Int)], form: ApplicationForm
  ) throws(WorkloadError) -> Application {
    let fields = rows[row]
    var application = Application(
      id: "line-\(table.table.lines[row])", numbers: [], categories: [],
      series: Array(repeating: [], count: form.series.count))
    for (column, index) in inputs {
      let text = fields[index]
      if let series = column.series, let channel = form.series(named: series) {
        guard let value = Double(text), value.isFinite else {
          throw table.error(
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
    if RoleTable.missing.contains(text) { return .nan }
    guard let value = Double(text), value.isFinite else {
      throw table.error(
        "'\(text)' in column '\(column)' is not a number", row: row,
        remedy: "write a plain decimal number, leave it empty, or set 'kind: category'")
    }
    return value
  }
}
