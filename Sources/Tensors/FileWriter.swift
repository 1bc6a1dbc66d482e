#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that appears whole or not at all: written beside its place, then renamed into it.
///
/// It holds no more of the file in memory than what is being written. What was in its place stays
/// mapped where it is, see `MappedFile`.
package final class FileWriter {
  private let path: String
  private var temporary: String
  private var file: Int32

  /// Writes what `body` appends, and nothing where it throws.
  ///
  /// - Throws: `FileError` where the folder cannot be written, is full, or holds a folder of that
  ///   name; no part of the file is left then.
  package static func replacing(
    _ path: String, _ body: (FileWriter) throws(FileError) -> Void
  ) throws(FileError) {
    let writer = try FileWriter(path)
    do throws(FileError) {
      try body(writer)
      try writer.finish()
    } catch {
      writer.abandon()
      throw error
    }
  }

  private init(_ path: String) throws(FileError) {
    self.path = path
    var number = 0
    repeat {
      temporary = "\(path).\(getpid())-\(number).tmp"
      file = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      // Another thread may write the same file, or an earlier process have left one behind.
      number += 1
    } while file < 0 && errno == EEXIST
    guard file >= 0 else { throw FileError(errno: errno, operation: "open", path: path) }
  }

  /// Appends bytes.
  ///
  /// - Throws: `FileError` where the disk is full or fails.
  package func append(_ bytes: Span<UInt8>) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe write(file, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileError(errno: errno, operation: "write", path: path) }
      written += count
    }
  }

  private func finish() throws(FileError) {
    let closed = close(file)
    file = -1
    // Some file systems say only now that there was no room.
    guard closed == 0 else { throw FileError(errno: errno, operation: "close", path: path) }
    guard unsafe rename(temporary, path) == 0 else {
      throw FileError(errno: errno, operation: "rename", path: path)
    }
  }

  private func abandon() {
    if file >= 0 { close(file) }
    unsafe unlink(temporary)
  }
}
