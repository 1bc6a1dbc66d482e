import Records
import Testing

import Evidencing

@Suite("What pictures are drawn from")
struct DistributionTests {
  private func evidence(_ sessions: [SessionSample]) throws -> Evidence {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.sessions = sessions.map(\.record)
    return try sample.evidence()
  }

  @Test("A distribution pools all sessions, and ends where its queries show no more")
  func pooled() throws {
    // 1 … 400 µs in two sessions: type 7 puts the p-quantile at 1 + 399·p µs.
    let times = (1...400).map { $0 * 1000 }
    let first = SessionSample(
      number: 1, endToEnd: Array(times.prefix(200)), hybrid: Array(repeating: 5000, count: 200))
    let second = SessionSample(
      number: 2, endToEnd: Array(times.suffix(200)), hybrid: Array(repeating: 5000, count: 200))
    let found = try evidence([first, second]).timed.distributions
    #expect(found.map(\.architecture) == [.endToEnd, .hybrid])
    #expect(found.map(\.queries) == [400, 400])
    for point in found[0].points {
      #expect(abs(point.seconds - (1 + 399 * point.share) * 1e-6) < 1e-12)
    }
    #expect(found[1].points.allSatisfy { $0.seconds == 5e-6 })
    let shares = found[0].points.map(\.share)
    #expect(shares == shares.sorted() && Set(shares).count == shares.count)
    // One of 400 queries lies above 1 − 1/400 = 0.9975.
    #expect(shares.first == 0.01 && shares.contains(0.5) && shares.contains(0.99))
    #expect((0.995...0.9975).contains(shares.last ?? 0))
  }

  @Test("Many queries show p99.9 in about sixty quantiles")
  func tail() throws {
    let times = Array(repeating: 1000, count: 2000)
    let found = try evidence([SessionSample(endToEnd: times, hybrid: times)]).timed.distributions
    #expect(found[0].points.last?.share == 0.999)
    #expect((55...65).contains(found[0].points.count))
  }

  @Test("The case that is shown is the first that both architectures kept")
  func sharedCase() throws {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.change = { record in
      guard record.specification.repetition == 1 else { return }
      let ids = record.specification.architecture == .endToEnd ? ["a", "b", "c"] : ["c", "b"]
      record.answers?.explanations = ExplanationTests(
        method: "m",
        items: ids.map { id in
          ExplanationTests.Item(
            id: id, necessity: [.explanation: 1], sufficiency: [.explanation: 1], size: 1,
            shown: ExplainedCase(item: id, answer: "refused", method: "m", reasons: []))
        })
    }
    let cases = try sample.evidence().timeFree.cases
    #expect(cases.mapValues(\.item) == [.endToEnd: "b", .hybrid: "b"])
    sample.change = { _ in }
    #expect(try sample.evidence().timeFree.cases == [:])
  }
}
