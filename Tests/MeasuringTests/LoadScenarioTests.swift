import Synchronization
import Testing

import Measuring

/// A clock that moves only when it is told to, so that no test waits for real time.
final class ScriptedClock: TimeSource {
  private let moment = Mutex(0)
  /// How long after the asked moment a wait returns.
  private let oversleep: Int

  init(oversleep: Int = 0) { self.oversleep = oversleep }

  func now() -> Int { moment.withLock { $0 } }

  func wait(until moment: Int) {
    self.moment.withLock { if $0 < moment { $0 = moment + oversleep } }
  }

  func advance(by nanoseconds: Int) { moment.withLock { $0 += nanoseconds } }
}

struct LoadScenarioTests {
  @Test("Single-stream times each query and leaves out the warm-up and the failures")
  func singleStream() {
    let clock = ScriptedClock()
    var asked: [Int] = []
    let result = LoadScenarios(clock: clock).singleStream(queries: 4, warmUp: 2, firstQuery: 10) {
      asked.append($0)
      clock.advance(by: $0)
      return $0 != 12
    }
    // The warm-up takes the queries after the measured ones.
    #expect(asked == [14, 15, 10, 11, 12, 13])
    #expect(result == LoadResult(latencies: [10, 11, 13], failed: 1))
  }

  @Test("Repeating sends one query and nothing else")
  func repeated() {
    let clock = ScriptedClock()
    var asked: [Int] = []
    let result = LoadScenarios(clock: clock).repeated(query: 7, queries: 3, warmUp: 1) {
      asked.append($0)
      clock.advance(by: 5)
      return true
    }
    #expect(asked == [7, 7, 7, 7])
    #expect(result == LoadResult(latencies: [5, 5, 5]))
  }

  @Test("A server's latencies count from the scheduled arrival, waiting included")
  func queueing() {
    let clock = ScriptedClock()
    let service = 30_000_000
    let result = LoadScenarios(clock: clock).server(rate: 50, queries: 200, seed: 4) { _ in
      clock.advance(by: service)
      return true
    }
    // Lindley's recursion over the same arrivals: each starts when it came or when the last is done.
    var free = 0
    let expected = PoissonArrivals.offsets(rate: 50, count: 200, seed: 4).map { arrival in
      free = max(free, arrival) + service
      return free - arrival
    }
    #expect(result == LoadResult(latencies: expected, lateness: .init(repeating: 0, count: 200)))
    // At 50 queries a second of 30 ms each the queue grows without end.
    #expect(result.latencies[199] > 10 * service)
  }

  @Test("The harness's own lateness is told apart from queueing")
  func lateness() {
    let clock = ScriptedClock(oversleep: 400)
    let result = LoadScenarios(clock: clock).server(rate: 1_000, queries: 50, seed: 4) { query in
      clock.advance(by: 1_000)
      return query != 3
    }
    #expect(result.failed == 1)
    #expect(result.lateness.count == 50)
    #expect(result.latencies.count == 49)
    // Whoever found the server free was handed over 400 ns late; whoever waited in the queue, not.
    #expect(Set(result.lateness) == [400] || Set(result.lateness) == [0, 400])
    #expect(result.latencies.allSatisfy { $0 >= 1_000 })
  }

  @Test("Offline throughput is answered items over the whole time")
  func offline() {
    let clock = ScriptedClock()
    let result = LoadScenarios(clock: clock).offline(items: 1_000) { items in
      clock.advance(by: 250_000_000)
      return items - 10
    }
    #expect(result == OfflineResult(nanoseconds: 250_000_000, answered: 990, failed: 10))
    #expect(result.perSecond == 3_960)
  }

  @Test("Arrivals come at the rate, as a Poisson process, the same for the same seed")
  func arrivals() {
    let count = 20_000
    let offsets = PoissonArrivals.offsets(rate: 200, count: count, seed: 9)
    #expect(offsets == PoissonArrivals.offsets(rate: 200, count: count, seed: 9))
    #expect(offsets != PoissonArrivals.offsets(rate: 200, count: count, seed: 10))
    let gaps = zip(offsets, [0] + offsets).map { Double($0 - $1) * 1e-9 }
    #expect(gaps.allSatisfy { $0 >= 0 })
    // The mean of 20 000 exponential gaps of mean 5 ms has a standard error of 35 µs; for an
    // exponential distribution the share of gaps above the mean is 1/e, here ± 0.0034.
    #expect(abs(gaps.reduce(0, +) / Double(count) - 0.005) < 0.00015)
    let long = Double(gaps.count { $0 > 0.005 }) / Double(count)
    #expect(abs(long - 0.3679) < 0.015)
  }
}
