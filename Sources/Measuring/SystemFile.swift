#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Small files of the system, read and written without Foundation and with next to no allocation.
enum SystemFile {
  /// Hands the first `limit` bytes of a file to `body`; nil where it cannot be read.
  static func withBytes<Value>(
    _ path: String, limit: Int = 8_192, _ body: (Span<UInt8>) -> Value
  ) -> Value? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: limit) { buffer in
      var filled = 0
      while filled < limit {
        let count = unsafe read(file, buffer.baseAddress?.advanced(by: filled), limit - filled)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { return nil }
        if count == 0 { break }
        filled += count
      }
      return unsafe body(Span(_unsafeElements: UnsafeBufferPointer(rebasing: buffer[..<filled])))
    }
  }

  /// The whole of a small file as text; nil where it cannot be read.
  static func text(_ path: String, limit: Int = 65_536) -> String? {
    withBytes(path, limit: limit) { bytes in
      var copy: [UInt8] = []
      copy.reserveCapacity(bytes.count)
      for index in bytes.indices { copy.append(bytes[index]) }
      return String(decoding: copy, as: UTF8.self)
    }
  }

  /// Writes a few bytes to an existing file; false where the system refuses.
  static func write(_ text: StaticString, to path: String) -> Bool {
    let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return unsafe Self.write(file, text.utf8Start, text.utf8CodeUnitCount)
  }

  /// Writes all bytes, however many calls it takes; false where the reader is gone.
  static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return true }
      return unsafe write(file, start, buffer.count)
    }
  }

  /// Reads what there is, at most `limit` bytes; empty at the end, nil on failure.
  static func readSome(from file: Int32, limit: Int = 65_536) -> [UInt8]? {
    while true {
      var count = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
        count = unsafe read(file, buffer.baseAddress, limit)
        initialized = max(count, 0)
      }
      if count >= 0 { return bytes }
      guard errno == EINTR else { return nil }
    }
  }

  /// The system's sentence for the last failure.
  static var lastFailure: String { unsafe String(cString: strerror(errno)) }

  private static func write(_ file: Int32, _ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var written = 0
    while written < count {
      let step = unsafe writeBytes(file, start.advanced(by: written), count - written)
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else { return false }
      written += step
    }
    return true
  }
}

private func writeBytes(_ file: Int32, _ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
  unsafe write(file, start, count)
}
