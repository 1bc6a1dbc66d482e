import Records
import Testing

import Measuring

struct BesideReferenceTests {
  @Test("Answers and the loop take turns, and each turn stands between two readings")
  func turns() {
    let clock = ScriptedClock()
    var asked: [Int] = []
    // An answer takes 4 ns and a turn 10: three answers. Two turns are thrown away, with their loops.
    let (times, failed) = LoadScenarios(clock: clock).besideReference(
      budget: 30, turn: 10, quiet: 0, firstQuery: 5, reference: { clock.advance(by: 7) }
    ) { query in
      asked.append(query)
      clock.advance(by: 4)
      return query != 12
    }
    #expect(times == TimesBesideReference(reference: [7, 7, 7], answer: [4, 4]))
    #expect(asked == Array(5..<17))
    #expect(failed == 1)
  }

  @Test("On a busy machine it goes on until enough turns were quiet, or four times as long")
  func goesOn() {
    let clock = ScriptedClock()
    var loops = 0
    // The loop takes 10 ns on its third reading and 20 on all others: no turn is quiet.
    let (busy, _) = LoadScenarios(clock: clock).besideReference(
      budget: 100, turn: 30, quiet: 1,
      reference: {
        loops += 1
        clock.advance(by: loops == 3 ? 10 : 20)
      }
    ) { _ in
      clock.advance(by: 30)
      return true
    }
    // A first reading of 10, then turns of 50 until 400 have passed.
    #expect(busy.answer.count == 8)
    #expect(busy.reference == [10] + Array(repeating: 20, count: 8))
    #expect(busy.turns(below: 10.8).isEmpty && busy.turns(below: 20).count == 8)
  }
}
