import Records
import Testing

import Measuring

struct ClockTests {
  @Test("The clock never runs backwards, and a wait does not end early")
  func monotonic() {
    let clock = MonotonicClock()
    var last = clock.now()
    for _ in 0..<1_000 {
      let reading = clock.now()
      #expect(reading >= last)
      last = reading
    }
    for wait in [0, 50_000, 1_000_000] {
      let moment = clock.now() + wait
      clock.wait(until: moment)
      #expect(clock.now() >= moment)
    }
  }

  @Test("The clock's quality is a positive step and a positive cost")
  func quality() {
    let quality = MonotonicClock().quality()
    #expect(quality.resolution >= 1)
    #expect(quality.overhead > 0)
  }

  @Test("The reference loop gives the same number each time, and times above zero")
  func referenceLoop() {
    let loop = ReferenceLoop.Table()
    #expect(loop.run() == ReferenceLoop.Table().run())
    #expect(loop.run(products: 0) == 0 && loop.run(products: 1) > 0)
    let times = ReferenceLoop.times(rounds: 3)
    #expect(times.count == 3)
    #expect(times.allSatisfy { $0 > 0 })
  }
}
