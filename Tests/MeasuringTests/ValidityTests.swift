import Records
import Testing

import Measuring

struct ValidityTests {
  @Test(
    "The least queries are those of LoadGen's early stopping at confidence 0.99 and t = 0",
    // mlcommons/inference, loadgen/early_stopping.cc: the table in its comment.
    arguments: [(0.9, 44), (0.95, 90), (0.99, 459), (0.999, 4_603)])
  func leastQueries(percentile: Double, least: Int) {
    #expect(Validity.leastQueries(percentile: percentile) == least)
    #expect(Validity.tooFewQueries(answered: least, percentile: percentile) == nil)
    #expect(Validity.tooFewQueries(answered: least - 1, percentile: percentile) != nil)
  }

  @Test("Too few queries say how many it takes")
  func tooFew() {
    #expect(
      Validity.tooFewQueries(answered: 300, percentile: 0.999)
        == ValidityFinding(
          kind: .tooFewQueries,
          detail:
            "300 answered queries do not show p99.9 at confidence 0.99: that takes at least 4603.",
          remedy: "Run with a greater effort, or ask for a lower percentile."))
  }

  @Test("A machine is noisy when whole blocks are slow, not when a round is")
  func noisy() {
    let steady = (0..<8).map { [100 + $0 % 2, 100, 101] }
    #expect(Validity.noisyMachine(blocks: steady) == nil)
    // One interrupted round in every block.
    #expect(Validity.noisyMachine(blocks: steady.map { $0 + [900] }) == nil)
    // Medians 100, 100, 100, 200: mean 125, sample deviation 50, so 40 %.
    #expect(
      Validity.noisyMachine(blocks: [[100], [100], [100], [200]])
        == ValidityFinding(
          kind: .noisyMachine,
          detail: """
            The same arithmetic took times that vary by 40 % between blocks (coefficient of \
            variation; up to 5 % passes).
            """,
          remedy:
            "Close other programs, fix the processor's clock rate, and run the session again."))
    // Three blocks say nothing about spread.
    #expect(Validity.noisyMachine(blocks: [[100], [100], [200]]) == nil)
  }

  @Test("A clock is coarse when its step is more than 1 % of the median latency")
  func coarse() {
    let clock = ClockQuality(resolution: 1_000, overhead: 20)
    #expect(Validity.coarseClock(clock, latencies: [100_000, 100_000]) == nil)
    #expect(Validity.coarseClock(clock, latencies: []) == nil)
    #expect(
      Validity.coarseClock(clock, latencies: [9_000, 90_000, 99_999])
        == ValidityFinding(
          kind: .coarseClock,
          detail:
            "The clock steps by 1000 ns, which is more than 1 % of the median latency of 90000 ns.",
          remedy: "Read these latencies as upper bounds, and compare throughput (offline) instead.")
    )
  }

  @Test("Answers may be cached when a repeated query is more than 10 % and 2 µs faster")
  func cached() {
    let distinct = [10_000, 11_000, 12_000]
    #expect(Validity.cachedAnswers(repeated: [9_900, 9_900, 9_900], distinct: distinct) == nil)
    #expect(Validity.cachedAnswers(repeated: [20_000], distinct: distinct) == nil)
    // Half of 3 µs is what the processor's own caches may give.
    #expect(Validity.cachedAnswers(repeated: [1_500], distinct: [3_000]) == nil)
    #expect(Validity.cachedAnswers(repeated: [], distinct: distinct) == nil)
    #expect(
      Validity.cachedAnswers(repeated: [5_500, 5_500, 20_000], distinct: distinct)
        == ValidityFinding(
          kind: .cachedAnswers,
          detail: """
            A repeated query is answered 50 % faster than different ones (up to 10 % passes): \
            answers may be cached, or time depends on the input.
            """,
          remedy: "Switch the candidate's cache off, or serve inputs of one size."))
  }

  @Test("Arrivals are late when more than 1 % were handed over late")
  func late() {
    let latencies = [Int](repeating: 1_000_000, count: 100)
    let punctual = [Int](repeating: 100_000, count: 99)
    #expect(Validity.lateArrivals(lateness: punctual + [500_000], latencies: latencies) == nil)
    #expect(
      Validity.lateArrivals(
        lateness: [500_000, 100_001] + punctual.dropFirst(), latencies: latencies)
        == ValidityFinding(
          kind: .late,
          detail: """
            2 of 100 queries were handed over late by more than a tenth of the median latency and \
            50 µs: the machine was busy with something else.
            """,
          remedy: "Close other programs, or lower the rate, and run the session again."))
    // 50 µs are never called late, however short the latencies.
    #expect(
      Validity.lateArrivals(
        lateness: .init(repeating: 50_000, count: 100), latencies: .init(repeating: 10, count: 100))
        == nil)
  }
}
