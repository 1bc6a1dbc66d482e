/// Why a run could not be carried out or continued.
package struct RunError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure, each with its exit code.
  package enum Code: String, Sendable {
    /// Stopped on request; the run can be resumed.
    case interrupted
    /// The run's cases were removed; nothing more can be measured or recomputed in it.
    case cleaned
    /// Another process works in the directory.
    case inUse
    /// Too little was measured for evidence.
    case noEvidence
    /// The worker program is missing or does not start.
    case noWorker
    /// A record was altered, or does not follow from those below it.
    case altered
  }

  package let code: Code
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
