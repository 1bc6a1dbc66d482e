#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
package import Records

/// Keeps a second process from working in the same run; the system frees it when this one ends.
package final class RunLock: Sendable {
  private let file: Int32

  /// Takes the lock of a run.
  ///
  /// - Throws: ``RunError`` with the code `inUse` where another process holds it, and `RecordError`
  ///   where the directory cannot be written to.
  package init(_ directory: RunDirectory) throws {
    file = unsafe open(directory.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      let reason = unsafe String(cString: strerror(errno))
      throw RecordError(
        path: directory.path, problem: "cannot be worked in: \(reason)",
        remedy: "mend that, then continue with 'assay resume \(directory.path)'",
        isTemporary: true)
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      throw RunError(
        .inUse,
        "\(directory.path) is in use by another assay; wait for it, or stop it and resume")
    }
  }

  deinit { close(file) }
}
