import Foundation

/// The files of the package as they lie on disk.
enum SourceTree {
  /// The folder of `Package.swift`.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The paths, relative to the root and sorted, of the files with one of the endings under a folder.
  static func files(under folder: String, endings: Set<String>) -> [String] {
    guard
      let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    else { return [] }
    return paths.compactMap { $0 as? String }
      .filter { endings.contains(URL(filePath: $0).pathExtension) }
      .map { "\(folder)/\($0)" }
      .sorted()
  }

  static func text(of file: String) throws -> String {
    try String(contentsOf: root.appending(path: file), encoding: .utf8)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }
}

/// One Swift file, by lines.
struct SwiftFile {
  let path: String
  let lines: [Substring]
  /// The lines without comments and without the text of multi-line strings, at the same indices.
  let code: [String]

  init(path: String) throws {
    self.path = path
    lines = try SourceTree.text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
    var inString = false
    code = lines.map { line in
      let pieces = line.components(separatedBy: "\"\"\"")
      let wasInString = inString
      if pieces.count.isMultiple(of: 2) { inString.toggle() }
      if wasInString { return "" }
      return pieces[0].components(separatedBy: "//")[0]
    }
  }

  /// The modules imported, whatever their access level and in every branch of `#if`.
  var imports: Set<String> {
    let pattern =
      #/
      ^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?
      import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(?<module>\w+)
      /#
    return Set(code.compactMap { $0.firstMatch(of: pattern).map { String($0.module) } })
  }

  /// `path:line: code` of each line of code that holds the pattern.
  func places(of pattern: Regex<Substring>) -> [String] {
    zip(1..., code).compactMap { number, line in
      line.contains(pattern)
        ? "\(path):\(number): \(line.trimmingCharacters(in: .whitespaces))" : nil
    }
  }
}
