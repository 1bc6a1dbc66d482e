import Synchronization

/// Tapes for answers, which are kept with their memory from one answer to the next.
///
/// A candidate that serves holds one: an answer then allocates nothing that the last one of its
/// shapes had. As many tapes are kept as were ever used at the same time.
package final class InferencePool: Sendable {
  private let free = Mutex<[KeptTape]>([])

  package init() {}

  /// Computes on an inference tape that nobody else uses meanwhile.
  ///
  /// The tape itself, and variables on it, do not leave the closure. A tensor that leaves it keeps its memory, and the tape takes other memory next time;
  /// values that are copied out leave it to the tape.
  package func withTape<Outcome: Sendable, Failure: Error>(
    _ body: (Tape) throws(Failure) -> Outcome
  ) throws(Failure) -> Outcome {
    let kept = free.withLock { $0.popLast() } ?? KeptTape(tape: Tape(.inference))
    defer { free.withLock { $0.append(kept) } }
    return try body(kept.tape)
  }
}

/// Sendable since the pool lends it to one caller at a time.
private struct KeptTape: @unchecked Sendable {
  let tape: Tape
}
