import Figures
import Records
import Testing

import Evidencing

/// One session with a sample of nanoseconds for each architecture.
struct SessionSample {
  var number = 1
  var scenario = Scenario.singleStream
  var endToEnd: [Int]
  var hybrid: [Int]
  var memory: (endToEnd: Int, hybrid: Int) = (3000, 2000)
  var lateness: [Int]?
  /// Of the hybrid; end-to-end takes three times as long.
  var besideReference: [TimesBesideReference] = []
  var validity: [ValidityFinding] = []
  /// Nanoseconds of each stage of the hybrid in every query, a clock reading of 20 in each.
  var stages: [Int]?
  var started = "2026-11-23T10:00:00Z"

  var record: SessionRecord {
    var provenance = RunSample.provenance
    provenance.started = started
    func candidate(_ architecture: Architecture, _ sample: [Int], _ after: Int) -> ServedCandidate {
      let isSingle = scenario == .singleStream
      return ServedCandidate(
        trial: 1, architecture: architecture,
        memory: ServingMemory(beforeLoading: 1000, afterLoading: after, peakServing: 5000),
        singleStream: isSingle ? sample : sample.map { $0 / 2 },
        besideReference: besideReference.map { times in
          architecture == .hybrid
            ? times
            : TimesBesideReference(
              reference: times.reference, answer: times.answer.map { 3 * $0 })
        }, scenario: isSingle ? [] : sample,
        lateness: lateness, offlinePerSecond: 1000,
        stages: architecture == .hybrid
          ? stages.map {
            StageTimes(nanoseconds: $0.map { [$0, $0 + 5, $0 - 5] }, clockOverhead: 20)
          } : nil)
    }
    return SessionRecord(
      specification: SessionSpecification(
        number: number, trials: [1, 2], scenario: scenario, queries: endToEnd.count,
        singleStreamQueries: endToEnd.count, blocks: 2, offlineItems: 10, explanations: 0,
        timeout: 60),
      candidates: [
        candidate(.endToEnd, endToEnd, memory.endToEnd), candidate(.hybrid, hybrid, memory.hybrid),
        ServedCandidate(
          trial: nil, architecture: nil,
          memory: ServingMemory(beforeLoading: 1, afterLoading: 1, peakServing: 1),
          singleStream: [300, 100, 200]),
      ], validity: validity, provenance: provenance)
  }
}

@Suite("Latency, memory and validity from sessions") struct TimedTests {
  private func timed(_ sessions: [SessionSample], percentile: Double = 0.99) throws -> Evidence {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.sessions = sessions.map(\.record)
    return try sample.evidence(percentile: percentile)
  }

  /// The three sessions of `Tests/References/evidence.py`: every query of a session took the same time.
  static func three(_ scenario: Scenario = .singleStream) -> [SessionSample] {
    zip([120_000, 150_000, 135_000], [60_000, 80_000, 66_000]).enumerated().map { index, times in
      SessionSample(
        number: index + 1, scenario: scenario, endToEnd: Array(repeating: times.0, count: 500),
        hybrid: Array(repeating: times.1, count: 500))
    }
  }

