#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

/// Baselines as files made for git: sorted keys, a figure a line, no time of day.
package enum BaselineFile {
  /// Whether there is such a file.
  package static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// Reads a baseline.
  ///
  /// - Throws: ``RecordError`` naming the file and the key that is wrong.
  package static func read(_ path: String) throws(RecordError) -> Baseline {
    let again = "restore the file, or record it again with 'assay baseline record'"
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw RecordError(
        path: path, problem: "cannot be read: \(error.localizedReason)",
        remedy: "record it with 'assay baseline record RUN --output \(path)'")
    }
    do {
      let head = try JSONDecoder().decode(Head.self, from: bytes)
      guard head.schema == Baseline.schema else {
        throw RecordError(
          path: path, problem: "is no baseline of this version, but '\(head.schema)'",
          remedy: "record it again with 'assay baseline record'")
      }
      return try JSONDecoder().decode(Baseline.self, from: bytes)
    } catch let error as RecordError {
      throw error
    } catch {
      throw RecordError(
        path: path, problem: "is no valid baseline: \(error.localizedReason)", remedy: again)
    }
  }

  /// The bytes of a baseline: one figure a line, so that git shows what changed.
  package static func encode(_ baseline: Baseline) throws -> Data {
    func text(_ value: some Encodable) throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
    let figures = try baseline.figures.map { try "    " + text($0) }.joined(separator: ",\n")
    return Data(
      """
      {
        "decision": \(try text(baseline.decision)),
        "figures": [
      \(figures)
        ],
        "machine": \(try text(baseline.machine)),
        "plan": \(try text(baseline.plan)),
        "profile": \(try text(baseline.profile)),
        "schema": \(try text(baseline.schema))
      }

      """.utf8)
  }

  private struct Head: Decodable {
    let schema: String
  }
}
