import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Kept output: the test fails where the output differs; `ASSAY_RECORD=1` writes it anew and fails too.
enum Golden {
  /// Compares with `Golden/NAME`.
  static func expect(
    _ output: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let path = folder + "/" + name
    guard ProcessInfo.processInfo.environment["ASSAY_RECORD"] != "1" else {
      try Data(output.utf8).write(to: URL(filePath: path))
      Issue.record("\(name) was recorded anew: read it, then run without ASSAY_RECORD")
      return
    }
    let kept = try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    #expect(output == kept, "ASSAY_RECORD=1 records it anew", sourceLocation: sourceLocation)
  }

  private static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/") + "/Golden"
}
