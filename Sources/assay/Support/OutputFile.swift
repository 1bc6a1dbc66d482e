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

  /// Writes a file whole or not at all; what is no regular file, such as a pipe, is written into.
  ///
  /// A symbolic link is followed.
  ///
  /// - Throws: `RecordError` where it cannot be written, or is a record of a run.
  static func write(_ bytes: Data, to path: String) throws(RecordError) {
    let url = URL(filePath: path).resolvingSymlinksInPath()
    guard !isRecord(url) else {
      throw RecordError(
        path: path, problem: "is a file of a run",
        remedy: "name another file; runs are kept as they are")
    }
    do {
      let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
      let type = attributes?[.type] as? FileAttributeType
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url, options: type == nil || type == .typeRegular ? .atomic : [])
    } catch {
      throw RecordError(
        path: path, problem: "cannot be written: \(error.localizedReason)",
        remedy: "name a file in a folder that you may write to")
    }
  }

  /// Whether it is a file of a run other than its report: what the run rests on.
  private static func isRecord(_ url: URL) -> Bool {
    let folder = url.deletingLastPathComponent()
    let inner = ["trials", "sessions", "models"].contains(folder.lastPathComponent)
    let run = RunDirectory(path: (inner ? folder.deletingLastPathComponent() : folder).path)
    return run.exists(run.plan) && run.exists(url.path) && url.path != run.report
  }
}
