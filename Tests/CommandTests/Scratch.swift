import Foundation

/// A folder that goes away with its owner.
final class Scratch: Sendable {
  let folder: URL

  init() throws {
    folder = Self.root.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.path }

  func url(_ name: String) -> URL { folder.appending(path: name) }

  func text(_ name: String) throws -> String {
    try String(decoding: Data(contentsOf: url(name)), as: UTF8.self)
  }

  /// Writes a text, and gives its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: url(name))
    return url(name).path
  }

  /// Writes a shell script that may be executed, and gives its path.
  func script(_ lines: String, name: String) throws -> String {
    let path = try write("#!/bin/sh\n" + lines + "\n", to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  /// An empty file to write to.
  func handle(_ name: String) throws -> FileHandle {
    try Data().write(to: url(name))
    return try FileHandle(forWritingTo: url(name))
  }

  /// The parent of all: also what lives until the process ends, such as the runs that tests share,
  /// is removed with it.
  private static let root: URL = {
    atexit { try? FileManager.default.removeItem(at: Scratch.place) }
    return place
  }()

  private static let place = FileManager.default.temporaryDirectory
    .appending(path: "assay-command-tests-\(ProcessInfo.processInfo.processIdentifier)")
}

/// The root of the package.
let packageRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
