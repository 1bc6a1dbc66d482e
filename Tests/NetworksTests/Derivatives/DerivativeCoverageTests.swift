#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Testing

/// The rows of the derivative table against the names of operations in the source of the tape.
struct DerivativeCoverageTests {
  /// The names of the cases of `enum Operation`; it is internal, so they are read from its source.
  static func operations() throws -> [String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/Networks/Operation.swift")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return lines.compactMap { line in
      line.firstMatch(of: /^  case (\w+)/).map { String($0.1) }
    }
  }

  @Test("Every operation of the tape has a row, and every row is of one of its operations")
  func everyOperationHasARow() throws {
    let operations = try Self.operations()
    // The first and the last one, so that a source that reads otherwise is seen.
    #expect(operations.first == "leaf" && operations.last == "lattice")
    #expect(Set(operations).count == operations.count)
    let rows = Set(DerivativeTests.rows.map(\.operation))
    #expect(rows.symmetricDifference(operations).sorted() == [])
  }

  @Test("No two rows have the same name, which their random shapes are drawn by")
  func rowsAreTold() {
    let names = DerivativeTests.rows.map(\.testDescription)
    #expect(Set(names).count == names.count)
  }
}
