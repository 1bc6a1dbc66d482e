/// A table of text: a header and rows of the same width.
package struct Table: Sendable, Equatable {
  package var header: [String]
  package var rows: [[String]]
  /// The line on which each row starts, from 1.
  package var lines: [Int]

  package init(header: [String], rows: [[String]], lines: [Int]) {
    self.header = header
    self.rows = rows
    self.lines = lines
  }
}

/// A file that is not a table: what is wrong, on which line, and what would be right.
package struct TableError: Error, Sendable, Equatable {
  package let line: Int
  package let problem: String
  package let remedy: String

  package init(line: Int, problem: String, remedy: String) {
    self.line = line
    self.problem = problem
    self.remedy = remedy
  }
}

/// Reads comma-separated values after RFC 4180: quoted fields may hold commas and line breaks.
///
/// A byte-order mark is skipped, LF and CRLF both end a record, and a blank line between records
/// is refused, since it is more often a damaged file than an empty one-column record.
package struct CSVReader {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a whole file.
  ///
  /// - Throws: ``TableError`` with the line where the file stops being a table.
  package static func read(_ bytes: [UInt8]) throws(TableError) -> Table {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw TableError(
        line: firstInvalidLine(bytes), problem: "the file is not UTF-8 text",
        remedy: "save it as UTF-8")
    }
    var reader = CSVReader(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
    guard reader.position < bytes.count else {
      throw TableError(
        line: 1, problem: "the file is empty", remedy: "give it a header line and rows")
    }
    let header = try reader.record()
    if let index = header.indices.first(where: { header[..<$0].contains(header[$0]) }) {
      throw TableError(
        line: 1, problem: "column '\(header[index])' appears twice in the header",
        remedy: "give every column a name of its own")
    }
    var table = Table(header: header, rows: [], lines: [])
    while reader.position < bytes.count {
      let start = reader.line
      // In a table of one column a blank line would pass for a row.
      guard header.count > 1 || !reader.isAtLineEnd else {
        throw TableError(
          line: start, problem: "the line is blank",
          remedy: "remove it, or write an empty field as two quotes")
      }
      let fields = try reader.record()
      guard fields.count == header.count else {
        throw TableError(
          line: start,
          problem: "the row has \(fields.count) fields, the header \(header.count)",
          remedy: "quote fields that hold commas, and remove blank lines")
      }
      table.rows.append(fields)
      table.lines.append(start)
    }
    return table
  }

  private mutating func record() throws(TableError) -> [String] {
    var fields: [String] = []
    while true {
      fields.append(try field())
      guard position < bytes.count else { return fields }
      let byte = bytes[position]
      position += 1
      if byte == Self.comma { continue }
      if byte == Self.carriageReturn, position < bytes.count, bytes[position] == Self.lineFeed {
        position += 1
      }
      line += 1
      return fields
    }
  }

  /// Reads one field and stops at the comma or line end behind it.
  private mutating func field() throws(TableError) -> String {
    guard position < bytes.count, bytes[position] == Self.quote else { return try plainField() }
    let start = line
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == Self.quote {
        guard position < bytes.count, bytes[position] == Self.quote else {
          guard position == bytes.count || isDelimiter(bytes[position]) else {
            throw TableError(
              line: line, problem: "text stands behind a closing quote",
              remedy: "double the quotes inside a quoted field")
          }
          return String(decoding: content, as: UTF8.self)
        }
        position += 1
      } else if byte == Self.lineFeed {
        line += 1
      }
      content.append(byte)
    }
    throw TableError(
      line: start, problem: "a quoted field is not closed", remedy: "close it with a quote")
  }

  private mutating func plainField() throws(TableError) -> String {
    let start = position
    while position < bytes.count, !isDelimiter(bytes[position]) {
      guard bytes[position] != Self.quote else {
        throw TableError(
          line: line, problem: "a quote stands inside an unquoted field",
          remedy: "quote the whole field and double the quotes inside it")
      }
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn
  }

  private var isAtLineEnd: Bool {
    bytes[position] == Self.lineFeed || bytes[position] == Self.carriageReturn
  }

  private static func firstInvalidLine(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: lineFeed, omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (index ?? 0) + 1
  }
}
