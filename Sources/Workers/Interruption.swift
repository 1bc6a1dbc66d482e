import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs work that ^C, SIGTERM and SIGHUP cancel, so that workers are ended and temporaries removed.
///
/// - Throws: What the work throws; `CancellationError` or a ``WorkerError`` where it was cancelled.
package func untilInterrupted(
  _ work: @escaping @Sendable () async throws -> Void
) async throws {
  let interruption = Interruption()
  // Before the work starts: its workers must not outlive a signal that comes at once.
  let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
    // The default action would end the process before it can tidy up.
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number)
    source.setEventHandler { interruption.interrupt() }
    source.resume()
    return source
  }
  defer {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }
  let task = Task { try await work() }
  interruption.cancels(task)
  try await task.value
}

/// Brings a signal and the task that it cancels together, whichever comes first.
private final class Interruption: Sendable {
  private let state = Mutex<(task: Task<Void, any Error>?, isInterrupted: Bool)>((nil, false))

  func interrupt() {
    state.withLock { state in
      state.isInterrupted = true
      state.task?.cancel()
    }
  }

  func cancels(_ task: Task<Void, any Error>) {
    state.withLock { state in
      state.task = task
      if state.isInterrupted { task.cancel() }
    }
  }
}
