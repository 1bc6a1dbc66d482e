import NumericCore

/// The latencies of one scenario.
package struct LoadResult: Sendable, Equatable {
  /// Nanoseconds of every answered query, in the order of the queries.
  package var latencies: [Int]
  /// Queries without an answer; no latency is kept for them.
  package var failed: Int
  /// Server scenario: how late the harness itself handed over each query, in nanoseconds.
  ///
  /// 0 where the query waited for an earlier one, which is the candidate's doing and counted in its
  /// latency. Large values say that the machine, not the candidate, made the queries wait.
  package var lateness: [Int]

  package init(latencies: [Int] = [], failed: Int = 0, lateness: [Int] = []) {
    self.latencies = latencies
    self.failed = failed
    self.lateness = lateness
  }
}

/// The throughput of one offline query.
package struct OfflineResult: Sendable, Equatable {
  /// Nanoseconds from handing over all items to holding all answers.
  package var nanoseconds: Int
  package var answered: Int
  package var failed: Int

  package init(nanoseconds: Int, answered: Int, failed: Int) {
    self.nanoseconds = nanoseconds
    self.answered = answered
    self.failed = failed
  }

  /// Items answered a second.
  package var perSecond: Double { Double(answered) * 1e9 / Double(max(nanoseconds, 1)) }
}

/// The load scenarios of MLPerf Inference LoadGen, over a closure that answers a query.
///
/// Time runs from handing over a query's index to holding the whole answer, inside this process.
/// Warm-up queries come after the measured ones by number and before them in time, so that no
/// measured input is one that was just seen. What this does not know: models, items, percentiles.
package struct LoadScenarios<Clock: TimeSource> {
  let clock: Clock

  package init(clock: Clock) { self.clock = clock }

  /// Sends each query when the one before is answered (LoadGen's SingleStream).
  ///
  /// The measured queries are `firstQuery ..< firstQuery + queries`; `answer` gets each index and
  /// gives false where it has no answer.
  package func singleStream(
    queries: Int, warmUp: Int = 0, firstQuery: Int = 0, answer: (Int) -> Bool
  ) -> LoadResult {
    warm(warmUp, from: firstQuery + queries, answer)
    return repeatedly(queries, answer: { answer(firstQuery + $0) })
  }

  /// Sends one query again and again (LoadGen's TEST04): a cached answer shows as a faster one.
  package func repeated(
    query: Int, queries: Int, warmUp: Int = 0, answer: (Int) -> Bool
  ) -> LoadResult {
    for _ in 0..<warmUp { _ = answer(query) }
    return repeatedly(queries, answer: { _ in answer(query) })
  }

  /// Sends queries at the moments of a Poisson process, whether or not earlier ones are answered.
  ///
  /// Arrivals are drawn beforehand; a latency runs from the **scheduled** arrival to the answer, so
  /// waiting in the queue counts (LoadGen's Server; one query is answered at a time, in order). The
  /// rate is in arrivals a second and positive; every candidate of a session gets the same seed.
  package func server(
    rate: Double, queries: Int, warmUp: Int = 0, firstQuery: Int = 0, seed: UInt64,
    answer: (Int) -> Bool
  ) -> LoadResult {
    let offsets = PoissonArrivals.offsets(rate: rate, count: queries, seed: seed)
    var result = LoadResult()
    result.latencies.reserveCapacity(queries)
    result.lateness.reserveCapacity(queries)
    warm(warmUp, from: firstQuery + queries, answer)
    // The first arrival lies a little ahead, so that the harness is not late from the start.
    let start = clock.now() + 1_000_000
    var free = start
    for (index, offset) in offsets.enumerated() {
      let arrival = start + offset
      clock.wait(until: arrival)
      let begun = clock.now()
      let answered = answer(firstQuery + index)
      let done = clock.now()
      result.lateness.append(max(0, begun - max(arrival, free)))
      if answered { result.latencies.append(done - arrival) } else { result.failed += 1 }
      free = done
    }
    return result
  }

  /// Hands over all items at once (LoadGen's Offline); `answerAll` gives how many it answered.
  package func offline(items: Int, answerAll: (Int) -> Int) -> OfflineResult {
    let start = clock.now()
    let answered = answerAll(items)
    let nanoseconds = clock.now() - start
    return OfflineResult(nanoseconds: nanoseconds, answered: answered, failed: items - answered)
  }

  private func warm(_ count: Int, from first: Int, _ answer: (Int) -> Bool) {
    for query in first..<first + count { _ = answer(query) }
  }

  private func repeatedly(_ count: Int, answer: (Int) -> Bool) -> LoadResult {
    var result = LoadResult()
    result.latencies.reserveCapacity(count)
    for index in 0..<count {
      let start = clock.now()
      let answered = answer(index)
      let nanoseconds = clock.now() - start
      if answered { result.latencies.append(nanoseconds) } else { result.failed += 1 }
    }
    return result
  }
}

extension LoadScenarios<MonotonicClock> {
  /// The scenarios on the system's clock.
  package init() { self.init(clock: MonotonicClock()) }
}

/// The arrival times of a Poisson process.
package enum PoissonArrivals {
  /// Ascending offsets in nanoseconds from the start; gaps are exponential with mean 1 / `rate`, in
  /// arrivals a second and positive.
  package static func offsets(rate: Double, count: Int, seed: UInt64) -> [Int] {
    precondition(rate > 0, "the rate of arrivals is positive")
    var generator = SeededGenerator(seed: seed, "arrivals")
    var moment = 0.0
    return (0..<count).map { _ in
      moment += generator.exponential(rate: rate)
      return Int(moment * 1e9)
    }
  }
}
