import Workers

/// Why the benchmark has no figures.
struct BenchmarkError: Error, CustomStringConvertible {
  enum Code {
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

  let code: Code
  let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  /// Any error that reaches the top.
  init(_ error: any Error) {
    switch error {
    case is CancellationError: self.init(.interrupted, "interrupted; nothing was kept")
    case let error as WorkerError where error.code == .interrupted:
      self.init(.interrupted, "interrupted; nothing was kept")
    case let error as BenchmarkError: self = error
    case let error as WorkerError: self.init(.noPeer, "the peer: \(error)")
    default: self.init(.failed, "\(error)")
    }
  }

  var exitCode: Int32 {
    switch code {
    case .noPeer: 69
    case .interrupted: 75
    case .refused, .differentWork, .failed: 1
    }
  }
}
