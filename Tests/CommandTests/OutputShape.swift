import Foundation

/// What stays of a printed summary when its numbers are taken out: headings in order, and of each
/// table its column heads and row labels.
struct OutputShape: Equatable, CustomStringConvertible {
  var parts: [String]

  var description: String { parts.joined(separator: "\n") }

  /// Reads the shape of a summary.
  ///
  /// A heading starts at the margin. A table is a line of heads over a line of dashes; its rows go on
  /// to the next empty line, and a row without a second cell continues the label above it.
  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var parts: [String] = []
    var index = 0
    while index < lines.count {
      if index + 1 < lines.count, Self.isRule(lines[index + 1]) {
        let rows = lines[(index + 2)...].prefix { !$0.isEmpty }
        parts.append(
          "| " + Self.cells(lines[index], under: lines[index + 1]).joined(separator: " | "))
        parts += Self.labels(rows, under: lines[index + 1]).map { "- " + Self.row($0) }
        index += 2 + rows.count
        continue
      }
      let line = lines[index]
      if let first = line.first, first != " ", first != "═" {
        parts.append("# " + Self.heading(line))
      }
      index += 1
    }
    self.parts = parts
  }

  /// The headings alone.
  var headings: [String] { parts.filter { $0.hasPrefix("# ") } }

  /// The parts under each heading.
  var sections: [String: [String]] {
    var sections: [String: [String]] = [:]
    var heading = ""
    for part in parts {
      if part.hasPrefix("# ") {
        heading = part
      } else {
        sections[heading, default: []].append(part)
      }
    }
    return sections
  }

  private static func isRule(_ line: String) -> Bool {
    line.contains("──") && line.allSatisfy { $0 == "─" || $0 == " " }
  }

  /// The cells of a line, cut where the columns of the line of dashes begin.
  private static func cells(_ line: String, under rule: String) -> [String] {
    let characters = Array(line)
    var starts: [Int] = []
    var last: Character = " "
    for (index, character) in rule.enumerated() {
      if character == "─" && last == " " { starts.append(index) }
      last = character
    }
    return zip(starts, starts.dropFirst() + [characters.count]).map { start, end in
      guard start < characters.count else { return "" }
      return String(characters[start..<min(end, characters.count)])
        .trimmingCharacters(in: .whitespaces)
    }
  }

  private static func labels(_ rows: ArraySlice<String>, under rule: String) -> [String] {
    var labels: [String] = []
    for row in rows {
      let cells = cells(row, under: rule)
      if cells.count > 1, cells.dropFirst().allSatisfy(\.isEmpty), let label = labels.popLast() {
        labels.append(label + " " + cells[0])
      } else {
        labels.append(cells.first ?? "")
      }
    }
    return labels
  }

  /// What is decided, and where the run lies, differ from run to run.
  private static func heading(_ line: String) -> String {
    for start in ["Decision:", "The run is in"] where line.hasPrefix(start) { return start }
    return withoutNumbers(line)
  }

  /// A row is marked with a star where a note about it follows, which depends on the figures.
  private static func row(_ label: String) -> String {
    withoutNumbers(label.hasSuffix(" *") ? String(label.dropLast(2)) : label)
  }

  private static func withoutNumbers(_ text: String) -> String {
    text.replacing(#/\d[\d.,]*/#, with: "0")
  }
}
