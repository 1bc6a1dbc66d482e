package import Records

/// A worker that did not do what it was asked.
package struct WorkerError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// The program could not be started.
    case notStarted
    /// The worker ended by a signal or with an exit code of no known meaning.
    case crashed
    /// The worker was ended by a signal from outside.
    case killed
    /// The worker was silent for too long and was killed.
    case hung
    /// The worker told why it would not.
    case refused
    /// The worker sent something that is not a reply.
    case garbled
    /// The work was cancelled from outside; the worker is gone.
    case interrupted
  }

  package let code: Code
  /// What happened, in one sentence.
  package let message: String
  /// The end of what the worker wrote to standard error, control characters escaped.
  package let standardError: String

  package init(code: Code, message: String, standardError: String = "") {
    self.code = code
    self.message = message
    self.standardError = standardError
  }

  package var description: String {
    standardError.isEmpty ? message : "\(message): \(standardError)"
  }

  /// The failure as a record tells it.
  package var failure: Failure {
    let cause: Failure.Cause =
      switch code {
      case .hung: .hung
      case .refused: .refused
      case .killed: .killed
      case .notStarted, .crashed, .garbled, .interrupted: .crashed
      }
    return Failure(cause: cause, detail: description)
  }
}
