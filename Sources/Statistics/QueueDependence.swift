/// How many independent queries the queries of a queue are worth.
package enum QueueDependence {
  /// The number of independent queries whose tail is known as well as that of so many queued ones.
  ///
  /// Slow queries of a queue come in clumps: one long service makes all behind it wait. In M/M/1 at load
  /// ρ the clumps over a high level hold 1/(1 − ρ)² queries on average (the extremal index of the GI/G/1
  /// queue: Iglehart 1972; Rootzén 1988), and the number of queries over p99 varies ((1 + ρ)/(1 − ρ))²
  /// times as much as of independent ones: by simulation 1.4 for 1.5 at a load of 0.1, 9.2 for 9 at 0.5,
  /// 73 for 81 at 0.8, but 438 for 361 at 0.9. So n queries count as n·((1 − ρ)/(1 + ρ))². Times of
  /// service that vary more than exponential ones clump more than this knows. `load` is cut to 0…1.
  package static func effectiveCount(_ count: Int, load: Double) -> Int {
    let load = min(max(load, 0), 1)
    let share = (1 - load) / (1 + load)
    return Int(Double(count) * share * share)
  }

  /// The load of one server, from the rate of arrivals and mean times in seconds.
  ///
  /// The larger of rate·S, with S the mean time of service alone, and of the load at which M/M/1 has the
  /// mean time W in queue and service, rate·W/(1 + rate·W): caches may be colder under load than alone.
  package static func load(rate: Double, service: Double, sojourn: Double) -> Double {
    max(rate * service, rate * sojourn / (1 + rate * sojourn))
  }
}
