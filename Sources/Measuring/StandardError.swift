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
