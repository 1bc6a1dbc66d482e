#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a program tells a person what went wrong.
package enum StandardError {
  /// Writes text; a closed standard error is nobody's problem.
  package static func write(_ text: String) {
    _ = SystemFile.write(Array(text.utf8), to: STDERR_FILENO)
  }
}

/// Large outputs, written at once: a stream's buffer would forget what went wrong on the way.
package enum StandardOutput {
  /// Writes all bytes; the system's error number where that failed, 0 where it did not.
  package static func write(_ bytes: [UInt8]) -> Int32 {
    SystemFile.write(bytes, to: STDOUT_FILENO) ? 0 : errno
  }
}
