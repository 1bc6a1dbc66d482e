import Records
import Schema
import StrictYAML

/// The declaration of the profile's `workload` key.
enum WorkloadForm {
  /// A workload's name, or a mapping with its options or the user's data.
  static func workload(
    _ descriptors: [WorkloadDescriptor], folder: String
  ) -> Shape<WorkloadReference> {
    let names = Shape<String>.choice("a workload", of: descriptors.map(\.name))
    let kinds = descriptors.map { ($0.name, reference($0, folder: folder)) }
    return .either(
      names.map { WorkloadReference(name: $0) }, or: .tagged("a workload", by: "name", kinds))
  }

  /// What a key of the mapping says.
  private enum Part: Sendable {
    case nothing
    case option(name: String, value: Double)
    case data(DataSource)
  }

  private static func reference(
    _ descriptor: WorkloadDescriptor, folder: String
  ) -> Shape<WorkloadReference> {
    let name = Field.constant("name", descriptor.name, descriptor.summary).map { _ in Part.nothing }
    let data = Field<DataSource?>.optional(
      "data", source(descriptor, folder: folder),
      "The user's own table; the embedded corpus where it is missing.")
    let options = descriptor.options.map { option in
      Field<Double?>.optional(
        option.name,
        .number(.within(option.range), example: JSONValue.number(option.defaultValue).description),
        option.summary
      )
      .map { value in value.map { Part.option(name: option.name, value: $0) } ?? .nothing }
    }
    let fields = [name] + options + [data.map { $0.map(Part.data) ?? .nothing }]
    return Shape<[Part]>.record("a workload", fields).refine { parts, place in
      var reference = WorkloadReference(name: descriptor.name)
      for part in parts {
        switch part {
        case .nothing: break
        case .option(let name, let value): reference.options[name] = value
        case .data(let source): reference.data = source
        }
      }
      guard reference.data == nil else { return refuseOptions(of: reference, place) }
      return reference
    }
  }

  /// Options shape the embedded corpus, which the user's data replace.
  private static func refuseOptions(
    of reference: WorkloadReference, _ place: Place
  ) -> WorkloadReference? {
    for name in reference.options.keys.sorted() {
      place.refuse(
        key: name, "is an option of the embedded corpus, but `data` names a file",
        remedy: "remove one of the two")
    }
    return reference.options.isEmpty ? reference : nil
  }

  private static func source(
    _ descriptor: WorkloadDescriptor, folder: String
  ) -> Shape<DataSource> {
    .object(
      "a mapping",
      .required(
        "path", .text("a path", example: "loans.csv", limit: 4096),
        "The file, relative to the folder of this profile."),
      .required(
        "columns", ColumnForm.columns(descriptor),
        "A role for each column that the run may use; others are left out.")
    ) { place, path, columns in
      let absolute = DataPath.absolute(path, in: folder)
      if let problem = DataPath.problem(absolute) {
        place.refuse(
          key: "path", "\(problem): \(quoted(absolute))",
          remedy: "name a file, relative to the folder of this profile")
        return nil
      }
      return DataSource(path: absolute, columns: columns)
    }
  }
}
