import Foundation
import Tables
import Testing

/// BANKING77 quotes fields that hold commas, quotes and line breaks.
@Suite("A real table with quoted fields")
struct RealTableTests {
  static let folder = ProcessInfo.processInfo.environment["ASSAY_DATA"].map { "\($0)/banking77" }

  /// The expected values are rows, Unicode scalars of the first column, and the last row's line.
  ///
  /// Printed by
  ///
  ///     python3 -c 'import csv, sys
  ///     r = csv.reader(open(sys.argv[1], newline="")); h = next(r); rows = []; at = r.line_num + 1
  ///     for row in r: rows.append((at, row)); at = r.line_num + 1
  ///     print(len(rows), sum(len(row[0]) for _, row in rows), rows[-1][0])' FILE
  @Test(
    "BANKING77 has the rows, characters and lines that Python's csv finds",
    .enabled(if: folder != nil, "set ASSAY_DATA to the folder that holds banking77/"),
    arguments: [("train.csv", 10003, 594_916, 10017), ("test.csv", 3080, 167_036, 3085)])
  func banking(file: String, rows: Int, characters: Int, lastLine: Int) throws {
    let folder = try #require(Self.folder)
    let data = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
    let table = try CSVReader.read([UInt8](data))
    #expect(table.header == ["text", "category"])
    #expect(table.rows.count == rows)
    #expect(table.rows.reduce(0) { $0 + $1[0].unicodeScalars.count } == characters)
    #expect(table.lines.last == lastLine)
  }
}
