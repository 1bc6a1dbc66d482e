import Foundation
import Records
import Testing
import WorkloadKit

@Suite("How a user's rows are divided")
struct RowDivisionTests {
  /// A table of one row for each group, and perhaps a split.
  static func division(
    groups: [String], split: [String]? = nil
  ) throws -> (rows: RowDivision, path: String) {
    let lines = groups.indices.map { "say \($0),\(groups[$0]),\(split?[$0] ?? "train")" }
    let path = try RoleTableTests.file(
      "a.csv", (["text,who,part"] + lines).joined(separator: "\n"))
    var columns = [
      Column(name: "text", role: .input, kind: .text), Column(name: "who", role: .group),
    ]
    if split != nil { columns.append(Column(name: "part", role: .split)) }
    let table = try RoleTable(DataSource(path: path, columns: columns))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return (
      try RowDivision(table, classes: [Int](repeating: 0, count: groups.count)), path
    )
  }

  static func trial(size: Int, fold: Int, folds: Int) -> TrialSpecification {
    TrialSpecification(
      number: 1, architecture: .hybrid, size: size, repetition: 1, fold: fold, folds: folds,
      testItems: 0, configurations: 1, explanations: 0, keepsModel: false, timeout: 60)
  }

  /// Groups with their number of rows.
  static let groups: [[Int]] = [
    [40, 20], [30, 30, 30], [100, 5, 5, 5, 5, 5], [12, 11, 10, 9, 8, 7],
  ]

  @Test("Every fold has test rows and as many rows to train on as are promised", arguments: groups)
  func available(counts: [Int]) throws {
    let groups = counts.enumerated().flatMap { [String](repeating: "g\($0)", count: $1) }
    let rows = try Self.division(groups: groups).rows
    guard case .crossValidation(let folds) = rows.splitRule else {
      Issue.record("\(rows.splitRule)")
      return
    }
    #expect(folds == min(5, counts.count))
    let sizes = (0..<folds).map { fold in
      let chosen = rows.rows(Self.trial(size: groups.count, fold: fold, folds: folds), seed: 7)
      #expect(!chosen.test.isEmpty)
      #expect(
        Set(chosen.test.map { groups[$0] }).isDisjoint(with: chosen.training.map { groups[$0] }))
      return chosen.training.count
    }
    #expect(sizes.min() == rows.available)
  }

  @Test("Without groups four of five rows can be trained on")
  func stratified() throws {
    let path = try RoleTableTests.file(
      "a.csv", (["text"] + (0..<103).map { "say \($0)" }).joined(separator: "\n"))
    let table = try RoleTable(
      DataSource(path: path, columns: [Column(name: "text", role: .input, kind: .text)]))
    let rows = try RowDivision(table, classes: (0..<103).map { $0 % 3 })
    // The largest of five folds of 103 has 21.
    #expect(rows.available == 82)
  }

  @Test("A single group is refused, and groups of which each has test rows")
  func refused() throws {
    let one = [String](repeating: "g", count: 60)
    let alike = #expect(throws: WorkloadError.self) { try Self.division(groups: one) }
    #expect(alike?.problem == "every row is of the same group")
    let pairs = (0..<60).map { "g\($0 / 2)" }
    let split = (0..<60).map { $0 % 2 == 0 ? "train" : "test" }
    let covered = #expect(throws: WorkloadError.self) {
      try Self.division(groups: pairs, split: split)
    }
    #expect(covered?.problem == "every group has test rows, so no row is left to train on")
  }
}
