import Foundation
import Profiles
import StrictYAML
import Testing

/// The profiles under `Broken`, each beside the whole message that it deserves.
///
/// The messages were written by the reader and read by a person. `ASSAY_RECORD=1 swift test`
/// writes them again, and fails, so that no run passes by recording.
@Suite("A broken profile")
struct BrokenProfileTests {
  static let folder = testFolder.appending(path: "Broken")
  static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
    .filter { $0.hasSuffix(".yaml") }.sorted()

  let reader = ProfileReader(workloads: [creditRisk, speech])

  /// The whole message about a profile, with the folder of the checkout taken out.
  func message(_ bytes: [UInt8], name: String) -> String {
    let path = Self.folder.appending(path: name).path
    do throws(ProfileProblems) {
      _ = try reader.read(bytes: bytes, file: path)
      return "no problem was found"
    } catch {
      return error.description.replacing(Self.folder.path + "/", with: "")
        .replacing(Self.folder.path, with: "FOLDER") + "\n"
    }
  }

  @Test("is refused with its place, what was found and what would be right", arguments: names ?? [])
  func golden(name: String) throws {
    let bytes = try [UInt8](Data(contentsOf: Self.folder.appending(path: name)))
    let message = message(bytes, name: name)
    let golden = Self.folder.appending(path: name.replacing(".yaml", with: ".txt"))
    if ProcessInfo.processInfo.environment["ASSAY_RECORD"] == "1" {
      try Data(message.utf8).write(to: golden)
      Issue.record("recorded \(golden.lastPathComponent); read it, then test without ASSAY_RECORD")
    }
    let expected = try String(decoding: Data(contentsOf: golden), as: UTF8.self)
    #expect(message == expected)
    #expect(message.contains(name))
    #expect(!message.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
  }

  @Test("has 25 companions at least, and none of them is missing its message")
  func count() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(files.count { $0.hasSuffix(".yaml") } >= 25)
    #expect(
      files.filter { $0.hasSuffix(".txt") }.map { $0.replacing(".txt", with: ".yaml") }.sorted()
        == Self.names)
  }
}
