#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where the files that a file names lie.
package enum DataPath {
  /// The absolute form of a path that is relative to a folder.
  package static func absolute(_ path: String, in folder: String) -> String {
    let joined = path.hasPrefix("/") ? path : folder + "/" + path
    var parts: [Substring] = []
    for part in joined.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The absolute folder that holds a file.
  package static func folder(of file: String) -> String {
    let parent = file.lastIndex(of: "/").map { file[..<$0] + "/" } ?? "."
    return absolute(String(parent), in: FileManager.default.currentDirectoryPath)
  }

  /// Why the file cannot be read; nil where it can.
  package static func problem(_ path: String) -> String? {
    let manager = FileManager.default
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    guard let attributes = try? manager.attributesOfItem(atPath: target) else {
      return "names no file"
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeDirectory?: return "names a folder"
    case .typeRegular?: return manager.isReadableFile(atPath: target) ? nil : "cannot be read"
    default: return "names no regular file"
    }
  }
}
