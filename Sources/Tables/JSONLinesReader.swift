#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads JSON Lines: one flat object of text, numbers and truth values on every line.
///
/// The first object says which columns there are, and every other must have the same. A value is kept as
/// text: numbers as the shortest text that reads back, truth values as `true` and `false`, null as nothing.
package enum JSONLinesReader {
  /// Reads a whole file; blank lines at its end are skipped.
  ///
  /// - Throws: ``TableError`` with the line that is no flat object, or has other keys than the first.
  package static func read(_ bytes: [UInt8]) throws(TableError) -> Table {
    var table = Table(header: [], rows: [], lines: [])
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let last = lines.lastIndex { !isBlank($0) } ?? -1
    guard last >= 0 else {
      throw TableError(
        line: 1, problem: "the file is empty", remedy: "write one JSON object on every line")
    }
    for (index, line) in lines[...last].enumerated() {
      let fields = try object(line, line: index + 1)
      if table.header.isEmpty { table.header = fields.keys.sorted() }
      guard fields.keys.sorted() == table.header else {
        let keys = Set(fields.keys)
        let odd = keys.symmetricDifference(table.header).sorted().first ?? ""
        throw TableError(
          line: index + 1,
          problem: keys.contains(odd)
            ? "the object has a key '\(odd)' that the first has not"
            : "the key '\(odd)' is missing",
          remedy: "give every object the same keys")
      }
      table.rows.append(table.header.map { fields[$0] ?? "" })
      table.lines.append(index + 1)
    }
    return table
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t")
    }
  }

  private static func object(
    _ bytes: ArraySlice<UInt8>, line: Int
  ) throws(TableError) -> [String: String] {
    guard let fields = try? JSONDecoder().decode([String: Value].self, from: Data(bytes)) else {
      throw TableError(
        line: line, problem: "the line is no flat JSON object",
        remedy: #"write one object of text and numbers, such as {"text": "…", "label": "…"}"#)
    }
    guard !fields.isEmpty else {
      throw TableError(line: line, problem: "the object is empty", remedy: "give it keys")
    }
    return fields.mapValues(\.text)
  }

  /// A value of a flat object.
  private struct Value: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        text = ""
      } else if let flag = try? container.decode(Bool.self) {
        text = flag ? "true" : "false"
      } else if let whole = try? container.decode(Int.self) {
        text = String(whole)
      } else if let number = try? container.decode(Double.self) {
        text = String(number)
      } else {
        text = try container.decode(String.self)
      }
    }
  }
}
