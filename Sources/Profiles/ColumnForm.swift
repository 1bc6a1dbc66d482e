import Records
import Schema
import StrictYAML

/// The declaration of the columns of a user's table.
enum ColumnForm {
  /// The columns by name, checked together.
  static func columns(_ descriptor: WorkloadDescriptor) -> Shape<[Column]> {
    Shape<[Keyed<Column>]>.dictionary("a mapping of columns", of: column(descriptor))
      .map { keyed in
        keyed.map { item in
          var column = item.value
          column.name = item.key
          return column
        }
      }
      .refine { columns, place in check(columns, place, descriptor.data) ? columns : nil }
  }

  /// A role alone, or a mapping that says more; the name is filled in later.
  private static func column(_ descriptor: WorkloadDescriptor) -> Shape<Column> {
    let isEvent = descriptor.data.label == .event
    let role = Shape<Column.Role>.choice("a role").refine { role, place -> Column? in
      guard role != .label || !isEvent else {
        place.refuse(
          "is the label, which needs its positive value", remedy: "write {role: label, positive: 1}"
        )
        return nil
      }
      return Column(name: "", role: role)
    }
    let kinds = Column.Role.allCases.map { role -> (String, Shape<Column>) in
      switch role {
      case .input: (role.rawValue, input(descriptor))
      case .label: (role.rawValue, isEvent ? label : bare(role))
      case .protected, .group, .time, .split: (role.rawValue, bare(role))
      }
    }
    return .either(role, or: .tagged("a column", by: "role", kinds))
  }

  private static func constant(_ role: Column.Role) -> Field<String> {
    .constant("role", role.rawValue, "What the column is to the run.")
  }

  private static func bare(_ role: Column.Role) -> Shape<Column> {
    .object("a column", constant(role)) { _, _ in Column(name: "", role: role) }
  }

  private static var label: Shape<Column> {
    .object(
      "a column", constant(.label),
      .required(
        "positive", .anyWord("a value", example: "1"),
        "The label's value that counts as positive.")
    ) { _, _, positive in Column(name: "", role: .label, positive: positive) }
  }

  private static func input(_ descriptor: WorkloadDescriptor) -> Shape<Column> {
    let kinds = descriptor.data.inputKinds
    guard kinds.count > 1 else {
      return Shape<Column>.object(
        "a column", constant(.input),
        .optional("kind", kind(of: kinds), "How the column is read.")
      ) { _, _, kind in Column(name: "", role: .input, kind: kind) }
    }
    return .object(
      "a column", constant(.input),
      .optional(
        "kind", kind(of: kinds),
        "How the column is read; where it is missing, the values decide."),
      .optional(
        "as", .choice("a meaning", of: descriptor.meanings),
        "The column's meaning to the hybrid's feature stage."),
      .optional(
        "series", .slug("a name", example: "inflow"),
        "The time series that the column is one step of; steps in the file's order.")
    ) { _, _, kind, meaning, series in
      Column(name: "", role: .input, kind: kind, meaning: meaning, series: series)
    }
  }

  private static func kind(of kinds: [Column.Kind]) -> Shape<Column.Kind> {
    Shape<String>.choice("a kind", of: kinds.map(\.rawValue)).refine { name, _ in
      Column.Kind(rawValue: name)
    }
  }

  /// Whether the columns make a task together.
  private static func check(
    _ columns: [Column], _ place: Place, _ data: WorkloadDescriptor.DataForm
  ) -> Bool {
    var isFit = true
    func refuse(_ predicate: String, _ remedy: String) {
      place.refuse(predicate, remedy: remedy)
      isFit = false
    }
    func names(_ role: Column.Role) -> [String] {
      columns.filter { $0.role == role }.map(\.name)
    }
    if names(.label).isEmpty {
      refuse(
        "has no column with the role label",
        data.label == .event
          ? "mark one, such as `default: {role: label, positive: 1}`"
          : "mark one, such as `answer: label`")
    }
    if names(.input).isEmpty {
      refuse("has no column with the role input", "mark at least one, such as `income: input`")
    }
    if data.inputKinds.count == 1, names(.input).count > 1 {
      let found = names(.input).joined(separator: ", ")
      refuse("has several columns with the role input: \(quoted(found))", "keep one")
    }
    for role in [Column.Role.label, .group, .time, .split] where names(role).count > 1 {
      let found = names(role).joined(separator: ", ")
      refuse("has several columns with the role \(role.rawValue): \(quoted(found))", "keep one")
    }
    var meanings: [String: String] = [:]
    for column in columns where column.series == nil {
      guard let meaning = column.meaning else { continue }
      if let other = meanings[meaning] {
        refuse(
          "has two columns that mean \(meaning): \(quoted("\(other), \(column.name)"))",
          "keep `as: \(meaning)` on one of them")
      }
      meanings[meaning] = column.name
    }
    return isFit
  }
}