  @Test("Latency is the geometric mean over sessions, and its ratio is end-to-end over hybrid")
  func replications() throws {
    // Tests/References/evidence.py, "sessions", in microseconds there.
    let figure = try #require(try timed(Self.three(.server(rate: 50))).timed("latency-p50"))
    let estimate = try #require(figure.estimates[.endToEnd])
    #expect(abs(estimate.value - 134.44214239671493e-6) < 1e-15)
    #expect(abs((estimate.interval?.lower ?? 0) - 101.88361754128331e-6) < 1e-15)
    #expect(abs((estimate.interval?.upper ?? 0) - 177.40525992704076e-6) < 1e-15)
    #expect(estimate.method == "3 sessions, t on the log scale")
    let contrast = try #require(figure.contrast)
    #expect(contrast.scale == .ratio)
    #expect(
      matches(contrast.estimate, 1.9721519207469715, 1.7628295203670856, 2.2063297406637807))
    #expect(contrast.verdict == .worse)
    #expect(figure.remarks == [])
    #expect(
      figure.kind.comparability
        == "Compare on one machine only, from alternating sessions. Load: 50 queries a second,"
        + " waiting counted.")
  }

  @Test("The figures are those that decisions read, with the profile's percentile among them")
  func identifiers() throws {
    let evidence = try timed(Self.three(), percentile: 0.999)
    #expect(
      evidence.timed.figures.map(\.kind.id) == [
        "latency-p50", "latency-p90", "latency-p99", "latency-p99.9", "service-time-p50",
        "throughput-offline", "memory-before-load", "memory-after-load", "memory-peak-serving",
        "memory-model", "memory-training-peak", "training-time",
      ])
  }

  @Test("Tails in single-stream have LoadGen's bound over all sessions, or a finding")
  func earlyStopping() throws {
    let evidence = try timed(Self.three(), percentile: 0.999)
    // 1500 queries overlook 6 at p99 (the largest t with I(0.99; 1500 − t, t + 1) ≤ 0.01).
    #expect(
      evidence.timed("latency-p99")?.remarks.first
        == "end-to-end: at most 150 µs at confidence 0.99, 6 of 1,500 queries overlooked (LoadGen's"
        + " early stopping).")
    #expect(evidence.timed.validity.map(\.kind) == [.tooFewQueries])
    #expect(
      evidence.timed.validity.first?.detail
        == "Too few queries over all sessions for a bound at confidence 0.99: p99.9 of end-to-end"
        + " takes 4,603 and has 1,500; p99.9 of hybrid takes 4,603 and has 1,500")
  }

  @Test("One session of single-stream has the interval between its order statistics, and says so")
  func oneSession() throws {
    let sample = (1...1000).map { $0 * 1000 }
    let evidence = try timed([SessionSample(endToEnd: sample, hybrid: sample)])
    let figure = try #require(evidence.timed("latency-p50"))
    // Type 7's median of 1 … 1000, and ranks 469 and 532 by SciPy's binom(1000, 0.5).
    #expect(matches(figure.estimates[.hybrid], 500.5e-6, 469e-6, 532e-6))
    #expect(
      figure.estimates[.hybrid]?.method == "within one session only; order statistics, binomial")
    #expect(
      figure.remarks == [
        "One session only: the interval is within that session and says nothing of others."
      ])
    #expect(figure.contrast?.estimate.value == 1)
    #expect(figure.contrast?.verdict == .inconclusive)
    #expect(
      figure.contrast?.settledBy
        == "a fresh run with 2 sessions or more, since one has no interval")
  }

  @Test("One session of a queue has no interval")
  func oneQueue() throws {
    let evidence = try timed([
      SessionSample(scenario: .server(rate: 50), endToEnd: [1, 2, 3], hybrid: [1, 2, 3])
    ])
    #expect(evidence.timed("latency-p50")?.estimates[.hybrid]?.interval == nil)
    #expect(
      evidence.timed("latency-p50")?.remarks == [
        "One session only: queued latencies are not independent, so there is no interval."
      ])
  }

  @Test("A model that takes no memory of its own has no ratio")
  func modelMemory() throws {
    let evidence = try timed([
      SessionSample(endToEnd: [9, 9], hybrid: [9, 9], memory: (3000, 1000)),
      SessionSample(number: 2, endToEnd: [9, 9], hybrid: [9, 9], memory: (3200, 900)),
    ])
    let figure = try #require(evidence.timed("memory-model"))
    #expect(figure.estimates[.endToEnd]?.value == 2100)
    #expect(figure.estimates[.hybrid]?.value == -50)
    #expect(figure.contrast == nil)
    #expect(figure.remarks == ["Not positive in every session: no ratio is given."])
    #expect(evidence.timed("memory-peak-serving")?.contrast?.verdict == .equivalent)
  }

  @Test("The null candidate's median is the harness's cost, and counts for no architecture")
  func harness() throws {
    let evidence = try timed(Self.three())
    #expect(abs((evidence.timed.harnessOverhead ?? .nan) - 200e-9) < 1e-18)
  }

  @Test(
    "Findings of one kind are merged with their count, and machines told apart by what they are")
  func merging() throws {
    let noisy = ValidityFinding(
      kind: .noisyMachine, detail: "The loop varied by 9 %.", remedy: "Close other programs.")
    var sessions = Self.three()
    sessions[0].validity = [noisy, noisy]
    sessions[2].validity = [noisy]
    sessions[2].started = "2026-11-23T11:00:00Z"
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.sessions = sessions.map(\.record)
    sample.sessions[1].failure = Failure(cause: .hung, detail: "no answer within 60 s")
    let evidence = try sample.evidence()
    #expect(
      evidence.timed.validity == [
        ValidityFinding(
          kind: .noisyMachine,
          detail: "The loop varied by 9 % (one of 3 such findings, in 2 of 2 sessions).",
          remedy: "Close other programs."),
        ValidityFinding(
          kind: .tooFewQueries,
          detail: "1 of 3 sessions failed and count for nothing (2; the first hung: no answer"
            + " within 60 s).",
          remedy: "Delete the records of these sessions and resume the run."),
      ])
    #expect(evidence.timed.machines == [RunSample.provenance])
  }
}
