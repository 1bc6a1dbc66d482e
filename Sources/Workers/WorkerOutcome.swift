package import Records

/// How a worker that ran to its end came to it.
package enum WorkerOutcome: Sendable, Equatable {
  case completed
  /// The worker ended with one of the codes 64…78 of sysexits.h, a typed error of its own.
  case refused(code: Int, message: String)
  /// The worker ended by a signal or with any other code.
  case crashed(CrashCause, message: String)
  /// The worker was killed after its time was up.
  case hung(message: String)

  /// What ended a crashed worker.
  package enum CrashCause: Sendable, Equatable, CustomStringConvertible {
    case signal(Int)
    case exitCode(Int)

    /// Whether somebody else ended the worker: an operator, or a machine that ran out of memory.
    ///
    /// The other signals are raised by what the worker itself did, and would be again.
    package var cameFromOutside: Bool {
      guard case .signal(let number) = self else { return false }
      return [1, 2, 3, 9, 15].contains(number)
    }

    package var description: String {
      switch self {
      case .signal(let number): "signal \(number)\(Self.names[number].map { " (\($0))" } ?? "")"
      case .exitCode(let code): "exit code \(code)"
      }
    }

    /// The signals by which programs end in practice, numbered alike on Linux and macOS.
    private static let names = [
      1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT",
      8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV", 13: "SIGPIPE", 15: "SIGTERM",
    ]
  }

  /// The failure as a record tells it; nil for a completed worker.
  package var failure: Failure? {
    switch self {
    case .completed: nil
    case .refused(let code, let message):
      Failure(cause: .refused, detail: message.isEmpty ? "exit code \(code)" : message)
    case .crashed(let cause, let message):
      Failure(
        cause: cause.cameFromOutside ? .killed : .crashed,
        detail: message.isEmpty ? "\(cause)" : "\(cause): \(message)")
    case .hung(let message):
      Failure(cause: .hung, detail: message)
    }
  }
}
