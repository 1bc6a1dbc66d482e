#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a stopped process may leave in a run.
extension RunDirectory {
  package static let folders = ["trials", "models", "sessions"]

  /// Whether the directory is a start that was stopped before it had a plan: nothing was measured.
  ///
  /// The plan is written last. Anything else than what is written before it, and it may be
  /// somebody's own folder.
  package var isAbandonedStart: Bool {
    guard !exists(plan), exists(path + "/trials"), let names = Self.names(in: path) else {
      return false
    }
    let known = Set(Self.folders + [profile, understoodProfile, lock].map(Self.name))
    let isKnown = { (name: String) in known.contains(name) || name.hasSuffix(Self.temporarySuffix) }
    return names.allSatisfy(isKnown)
      && Self.folders.allSatisfy { Self.names(in: "\(path)/\($0)")?.isEmpty ?? true }
  }

  /// Removes temporaries that a killed process left behind.
  package func removeTemporaries() {
    for folder in [path] + Self.folders.map({ "\(path)/\($0)" }) {
      for name in Self.names(in: folder) ?? [] where name.hasSuffix(Self.temporarySuffix) {
        try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
      }
    }
  }

  /// Gives the record of a failure a name that says so, numbered where there are several.
  package func setAside(_ file: String) throws(RecordError) {
    let stem = file.hasSuffix(".json") ? String(file.dropLast(5)) : file
    var number = 1
    while exists("\(stem).failed-\(number).json") { number += 1 }
    do {
      try Self.rename(file, to: "\(stem).failed-\(number).json")
    } catch {
      throw RecordError(
        path: file, problem: "cannot be set aside: \(error.localizedReason)",
        remedy: "check the permissions of \(path)", isTemporary: true)
    }
  }

  /// Removes a file of the run.
  package func remove(_ file: String) throws(RecordError) {
    do {
      try FileManager.default.removeItem(atPath: file)
    } catch {
      throw RecordError(
        path: file, problem: "cannot be removed: \(error.localizedReason)",
        remedy: "check the permissions of \(path)", isTemporary: true)
    }
  }

  static let temporarySuffix = ".tmp"

  /// The last part of a path.
  package static func name(_ path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }

  /// What a folder holds, hidden files too; nil where it cannot be listed.
  package static func names(in folder: String) -> [String]? {
    try? FileManager.default.contentsOfDirectory(atPath: folder)
  }
}
