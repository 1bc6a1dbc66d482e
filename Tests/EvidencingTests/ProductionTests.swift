import Figures
import Records
import Testing

import Evidencing

@Suite("Evidence at production size") struct ProductionTests {
  private static let model = DeclaredModel(
    declared: 120_000_000, stages: [NamedCount(name: "network", count: 119_000_000)],
    shape: "dense layers")

  /// Sessions of production size beside three ordinary ones.
  private func deployment(
    _ sessions: [SessionSample], model: DeclaredModel = model
  ) throws -> Evidence {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.sessions = TimedTests.three().map(\.record)
    sample.sessions += sessions.map { session in
      var record = session.record
      record.specification.number += 3
      record.specification.declared = [.endToEnd: model.declared]
      for index in record.candidates.indices
      where record.candidates[index].architecture == .endToEnd {
        record.candidates[index].declared = model
      }
      return record
    }
    return try sample.evidence()
  }

  @Test("The sessions of production size change nothing of the others' figures")
  func apart() throws {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.sessions = TimedTests.three().map(\.record)
    let ordinary = try sample.evidence()
    var both = try deployment(TimedTests.three(.server(rate: 50)))
    #expect(both.timed.deployment != nil)
    #expect(ordinary.timed.deployment == nil)
    both.timed.deployment = nil
    #expect(both == ordinary)
  }

  @Test(
    "Its figures are those at sample size under ids of their own, with the load and what was built")
  func figures() throws {
    let evidence = try deployment(TimedTests.three(.server(rate: 50)))
    let found = try #require(evidence.timed.deployment)
    #expect(
      found.served == [
        .init(architecture: .endToEnd, model: Self.model), .init(architecture: .hybrid, model: nil),
      ])
    #expect(
      found.figures.map(\.kind.id) == [
        "production-parameters", "production-latency-p50", "production-latency-p90",
        "production-latency-p99", "production-service-time-p50", "production-offered-load",
        "production-throughput-offline", "production-memory-after-load",
        "production-memory-peak-serving", "production-memory-model",
      ])
    #expect(found.figures[0].estimates[.endToEnd]?.value == 119_000_000)
    #expect(found.figures[1].kind.title == "Latency p50 at production size")
    // Tests/References/evidence.py, "sessions", in microseconds there.
    #expect(
      matches(
        found.figures[1].estimates[.endToEnd], 134.44214239671493e-6, 101.88361754128331e-6,
        177.40525992704076e-6))
    #expect(found.saturated == [])
    #expect(found.figures.allSatisfy { $0.standing == .measured })
  }

  @Test(
    "Where arrivals ask for more than all of its time, an architecture has a load and no latency")
  func saturated() throws {
    // Service times are half of these: 30, 37.5 and 33.75 ms. At 50/s the loads are 1.5, 1.875 and
    // 1.6875, that is 120, 150 and 135 over 80: Tests/References/evidence.py, "sessions", over 80.
    var sessions = TimedTests.three(.server(rate: 50))
    for index in sessions.indices {
      sessions[index].endToEnd = sessions[index].endToEnd.map { $0 * 500 }
    }
    let found = try #require(try deployment(sessions).timed.deployment)
    #expect(found.saturated == [.endToEnd])
    let load = try #require(found.figure(like: "offered-load")?.estimates[.endToEnd])
    #expect(
      matches(load, 134.44214239671493 / 80, 101.88361754128331 / 80, 177.40525992704076 / 80))
    let latency = try #require(found.figure(like: "latency-p99"))
    #expect(latency.estimates.keys.sorted() == [.hybrid])
    #expect(
      latency.remarks.contains(
        "End-to-end is saturated: arrivals ask for more than one core can do, so its queue grows"
          + " without end and no latency is given."))
    #expect(found.figure(like: "service-time-p50")?.estimates.count == 2)
  }

  @Test("One session in which it cannot keep up is enough: the others would look too fast")
  func saturatedOnce() throws {
    var sessions = TimedTests.three(.server(rate: 50))
    sessions[1].endToEnd = sessions[1].endToEnd.map { $0 * 500 }
    let found = try #require(try deployment(sessions).timed.deployment)
    // Loads of 0.003, 1.875 and 0.0034: below 1 on average.
    #expect(found.saturated == [])
    #expect(found.overloaded == [.endToEnd])
    #expect(found.figure(like: "latency-p50")?.estimates[.endToEnd] == nil)
  }

  @Test("What hangs on data is marked as projected and widened by its bounds")
  func projected() throws {
    var model = Self.model
    model.projections = [.init(part: "decoding length", factor: 1...4, reason: "5 to 20 words")]
    let found = try #require(
      try deployment(TimedTests.three(.server(rate: 50)), model: model).timed.deployment)
    let latency = try #require(found.figure(like: "latency-p50"))
    #expect(latency.standing == .projected)
    // The upper bound four times the measured one, the lower as it was; hybrid is measured.
    #expect(
      matches(
        latency.estimates[.endToEnd], 134.44214239671493e-6, 101.88361754128331e-6,
        4 * 177.40525992704076e-6))
    #expect(latency.estimates[.hybrid]?.method == "3 sessions, t on the log scale")
    #expect(
      matches(
        latency.contrast?.estimate, 1.9721519207469715, 1.7628295203670856,
        4 * 2.2063297406637807))
    #expect(
      latency.remarks.contains(
        "Projected for end-to-end: decoding length hangs on data, so a time may be 1 to 4 times the"
          + " measured one; 5 to 20 words."))
    // A throughput falls where a time rises: 1000 a second may be 250.
    let throughput = try #require(found.figure(like: "throughput-offline")?.estimates[.endToEnd])
    #expect(matches(throughput, 1000, 250, 1000))
    #expect(found.figure(like: "memory-peak-serving")?.standing == .measured)
  }
}
