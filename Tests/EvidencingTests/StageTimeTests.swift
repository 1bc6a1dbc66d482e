import Figures
import Records
import Testing

import Evidencing

@Suite("Time and size by stage") struct StageTimeTests {
  private func evidence(_ stages: [[Int]?]) throws -> Evidence {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.change = { record in
      record.answers?.stageParameters = [
        NamedCount(name: "first", count: 3), NamedCount(name: "second", count: 40),
      ]
      record.answers?.stageBytes = [
        NamedCount(name: "first", count: 12), NamedCount(name: "second", count: 160),
      ]
    }
    sample.sessions = zip(TimedTests.three(), stages).map { session, stages in
      var session = session
      session.stages = stages
      return session.record
    }
    return try sample.evidence()
  }

  @Test("A stage has its median less a clock reading, over sessions, and a share of the sum")
  func shares() throws {
    let stages = try #require(
      try evidence([[120, 320], [220, 620], [120, 320]]).timed.stages)
    #expect(stages.map(\.stage) == ["first", "second"])
    #expect(stages.map(\.architecture) == [.hybrid, .hybrid])
    #expect(stages.map(\.parameters) == [3, 40])
    #expect(stages.map(\.bytes) == [12, 160])
    // 100, 200, 100 and 300, 600, 300 nanoseconds: geometric means 100·∛2 and 300·∛2, a ratio of 3.
    let root = 1.2599210498948732
    #expect(abs(stages[0].seconds.value - 100e-9 * root) < 1e-15)
    #expect(abs(stages[1].seconds.value - 300e-9 * root) < 1e-15)
    #expect(abs(stages[0].share - 0.25) < 1e-12 && abs(stages[1].share - 0.75) < 1e-12)
    #expect(stages[0].seconds.method == "3 sessions, t on the log scale")
  }

  @Test("A stage that takes less than a reading of the clock is given half a nanosecond, not less")
  func floor() throws {
    let stages = try #require(try evidence([[10, 320], [15, 320], [18, 320]]).timed.stages)
    #expect(abs(stages[0].seconds.value - 0.5e-9) < 1e-20)
    #expect(stages.reduce(0) { $0 + $1.share } == 1)
  }

  @Test("Sessions from before stages were timed give none")
  func older() throws {
    #expect(try evidence([nil, nil, nil]).timed.stages == nil)
  }
}
