import Subprocess

extension WorkerCommand {
  /// Starts the worker, waits for its end, and says how it ended.
  ///
  /// Standard input and output are closed to it; of standard error the last 4 KiB are kept. When the
  /// time is up, or the calling task is cancelled, the worker and its children are ended.
  ///
  /// - Throws: ``WorkerError`` with the code `notStarted` or `interrupted`.
  package func runToEnd(timeout: Duration) async throws(WorkerError) -> WorkerOutcome {
    _ = brokenPipesAreErrors
    let tail = OutputTail()
    let ending = await firstOf(timeout: timeout) { await ended(tail) }
    switch ending {
    case .overdue:
      return .hung(message: "no end after \(timeout.inSeconds)".appending(tail))
    case .cancelled:
      throw WorkerError(
        code: .interrupted, message: "the worker was stopped", standardError: tail.text)
    case .done(.notStarted(let reason)):
      throw WorkerError(code: .notStarted, message: "'\(executable)' did not start: \(reason)")
    case .done(.status(let status)):
      return WorkerOutcome(status, message: tail.text)
    }
  }

  private func ended(_ tail: OutputTail) async -> ProcessEnding {
    do {
      let result = try await run(
        configuration, input: .none, output: .discarded, error: .sequence
      ) { execution in
        for try await buffer in execution.standardError { tail.append(buffer.bytes) }
      }
      return .status(result.terminationStatus)
    } catch {
      return .notStarted("\(error)")
    }
  }
}

/// How a process ended, or why there was none.
enum ProcessEnding: Sendable {
  case status(TerminationStatus)
  case notStarted(String)
}

/// What came first.
enum Race<Value: Sendable>: Sendable {
  case done(Value)
  case overdue
  case cancelled
}

/// Runs work until it is done, its time is up or the caller is cancelled; then cancels what is left
/// and waits for it, so that no work outlives the call.
func firstOf<Value: Sendable>(
  timeout: Duration, _ work: @escaping @Sendable () async -> Value
) async -> Race<Value> {
  await withTaskGroup(of: Race<Value>.self) { group in
    group.addTask { .done(await work()) }
    group.addTask {
      do {
        try await Task.sleep(for: timeout)
        return .overdue
      } catch {
        return .cancelled
      }
    }
    let first = await group.next() ?? .cancelled
    group.cancelAll()
    await group.waitForAll()
    // Cancelled work may end before the sleep does; its value is then that of the cancellation.
    return Task.isCancelled ? .cancelled : first
  }
}

extension WorkerOutcome {
  init(_ status: TerminationStatus, message: String) {
    switch status {
    case .exited(0): self = .completed
    case .exited(let code) where (64...78).contains(code):
      self = .refused(code: Int(code), message: message)
    case .exited(let code): self = .crashed(.exitCode(Int(code)), message: message)
    case .signaled(let signal): self = .crashed(.signal(Int(signal)), message: message)
    }
  }
}

extension Duration {
  /// The duration for people, such as `0.3 s` or `120 s`.
  var inSeconds: String {
    let seconds = self / .seconds(1)
    return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}

extension String {
  fileprivate func appending(_ tail: OutputTail) -> String {
    let text = tail.text
    return text.isEmpty ? self : "\(self): \(text)"
  }
}
