import Testing

@Suite("The habits of the sources")
struct SourceTests {
  /// All Swift files that end up in programs.
  static func shipped() throws -> [SwiftFile] {
    try
      (SourceTree.files(under: "Sources", endings: ["swift"])
      + SourceTree.files(under: "Benchmarks", endings: ["swift"])).map(SwiftFile.init(path:))
  }

  @Test("No file is longer than 500 lines")
  func filesAreShort() throws {
    let long = try ["Sources", "Tests", "Benchmarks"]
      .flatMap { SourceTree.files(under: $0, endings: ["swift", "c", "h", "py"]) }
      .compactMap { path in
        let count =
          try SourceTree.text(of: path).split(
            separator: "\n", omittingEmptySubsequences: false
          ).count - 1
        return count > 500 ? "\(path): \(count) lines" : nil
      }
    #expect(long == [], "a file has one subject: divide it")
  }

  @Test("Unsafe pointers live in Tensors, StrictYAML and Measuring alone")
  func pointersStayHome() throws {
    let pattern = try Regex<Substring>(
      #"Unsafe\w*Pointer|withUnsafe|unsafeBitCast|OpaquePointer|Unmanaged<"#)
    let targets = try Manifest.load().targets
    let places = try targets.filter {
      $0.kind != .test && !FloorTable.handlesPointers.contains($0.name)
    }
    .flatMap { try $0.files() }.flatMap { $0.places(of: pattern) }
    #expect(places == [])
  }

  /// An error ends up in a message with an exit code, never in a trap.
  @Test("Nothing in the sources ends the process on an error")
  func nothingTraps() throws {
    let pattern = try Regex<Substring>(#"\btry!|\bas!\s|\bfatalError\("#)
    let places = try Self.shipped().flatMap { $0.places(of: pattern) }
    #expect(places == [])
  }

  @Test("Nothing is left over for later")
  func nothingIsLeftOver() throws {
    // Spelled apart, so that this file passes its own test.
    let words = ["TO" + "DO", "FIX" + "ME", "unsafe" + "Flags"]
    let files = ["Sources", "Tests", "Benchmarks"].flatMap {
      SourceTree.files(under: $0, endings: ["swift", "c", "h", "py"])
    }
    let places = try (files + ["Package.swift", "run"]).flatMap { path in
      let text = try SourceTree.text(of: path)
      return words.filter { text.contains($0) }.map { "\(path): \($0)" }
    }
    #expect(places == [], "finish it, or leave it out and say so in docs/limits.md")
  }
}
