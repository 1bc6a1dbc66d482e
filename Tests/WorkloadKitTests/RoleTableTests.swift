import Foundation
import Records
import Testing
import WorkloadKit

@Suite("A table with roles")
struct RoleTableTests {
  static let columns = [
    Column(name: "text", role: .input, kind: .text), Column(name: "intent", role: .label),
  ]

  static func file(_ name: String, _ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-roles-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: name)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  /// Sixty rows of text and intent.
  static let rows = (0..<60).map { (text: "say \($0)", intent: "intent \($0 % 3)") }

  @Test(
    "CSV and JSON Lines of the same rows are the same table",
    arguments: ["a.csv", "a.jsonl", "a.NDJSON"])
  func formats(name: String) throws {
    let isCSV = name.hasSuffix("csv")
    let lines = Self.rows.map {
      isCSV ? "\($0.text),\($0.intent)" : #"{"text": "\#($0.text)", "intent": "\#($0.intent)"}"#
    }
    let path = try Self.file(
      name, ((isCSV ? ["text,intent"] : []) + lines).joined(separator: "\n") + "\n")
    let table = try RoleTable(DataSource(path: path, columns: Self.columns))
    #expect(try table.only(.input, example: "`text: input`") == Self.rows.map(\.text))
    #expect(try table.only(.label, example: "`intent: label`") == Self.rows.map(\.intent))
    #expect(table.texts(of: .group) == nil)
  }

  @Test("A row without a value is refused where it stands")
  func empty() throws {
    let lines = ["text,intent"] + Self.rows.map { "\($0.text),\($0.intent)" } + ["  ,a"]
    let path = try Self.file("a.csv", lines.joined(separator: "\n"))
    let table = try RoleTable(DataSource(path: path, columns: Self.columns))
    let error = #expect(throws: WorkloadError.self) {
      try table.only(.input, example: "`text: input`")
    }
    #expect(
      error
        == WorkloadError(
          "the input is empty", at: "\(path):62",
          remedy: "fill the column 'text', or remove the row"))
  }

  @Test("Two inputs, or none, are refused where one is asked for")
  func oneInput() throws {
    let lines = ["text,intent,more"] + Self.rows.map { "\($0.text),\($0.intent),x" }
    let path = try Self.file("a.csv", lines.joined(separator: "\n"))
    let more = Self.columns + [Column(name: "more", role: .input)]
    for (columns, problem) in [
      (more, "2 columns have the role 'input'"), ([more[1]], "no column has the role 'input'"),
    ] {
      let table = try RoleTable(DataSource(path: path, columns: columns))
      let error = #expect(throws: WorkloadError.self) {
        try table.only(.input, example: "`text: input`")
      }
      #expect(error?.problem == problem)
      #expect(error?.place == path + ":1")
    }
  }

  @Test("Classes keep their shares in folds and samples, whatever their number")
  func division() throws {
    let lines = ["text,intent"] + Self.rows.map { "\($0.text),\($0.intent)" }
    let path = try Self.file("a.csv", lines.joined(separator: "\n"))
    let table = try RoleTable(DataSource(path: path, columns: Self.columns))
    let division = try RowDivision(table, classes: Self.rows.indices.map { $0 % 3 })
    #expect(division.splitRule == .crossValidation(folds: 5))
    let trial = TrialSpecification(
      number: 1, architecture: .hybrid, size: 24, repetition: 1, fold: 2, folds: 5, testItems: 60,
      configurations: 1, explanations: 0, keepsModel: false, timeout: 60)
    let (training, test) = division.rows(trial, seed: 3)
    #expect(Set(training).isDisjoint(with: test))
    for label in 0..<3 {
      #expect(test.count { $0 % 3 == label } == 4)
      #expect(training.count { $0 % 3 == label } == 8)
    }
  }
}
