/// A fixed amount of arithmetic, to see how steady the machine is.
///
/// A chain of integer and floating-point operations, each waiting for the one before, over a table
/// that fits the first-level cache: on a quiet machine it takes the same time whenever it runs. The
/// caller runs it between the blocks of a session; times that differ from block to block mean that
/// the processor was shared or changed its clock while candidates were measured.
package enum ReferenceLoop {
  /// Steps of the chain: some 300 µs on a processor of 2023.
  package static let steps = 100_000

  /// Runs the loop `rounds` times and gives the nanoseconds of each.
  package static func times(rounds: Int) -> [Int] {
    let clock = MonotonicClock()
    var times: [Int] = []
    times.reserveCapacity(rounds)
    var sink = 0.0
    for _ in 0..<rounds {
      let start = clock.now()
      sink += run()
      times.append(clock.now() - start)
    }
    // The sum depends on every step, so that none is optimised away; it is never negative.
    return sink < 0 ? [] : times
  }

  /// One round; its result depends on every step.
  @inline(never)
  package static func run(steps: Int = ReferenceLoop.steps) -> Double {
    let table = (0..<256).map { 1 + Double($0) / 256 }
    var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    var value = 1.0
    for _ in 0..<steps {
      state = state &* 0x5851_f42d_4c95_7f2d &+ 0x1405_7b7e_f767_814f
      // 0.5·value + table stays within 2 … 4, so the chain never overflows.
      value = 0.5 * value + table[Int(state >> 56)]
    }
    return value
  }
}
