import Records
import Testing

import Evidencing

@Suite("Service times as multiples of the reference loop") struct ServiceMultipleTests {
  private func multiples(_ times: [TimesBesideReference]) throws -> [Architecture: [Double?]] {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.sessions = [
      SessionSample(endToEnd: [60, 60, 60], hybrid: [20, 20, 20], besideReference: times).record
    ]
    let figure = try #require(try sample.evidence().timed("service-time-p50"))
    return figure.replicates.mapValues { $0.map(\.multiple) }
  }

  private func turns(_ count: Int, reference: Int, answer: Int) -> TimesBesideReference {
    TimesBesideReference(
      reference: Array(repeating: reference, count: count + 1),
      answer: Array(repeating: answer, count: count))
  }

  @Test("A neighbour who slows both, and not alike, does not move them while 20 turns are quiet")
  func quiet() throws {
    // Quiet: 20 µs and 10 µs. Busy, for nine turns of ten: 30 µs and 18 µs, a ratio of 0.6.
    let quiet = turns(20, reference: 20_000, answer: 10_000)
    let busy = turns(180, reference: 30_000, answer: 18_000)
    #expect(try multiples([quiet, busy]) == [.endToEnd: [1.5], .hybrid: [0.5]])
  }

  @Test("Where too few turns are quiet, all count")
  func busy() throws {
    let quiet = turns(19, reference: 20_000, answer: 10_000)
    let busy = turns(180, reference: 30_000, answer: 18_000)
    #expect(try multiples([quiet, busy]) == [.endToEnd: [1.8], .hybrid: [0.6]])
  }

  @Test("Without turns beside the loop there is no multiple")
  func none() throws {
    #expect(try multiples([]) == [.endToEnd: [nil], .hybrid: [nil]])
  }

  @Test("The evidence tells each session's floor of the loop: its 5 % quantile")
  func floor() throws {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.sessions = [
      SessionSample(
        endToEnd: [60], hybrid: [20],
        besideReference: [
          turns(20, reference: 20_000, answer: 1), turns(180, reference: 30_000, answer: 1),
        ]
      ).record
    ]
    // Both candidates' readings, 42 of 20 µs and 362 of 30 µs: place 0.05 · 403 = 20.15 is 20 µs.
    #expect(try sample.evidence().timed.references == [20e-6])
  }
}
