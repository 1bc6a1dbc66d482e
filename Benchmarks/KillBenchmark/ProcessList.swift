#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The processes of this machine, where the system lists them in files.
enum ProcessList {
  struct Entry {
    let identifier: Int32
    let words: [String]
  }

  /// The processes in whose command line a text occurs; this one is none of them.
  static func naming(_ text: String) -> [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { name in
      guard let identifier = Int32(name), identifier != ProcessInfo.processInfo.processIdentifier,
        let bytes = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
      else { return nil }
      let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      return words.contains { $0.contains(text) }
        ? Entry(identifier: identifier, words: words) : nil
    }
  }
}
