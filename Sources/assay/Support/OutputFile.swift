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
