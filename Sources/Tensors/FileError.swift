/// A file that the system would not map or write: which, what was tried, and why.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried, as in `open`.
  package let operation: String
  package let path: String
  /// Why it failed, in the system's words where it was the system that refused.
  package let reason: String

  package init(operation: String, path: String, reason: String) {
    self.operation = operation
    self.path = path
    self.reason = reason
  }

  /// All of it on one line: `models/0007.model: open: No such file or directory`.
  package var description: String { "\(path): \(operation): \(reason)" }
}
