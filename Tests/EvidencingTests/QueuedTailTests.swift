import Figures
import Records
import Testing

import Evidencing

@Suite("Tails of latency under load") struct QueuedTailTests {
  /// So few arrivals that no query waits for another.
  private static let load = Scenario.server(rate: 0.001)

  private func timed(_ sessions: [SessionSample], percentile: Double = 0.99) throws -> Evidence {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.sessions = sessions.map(\.record)
    return try sample.evidence(percentile: percentile)
  }

  /// 1 … `count` µs dealt to three sessions in turn, hybrid half of each.
  private func dealt(_ count: Int, _ load: Scenario = load) -> [SessionSample] {
    (1...3).map { number in
      let sample = stride(from: number, through: count, by: 3).map { 2000 * $0 }
      return SessionSample(
        number: number, scenario: load, endToEnd: sample, hybrid: sample.map { $0 / 2 })
    }
  }

  @Test("The tail is that of all queries, between the order statistics where these reach further")
  func pooled() throws {
    let figure = try #require(try timed(dealt(600)).timed("latency-p99"))
    // Tests/References/evidence.py, "tail": type 7 and ranks 589 and 599 by SciPy, in microseconds;
    // the sessions' own quantiles, 592.03 to 594.03, have the interval 590.6 to 595.5, which lies
    // within.
    let estimate = try #require(figure.estimates[.hybrid])
    #expect(matches(estimate, 594.01e-6, 589e-6, 599e-6))
    #expect(abs((estimate.standardError ?? .nan) - 1.1693361151629023e-6) < 1e-15)
    #expect(estimate.degreesOfFreedom == 2)
    #expect(
      estimate.method
        == "queries of 3 sessions pooled; hull of order statistics and t over sessions on the log scale"
    )
    // The paired ratios are 2 in every session; by MOVER both samples' order statistics count.
    let contrast = try #require(figure.contrast)
    #expect(matches(contrast.estimate, 2, 1.976331829986106, 2.023951615467389))
    #expect(contrast.verdict == .worse)
    #expect(figure.remarks == [])
  }

  @Test("Where sessions differ more than the pooled sample shows, their t-interval counts")
  func sessionsDiffer() throws {
    // Tests/References/evidence.py, "sessions": the order statistics of 1500 queries, 500 of them
    // 150 µs, are all 150 µs; the sessions' quantiles are 120, 150 and 135 µs, hybrid's 60, 80 and
    // 66.
    let figure = try #require(try timed(TimedTests.three(Self.load)).timed("latency-p99"))
    #expect(
      matches(figure.estimates[.endToEnd], 150e-6, 101.88361754128331e-6, 177.40525992704076e-6))
    #expect(
      matches(figure.contrast?.estimate, 1.875, 1.7628295203670856, 2.2063297406637807))
  }

  @Test("Too few queries have no interval, a finding, and the number that would do")
  func tooFew() throws {
    // 0.99³⁰⁰ = 0.049 > 0.025: no order statistic lies above p99 with enough probability.
    let evidence = try timed(dealt(300))
    let figure = try #require(evidence.timed("latency-p99"))
    // Type 7 at 299·0.99 = 296.01 from 1.
    #expect(abs((figure.estimates[.hybrid]?.value ?? .nan) - 297.01e-6) < 1e-12)
    #expect(figure.estimates[.hybrid]?.interval == nil)
    #expect(
      figure.estimates[.hybrid]?.method
        == "queries of 3 sessions pooled, too few for an interval")
    #expect(figure.contrast?.verdict == .inconclusive)
    #expect(
      figure.contrast?.settledBy == "a fresh run with at least 459 queries over all sessions")
    #expect(
      evidence.timed.validity.map(\.detail) == [
        "Too few queries over all sessions for a bound at confidence 0.99: p99 of end-to-end takes 459"
          + " and has 300; p99 of hybrid takes 459 and has 300."
      ])
    #expect(try timed(dealt(459)).timed.validity == [])
  }

  @Test("Under a load queries wait for each other, count as fewer, and the figure says so")
  func loaded() throws {
    // 500 a second, of which end-to-end takes 601 µs in queue and service: ρ = λW/(1 + λW) =
    // 0.3005/1.3005 = 0.231 and 600·((1 − ρ)/(1 + ρ))² = 234; hybrid's half of it, 0.131 and 355. Both are
    // fewer than the 368 that have an order statistic above p99 (0.99³⁶⁸ < 0.025).
    let evidence = try timed(dealt(600, .server(rate: 500)))
    let figure = try #require(evidence.timed("latency-p99"))
    #expect(figure.estimates[.endToEnd]?.interval == nil)
    #expect(figure.estimates[.hybrid]?.interval == nil)
    #expect(
      figure.remarks == [
        "At a load of 0.23 the 600 queries of end-to-end wait for each other: they tell as much of"
          + " this percentile as 234 independent ones.",
        "At a load of 0.13 the 600 queries of hybrid wait for each other: they tell as much of this"
          + " percentile as 355 independent ones.",
      ])
    // 459·600/234, rounded up.
    #expect(
      figure.contrast?.settledBy == "a fresh run with at least 1,177 queries over all sessions")
    #expect(
      evidence.timed.validity.map(\.detail) == [
        "Too few queries over all sessions for a bound at confidence 0.99: p99 of end-to-end takes 459"
          + " and has 600, which wait for each other and tell as much as 234; p99 of hybrid takes 459"
          + " and has 600, which wait for each other and tell as much as 355."
      ])
    #expect(
      evidence.timed.validity.map(\.remedy) == [
        "Run with a greater effort, ask for a lower percentile, or lower the rate of arrivals."
      ])
  }

  @Test("One session has a tail without an interval")
  func oneSession() throws {
    let sample = Array(1...600)
    let evidence = try timed([
      SessionSample(scenario: Self.load, endToEnd: sample, hybrid: sample)
    ])
    let figure = try #require(evidence.timed("latency-p99"))
    #expect(figure.estimates[.hybrid]?.interval == nil)
    #expect(
      figure.remarks == [
        "One session only: queued latencies are not independent, so there is no interval."
      ])
    #expect(
      figure.contrast?.settledBy
        == "a fresh run with 2 sessions or more, since one has no interval")
  }

  /// Three sessions of 500 queries, so many of which the harness handed over 60 µs late.
  private func late(_ counts: [Int]) -> [SessionSample] {
    zip(TimedTests.three(Self.load), counts).map { session, count in
      var session = session
      session.lateness =
        Array(repeating: 60_000, count: count) + Array(repeating: 1000, count: 500 - count)
      return session
    }
  }

  @Test("The harness's own lateness is named beside the profile's percentile")
  func harness() throws {
    let evidence = try timed(late([5, 5, 5]))
    let figure = try #require(evidence.timed("latency-p99"))
    // 15 of 1500: type 7 at 1499·0.99 = 1484.01 lies a hundredth of the way from 1 µs to 60 µs.
    #expect(
      figure.remarks == [
        "Latency counts from the scheduled arrival, of which the harness itself accounts for up to (p99 of"
          + " its lateness): end-to-end 1.59 µs, hybrid 1.59 µs."
      ])
    #expect(figure.contrast?.verdict == .worse)
    #expect(evidence.timed("latency-p90")?.remarks == [])
  }

  @Test("Where more queries were late than the percentile leaves out, no verdict rests on it")
  func tooLate() throws {
    // 60 µs is late beyond 50 µs; 16 of 1500 are more than 1 in 100, and fewer than 1 in 10.
    let evidence = try timed(late([6, 5, 5]))
    let figure = try #require(evidence.timed("latency-p99"))
    #expect(figure.contrast?.verdict == nil)
    #expect(
      figure.remarks.suffix(2) == [
        "16 of 1,500 queries of end-to-end were handed over late by the harness, which its figure"
          + " contains: no comparison rests on this percentile.",
        "16 of 1,500 queries of hybrid were handed over late by the harness, which its figure"
          + " contains: no comparison rests on this percentile.",
      ])
    #expect(evidence.timed("latency-p90")?.contrast?.verdict == .worse)
    #expect(evidence.timed("latency-p50")?.contrast?.verdict == .worse)
  }
}
