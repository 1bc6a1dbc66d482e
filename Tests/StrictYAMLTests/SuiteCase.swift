import Foundation
import StrictYAML

/// One case of the YAML test suite.
struct SuiteCase: Sendable {
  let id: String
  let name: String
  let yaml: String
  /// Whether a reader must refuse it.
  let error: Bool
  /// The tree of its first document, after the suite's events; nil where it has none.
  let tree: SuiteTree?
  /// What it stands for; nil where the suite does not say.
  let json: SuiteJSON?

  /// Nil where the suite is not at hand.
  static let all: [SuiteCase]? = ProcessInfo.processInfo.environment["ASSAY_DATA"]
    .flatMap { FileManager.default.contents(atPath: "\($0)/yaml-test-suite/cases.jsonl") }
    .flatMap { try? read($0) }

  private struct Line: Decodable {
    let id: String
    let name: String
    let yaml: String
    let error: Bool
    let event: String
    let json: String?
  }

  private static func read(_ lines: Data) throws -> [SuiteCase] {
    try lines.split(separator: UInt8(ascii: "\n")).map { bytes in
      let line = try JSONDecoder().decode(Line.self, from: Data(bytes))
      return SuiteCase(
        id: line.id, name: line.name, yaml: line.yaml, error: line.error,
        tree: SuiteTree(events: line.event), json: line.json.flatMap(SuiteJSON.init(text:)))
    }
  }
}
