#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file's bytes, mapped read-only into memory: what is never looked at is never read.
///
/// The file must not become shorter while it is mapped: to look at a page beyond its new end stops
/// the process (SIGBUS). What assay writes keeps to that: a file is replaced by renaming another
/// over it, which leaves the mapped one whole for as long as it is mapped, and is never cut short
/// in place. Numbers in a file are little-endian.
@safe package final class MappedFile: Sendable {
  package let path: String
  /// The length in bytes.
  package let count: Int
  // Nil where there are no bytes. Nothing writes to the memory after `init`, so threads may share it.
  private nonisolated(unsafe) let base: UnsafeRawPointer?

  /// Maps a regular file; an empty one has no bytes.
  ///
  /// - Throws: `FileError` where it cannot be opened or mapped, or is a folder, pipe or device.
  package init(_ path: String) throws(FileError) {
    // Without O_NONBLOCK the opening of a pipe would wait for a writer.
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw FileError(errno: errno, operation: "open", path: path) }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else {
      throw FileError(errno: errno, operation: "stat", path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(operation: "open", path: path, reason: "Not a regular file")
    }
    self.path = path
    count = Int(status.st_size)
    unsafe base = UnsafeRawPointer(
      try Self.map(count, PROT_READ, MAP_PRIVATE, file: file, path: path))
  }

  /// Bytes in memory, read as a file of them would be; `path` is for messages.
  ///
  /// - Throws: `FileError` where there is no memory for the copy.
  package init(copying bytes: [UInt8], path: String) throws(FileError) {
    self.path = path
    count = bytes.count
    let copy = unsafe try Self.map(
      count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, file: -1, path: path)
    unsafe bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      unsafe copy?.copyMemory(from: start, byteCount: source.count)
    }
    unsafe base = UnsafeRawPointer(copy)
  }

  deinit {
    if let base = unsafe base { unsafe munmap(UnsafeMutableRawPointer(mutating: base), count) }
  }

  // A mapping of no bytes is an error to the system.
  private static func map(
    _ count: Int, _ protection: Int32, _ flags: Int32, file: Int32, path: String
  ) throws(FileError) -> UnsafeMutableRawPointer? {
    if count == 0 { return nil }
    let start = unsafe mmap(nil, count, protection, flags, file, 0)
    guard unsafe start != MAP_FAILED else {
      throw FileError(errno: errno, operation: "map", path: path)
    }
    return unsafe start
  }

  /// Lends a range of the bytes to `body`.
  package func lending<Outcome, Failure>(
    _ range: Range<Int>, _ body: (Span<UInt8>) throws(Failure) -> Outcome
  ) throws(Failure) -> Outcome {
    check(range.lowerBound, range.count)
    let bytes = unsafe UnsafeRawBufferPointer(start: base, count: count)
    return try unsafe body(
      Span(_unsafeElements: bytes.bindMemory(to: UInt8.self)).extracting(range))
  }

  /// A copy of a range of the bytes.
  package func bytes(_ range: Range<Int>) -> [UInt8] {
    var copy: [UInt8] = []
    lending(range) { copy.append(copying: $0) }
    return copy
  }

  /// The integer whose first byte is the one at `offset`, which need not be aligned.
  package func integer<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type = Number.self, at offset: Int
  ) -> Number {
    check(offset, MemoryLayout<Number>.size)
    guard let base = unsafe base else { return 0 }
    return Number(littleEndian: unsafe base.loadUnaligned(fromByteOffset: offset, as: type))
  }

  func check(_ offset: Int, _ length: Int) {
    demand(
      offset >= 0 && length >= 0 && length <= count && offset <= count - length,
      "mapped file: \(length) bytes from \(offset) on, of \(count) of '\(path)'")
  }

  /// Where the floats from a byte on lie, if they are aligned.
  func floats(at offset: Int) -> UnsafePointer<Float>? {
    guard let base = unsafe base, offset % MemoryLayout<Float>.alignment == 0 else { return nil }
    return unsafe (base + offset).assumingMemoryBound(to: Float.self)
  }

  /// Copies a range of the bytes to memory that has room for them.
  func copy(_ count: Int, from offset: Int, to target: UnsafeMutableRawPointer) {
    check(offset, count)
    guard let base = unsafe base else { return }
    unsafe target.copyMemory(from: base + offset, byteCount: count)
  }
}

extension Tensor {
  /// The float32 numbers of a file from the byte `offset` on, row-major.
  ///
  /// The file holds the shape's numbers there: its reader has checked that. They stay in the file's
  /// memory, and are copied only where they start at no multiple of their size.
  ///
  /// # Shapes
  /// - output: `shape`
  package init(_ file: MappedFile, at offset: Int, shape: Shape) {
    let bytes = shape.count * MemoryLayout<Float>.size
    file.check(offset, bytes)
    if let elements = unsafe file.floats(at: offset) {
      unsafe self.init(shape, Storage(borrowing: elements, count: shape.count, of: file))
    } else {
      unsafe self.init(filling: shape) { unsafe file.copy(bytes, from: offset, to: $0) }
    }
  }

  /// Lends the elements to `body` as they lie in memory and in a file, four bytes each.
  package func lendingBytes<Failure>(
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    let count = shape.count * MemoryLayout<Float>.size
    let outcome = unsafe reading { start -> Result<Void, Failure> in
      let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
      do throws(Failure) {
        return .success(
          try unsafe body(Span(_unsafeElements: bytes.bindMemory(to: UInt8.self))))
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }
}

extension [UInt8] {
  /// Appends a copy of lent bytes.
  package mutating func append(copying bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension FileError {
  init(errno code: Int32, operation: String, path: String) {
    self.init(operation: operation, path: path, reason: unsafe String(cString: strerror(code)))
  }
}
