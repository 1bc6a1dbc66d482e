#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Records

/// Files that are written for others to read, outside a run.
enum OutputFile {
  /// Writes a file whole or not at all.
  static func write(_ text: String, to path: String) throws(RecordError) {
    try write(Data(text.utf8), to: path)
  }

  /// Adds to the end of a file that another program named; makes it where there is none.
  static func append(_ text: String, to path: String) throws(RecordError) {
    let url = URL(filePath: path)
    do {
      let before = FileManager.default.fileExists(atPath: path) ? try Data(contentsOf: url) : Data()
      // Not by renaming: whoever named the file may hold it open.
      try (before + Data(text.utf8)).write(to: url)
    } catch {
      throw RecordError(
        path: path, problem: "cannot be added to: \(error.localizedReason)",
        remedy: "check its permissions and the free disk space")
    }
  }

  /// Writes a file whole or not at all.
  static func write(_ bytes: Data, to path: String) throws(RecordError) {
    let url = URL(filePath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url, options: .atomic)
    } catch {
      throw RecordError(
        path: path, problem: "cannot be written: \(error.localizedReason)",
        remedy: "name a file in a folder that you may write to")
    }
  }
}
