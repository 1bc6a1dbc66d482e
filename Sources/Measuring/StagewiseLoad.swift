/// Queries one after the other, the clock read after each stage.
///
/// A stage's time runs from the reading that ended the stage before it (or started the query) to its
/// own, so each holds one reading of the clock. A query that failed, or went through another number
/// of stages than the first, has no times.
package struct StagewiseLoad<Clock: TimeSource> {
  /// The times of each stage over the answered queries, in nanoseconds.
  package struct Outcome: Sendable, Equatable {
    package var stages: [[Int]] = []
    package var failed = 0
  }

  let clock: Clock

  package init(clock: Clock) { self.clock = clock }

  /// Sends each query when the one before is answered.
  package func run(
    queries: Int, warmUp: Int, firstQuery: Int,
    answer: (_ query: Int, _ mark: () -> Void) -> Bool
  ) -> Outcome {
    for query in 0..<warmUp { _ = answer(firstQuery + queries + query, {}) }
    var outcome = Outcome()
    var readings: [Int] = []
    readings.reserveCapacity(64)
    for query in 0..<queries {
      readings.removeAll(keepingCapacity: true)
      readings.append(clock.now())
      let isAnswered = answer(firstQuery + query) { readings.append(clock.now()) }
      if outcome.stages.isEmpty && isAnswered {
        outcome.stages = readings.dropFirst().map { _ in [] }
      }
      guard isAnswered, readings.count == outcome.stages.count + 1 else {
        outcome.failed += 1
        continue
      }
      for stage in outcome.stages.indices {
        outcome.stages[stage].append(readings[stage + 1] - readings[stage])
      }
    }
    return outcome
  }
}
