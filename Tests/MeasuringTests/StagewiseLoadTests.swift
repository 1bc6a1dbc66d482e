import Testing

import Measuring

struct StagewiseLoadTests {
  @Test("Each stage has the time from the mark before it to its own, warm-up and failures apart")
  func stages() {
    let clock = ScriptedClock()
    var asked: [Int] = []
    let outcome = StagewiseLoad(clock: clock).run(queries: 3, warmUp: 2, firstQuery: 10) {
      query, mark in
      asked.append(query)
      for stage in 1...3 {
        clock.advance(by: stage * query)
        mark()
      }
      // What comes after the last mark is no stage's.
      clock.advance(by: 1000)
      return query != 11
    }
    #expect(asked == [13, 14, 10, 11, 12])
    #expect(outcome.stages == [[10, 12], [20, 24], [30, 36]])
    #expect(outcome.failed == 1)
  }

  @Test("A query with another number of stages than the first has failed")
  func uneven() {
    let clock = ScriptedClock()
    let outcome = StagewiseLoad(clock: clock).run(queries: 3, warmUp: 0, firstQuery: 0) {
      query, mark in
      for _ in 0..<(query == 1 ? 1 : 2) {
        clock.advance(by: 5)
        mark()
      }
      return true
    }
    #expect(outcome.stages == [[5, 5], [5, 5]])
    #expect(outcome.failed == 1)
  }
}
