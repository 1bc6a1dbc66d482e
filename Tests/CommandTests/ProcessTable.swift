import Foundation

/// The processes of this machine, where the system lists them in files.
enum ProcessTable {
  static let isReadable = FileManager.default.fileExists(atPath: "/proc/self/cmdline")

  /// The command lines, by process id, in which a text occurs; this process and those that have
  /// ended but were not waited for are none of them.
  static func commands(naming text: String) throws -> [Int32: [String]] {
    var found: [Int32: [String]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
      guard let identifier = Int32(name), identifier != ProcessInfo.processInfo.processIdentifier,
        let bytes = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
      else { continue }
      let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      if words.contains(where: { $0.contains(text) }) { found[identifier] = words }
    }
    return found
  }
}
