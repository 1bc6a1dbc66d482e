package import Records

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the load scenarios need of time, so that tests can run them on a clock of their own.
package protocol TimeSource {
  /// The present moment in nanoseconds since an arbitrary start; it never runs backwards.
  func now() -> Int
  /// Returns as soon as possible after `moment`, at once where it has passed.
  func wait(until moment: Int)
}

/// The system's monotonic clock.
///
/// `CLOCK_MONOTONIC` on Linux, where user code reads it without a system call; on macOS, where that
/// clock steps in microseconds, `CLOCK_UPTIME_RAW`.
package struct MonotonicClock: TimeSource, Sendable {
  /// How long before the moment a wait stops sleeping and spins, in nanoseconds.
  ///
  /// Linux wakes a sleeper some 50 µs late (the default timer slack) plus the scheduling. The spin
  /// is bounded by this margin, so low rates leave the processor idle between arrivals.
  static let spinMargin = 200_000

  package init() {}

  package func now() -> Int {
    var time = timespec()
    unsafe clock_gettime(Self.identifier, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  package func wait(until moment: Int) {
    sleep(until: moment - Self.spinMargin)
    while now() < moment {}
  }

  /// Measures the clock itself: its smallest step and the cost of a reading.
  package func quality(readings: Int = 2_000) -> ClockQuality {
    var smallest = Int.max
    let start = now()
    var last = start
    for _ in 0..<readings {
      let reading = now()
      if reading > last { smallest = min(smallest, reading - last) }
      last = reading
    }
    var declared = timespec()
    unsafe clock_getres(Self.identifier, &declared)
    // A clock that never moved over all readings is at least as coarse as all of them together.
    let seen = smallest == .max ? 1_000_000_000 : smallest
    return ClockQuality(
      resolution: max(seen, Int(declared.tv_nsec)),
      overhead: Double(last - start) / Double(max(readings, 1)))
  }

  #if canImport(Darwin)
    private static var identifier: clockid_t { CLOCK_UPTIME_RAW }

    private func sleep(until moment: Int) {
      let remaining = moment - now()
      guard remaining > 0 else { return }
      var request = timespec(tv_sec: remaining / 1_000_000_000, tv_nsec: remaining % 1_000_000_000)
      var left = timespec()
      while unsafe nanosleep(&request, &left) != 0 { request = left }
    }
  #else
    private static var identifier: clockid_t { CLOCK_MONOTONIC }

    private func sleep(until moment: Int) {
      guard moment > now() else { return }
      var request = timespec(tv_sec: moment / 1_000_000_000, tv_nsec: moment % 1_000_000_000)
      // An absolute time: a signal in between costs a retry and no drift.
      while unsafe clock_nanosleep(Self.identifier, TIMER_ABSTIME, &request, nil) == EINTR {}
    }
  #endif
}

/// Times one stretch of work.
package struct Stopwatch: Sendable {
  private let clock = MonotonicClock()
  private let start: Int

  /// Starts at once.
  package init() { start = clock.now() }

  /// Nanoseconds since the start.
  package var nanoseconds: Int { clock.now() - start }

  /// Seconds since the start.
  package var seconds: Double { Double(nanoseconds) * 1e-9 }
}
