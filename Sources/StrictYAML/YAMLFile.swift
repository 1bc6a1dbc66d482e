#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A YAML file as it was read: its tree, as far as there is one, and all that is wrong with it.
package struct YAMLFile: Sendable {
  package let source: SourceText
  /// The tree; nil where the problems leave none.
  ///
  /// With problems, parts of it may be `refused`.
  package let root: Node?
  package let problems: [Diagnostic]

  /// Reads a text of YAML.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: The name that messages give.
  package init(bytes: [UInt8], file: String) {
    guard bytes.count <= YAMLLimits.bytes else {
      source = SourceText(file: file, scalars: [])
      root = nil
      problems = [YAMLFile.tooLarge(file)]
      return
    }
    let (source, characterProblems) = CharacterCheck.check(bytes, file: file)
    self.source = source
    guard characterProblems.isEmpty else {
      root = nil
      problems = characterProblems
      return
    }
    var composer = Composer(source: source)
    // Without the byte order mark, so that libyaml's places are this program's.
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let failure = EventStream.read(Array(bytes[start...])) { composer.take($0) }
    var problems = composer.problems
    if let failure {
      problems.append(SyntaxProblems.diagnostic(failure, in: source))
    } else if composer.root == nil, problems.isEmpty {
      problems.append(
        Diagnostic(
          file: file, message: "the file is empty", remedy: "write at least one `key: value`"))
    }
    root = failure == nil ? composer.root : nil
    self.problems = problems
  }

  /// Reads a file, at most one byte more than it may have.
  ///
  /// - Throws: A diagnostic without a place where the file cannot be read.
  package init(path: String) throws(Diagnostic) {
    self.init(bytes: try YAMLFile.bytes(of: path), file: path)
  }

  /// Reads a file's bytes, at most one more than a YAML file may have.
  ///
  /// - Throws: A diagnostic without a place where the file cannot be read.
  package static func bytes(of path: String) throws(Diagnostic) -> [UInt8] {
    func failed() -> Diagnostic {
      Diagnostic(
        file: path, message: "cannot be read: \(reason(errno))",
        remedy: "check the path and the file's permissions")
    }
    // Not waiting for a writer keeps a named pipe from hanging the program.
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failed() }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= YAMLLimits.bytes {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failed() }
      if count == 0 { break }
      bytes.append(contentsOf: chunk.prefix(count))
    }
    return bytes
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "no such file"
    case EACCES: "permission denied"
    case EISDIR: "it is a folder"
    default: unsafe String(cString: strerror(code))
    }
  }

  private static func tooLarge(_ file: String) -> Diagnostic {
    Diagnostic(
      file: file, message: "the file is larger than 1 MiB",
      remedy: "a file of this kind takes a few hundred lines; keep data in files of their own")
  }
}
