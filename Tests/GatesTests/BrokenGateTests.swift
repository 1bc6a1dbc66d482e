import Evidencing
import Figures
import Foundation
import Gates
import Profiles
import StrictYAML
import Testing

/// The figures that the gates of these tests may name.
let auc = FigureKind(
  id: "auc", title: "AUC", unit: .dimensionless, direction: .higherIsBetter, source: "test",
  range: 0...1)
let reader = GateReader(figures: [auc] + FigureCatalogue.all)

/// The gates under `Broken`, each beside the whole message that it deserves.
///
/// The messages were written by the reader and read by a person. `ASSAY_RECORD=1 swift test`
/// writes them again, and fails, so that no run passes by recording.
@Suite("A broken gate")
struct BrokenGateTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Broken")
  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
    .filter { $0.hasSuffix(".yaml") }.sorted() ?? []

  func message(_ name: String) throws -> String {
    let path = Self.folder.appending(path: name).path
    let text: String
    do throws(ProfileProblems) {
      let warnings = try reader.read(path: path).warnings
      text = warnings.map { $0.description + "\n" }.joined() + "no error"
    } catch {
      text = error.description
    }
    return text.replacing(Self.folder.path + "/", with: "")
      .replacing(Self.folder.deletingLastPathComponent().path, with: "FOLDER") + "\n"
  }

  @Test("is refused with its place, what was found and what would be right", arguments: names)
  func golden(name: String) throws {
    let message = try message(name)
    let golden = Self.folder.appending(path: name.replacing(".yaml", with: ".txt"))
    if ProcessInfo.processInfo.environment["ASSAY_RECORD"] == "1" {
      try Data(message.utf8).write(to: golden)
      Issue.record("recorded \(golden.lastPathComponent); read it, then test without ASSAY_RECORD")
    }
    let expected = try String(decoding: Data(contentsOf: golden), as: UTF8.self)
    #expect(message == expected)
    #expect(!message.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
  }

  @Test("has its message, and every message its gate")
  func companions() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Self.names.count >= 8)
    #expect(
      files.filter { $0.hasSuffix(".txt") }.map { $0.replacing(".txt", with: ".yaml") }.sorted()
        == Self.names)
  }
}
