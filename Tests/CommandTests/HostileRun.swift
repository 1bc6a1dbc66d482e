import Foundation
import Records

/// A whole run on a small table whose names, labels and values try to act, or to get out.
struct HostileRun: Sendable {
  let directory: RunDirectory
  let ending: Ending
  let output: String
  let error: String
  private let owner: Scratch

  /// What no output may pass on as it is, by what it would do there.
  static let script = "<script>alert(1)</script>"
  static let formula = "=cmd|' /C calc'!A0"
  static let section = "]]>"
  static let code = "`rm -rf`"
  static let escape = "\u{1B}[2J"
  static let reversal = "\u{202E}gpj"
  /// As somebody might name a column; a profile refuses control characters.
  static let name = [script, formula, section, code, reversal].joined(separator: " ")
  /// As a value may be, where nobody looks at it first.
  static let value = name + " " + escape

  /// Protected values: one that many rows have, and one for each row alone.
  static let group = "PROTECTED-GROUP"
  static let single = "PROTECTED-ROW-"
  /// The group that rows belong to, and raw inputs, recognisable anywhere.
  static let customer = "CUSTOMER-"
  static let number = "7390210"
  static let category = "RAW-CATEGORY-"

  static func finished() async throws -> HostileRun { try await first.value }

  private static let first = Task { try await HostileRun() }

  private init() async throws {
    owner = try Scratch()
    try owner.write(Self.table(), to: "loans.csv")
    let profile = try owner.write(Self.profile(), to: "profile.yaml")
    let path = owner.url("run").path
    let run = try await assay("recommend", profile, "--output", path, "--jobs", "2")
    directory = RunDirectory(path: path)
    (ending, output, error) = (run.ending, run.output, run.error)
  }

  /// A text in YAML's double quotes, which know the escapes of JSON.
  static func quoted(_ text: String) throws -> String {
    var json = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    for scalar in text.unicodeScalars where scalar.value > 0x7E {
      json = json.replacing(String(scalar), with: "\\u" + String(scalar.value, radix: 16))
    }
    return json.replacing("\\/", with: "/")
  }

  static func profile() throws -> String {
    """
    assay: profile/1
    name: hostile
    summary: \(try quoted(name))
    workload:
      name: credit-risk
      data:
        path: loans.csv
        columns:
          \(try quoted("income " + name)): {role: input, kind: number}
          \(try quoted("trade " + name)): {role: input, kind: category}
          \(try quoted("outcome " + name)): {role: label, positive: \(try quoted(name))}
          \(try quoted("sex " + name)): protected
          born: protected
          customer: group
          part: split
    data: {paired-examples: 240}
    latency: {budget: 80 ms, at: p90, scenario: server, rate: 400/s}
    """
  }

  /// 240 rows of 120 customers, of whom a quarter is for the test.
  static func table() -> String {
    func field(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
    let header =
      ["income ", "trade ", "outcome ", "sex "].map { field($0 + name) }
      + ["born", "customer", "part"]
    let rows = (0..<240).map { row in
      [
        "\(number).\(1000 + row)", field(category + "\(row % 4) " + value),
        field(row * 7 % 16 < 6 ? name : "paid " + name), field("\(group)-\(row % 2) \(value)"),
        single + "\(row)", customer + "\(row / 2)", row / 2 % 4 == 3 ? "test" : "train",
      ]
    }
    return ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }
}
