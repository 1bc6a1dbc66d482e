#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

/// The directory of a run: the only state that its commands share.
///
/// A file appears by writing a temporary beside it and renaming that, so a reader never sees half a
/// file; the directory is private (0700), since answers may tell about people.
package struct RunDirectory: Sendable, Equatable {
  package let path: String

  /// Names a directory without touching the disk.
  package init(path: String) { self.path = path }

  package var profile: String { path + "/profile.yaml" }
  /// The profile as it was understood, units resolved and paths absolute.
  package var understoodProfile: String { path + "/profile.json" }
  package var plan: String { path + "/plan.json" }
  package var evidence: String { path + "/evidence.json" }
  package var decision: String { path + "/decision.json" }
  package var decisionRecord: String { path + "/decision.md" }
  package var report: String { path + "/report.html" }
  /// What `assay clean` removed; missing in a run that is whole.
  package var cleaned: String { path + "/cleaned.json" }
  /// The SHA-256 of every file, written with the decision.
  package var digests: String { path + "/SHA256SUMS" }
  package var lock: String { path + "/.lock" }

  package func trial(_ number: Int) -> String { "\(path)/trials/\(Self.padded(number)).json" }
  package func items(_ number: Int) -> String {
    "\(path)/trials/\(Self.padded(number)).items.jsonl"
  }
  package func model(_ number: Int) -> String { "\(path)/models/\(Self.padded(number)).model" }

  package func session(_ number: Int) -> String {
    "\(path)/sessions/\(number < 10 ? "0" : "")\(number).json"
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Makes the directory and its folders, or takes over a start that was stopped.
  ///
  /// - Throws: ``RecordError`` where it exists already or cannot be made.
  package func create() throws(RecordError) {
    guard !exists(path) || isAbandonedStart else {
      throw RecordError(
        path: path, problem: "already exists",
        remedy: exists(plan)
          ? "name another directory with --output, or continue it with 'assay resume \(path)'"
          : "name another directory with --output")
    }
    do {
      for folder in [""] + Self.folders.map({ "/" + $0 }) {
        try FileManager.default.createDirectory(
          atPath: path + folder, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      }
    } catch {
      throw RecordError(
        path: path, problem: "cannot be made: \(error.localizedReason)",
        remedy: "choose a directory that you may write to with --output")
    }
  }

  /// Whether a file of the run is there.
  package func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: file) }

  /// The whole content of a file.
  package func bytes(_ file: String) throws(RecordError) -> Data {
    guard file != plan || !isAbandonedStart else {
      throw RecordError(
        path: path, problem: "holds no plan: its start was stopped before anything was measured",
        remedy: "start it again with 'assay recommend PROFILE --output \(path)'")
    }
    do {
      return try Data(contentsOf: URL(filePath: file))
    } catch {
      throw RecordError(
        path: file, problem: "cannot be read: \(error.localizedReason)",
        remedy: "check that this is a run of assay and that you may read it")
    }
  }

  /// Writes a file whole or not at all.
  package func write(_ bytes: Data, to file: String) throws(RecordError) {
    let process = ProcessInfo.processInfo.processIdentifier
    let temporary = "\(file).\(process)\(Self.temporarySuffix)"
    do {
      try bytes.write(to: URL(filePath: temporary))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: temporary)
      try RunDirectory.rename(temporary, to: file)
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw RecordError(
        path: file, problem: "cannot be written: \(error.localizedReason)",
        remedy: "mend that, then "
          + (exists(plan) ? "continue with 'assay resume \(path)'" : "start the run again"),
        isTemporary: true)
    }
  }
}
