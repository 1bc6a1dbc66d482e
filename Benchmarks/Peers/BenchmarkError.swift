import Workers

/// Why a benchmark has no figures.
package struct BenchmarkError: Error, CustomStringConvertible {
  package enum Code: Sendable {
    /// The peer's packages cannot be installed, or it does not start.
    case noPeer
    /// The peer refused a command.
    case refused
    /// The sides do not compute the same.
    case differentWork
    /// By ^C or another signal; nothing is kept.
    case interrupted
    case failed
  }

  package let code: Code
  package let description: String

  package init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  /// Any error that reaches the top.
  package init(_ error: any Error) {
    switch error {
    case is CancellationError: self.init(.interrupted, "interrupted; nothing was kept")
    case let error as WorkerError where error.code == .interrupted:
      self.init(.interrupted, "interrupted; nothing was kept")
    case let error as BenchmarkError: self = error
    case let error as WorkerError: self.init(.noPeer, "the peer: \(error)")
    default: self.init(.failed, "\(error)")
    }
  }

  package var exitCode: Int32 {
    switch code {
    case .noPeer: 69
    case .interrupted: 75
    case .refused, .differentWork, .failed: 1
    }
  }
}
