import NumericCore
package import Records

/// The judgements on whether a session's figures mean what they seem to mean.
///
/// Each is a pure function of numbers that the session holds; nil means nothing to object to.
package enum Validity {
  /// The least queries, all within the bound, that show a percentile at the given confidence.
  ///
  /// If less than the share p of all queries were within the bound, n independent queries would all
  /// be within it with probability below pⁿ. Confidence c needs pⁿ ≤ 1 − c, so n ≥ ln(1 − c) / ln p.
  /// With c = 0.99: 44 for p90, 90 for p95, 459 for p99, 4603 for p99.9. The same numbers are
  /// LoadGen's early stopping with no query over the bound (t = 0), whose I(p; n, 1) is pⁿ.
  /// The percentile is a share inside 0…1, such as 0.99.
  package static func leastQueries(percentile: Double, confidence: Double = 0.99) -> Int {
    precondition(percentile > 0 && percentile < 1, "a percentile is a share inside 0…1")
    return Int((Double.log(1 - confidence) / Double.log(percentile)).rounded(.up))
  }

  /// Objects to a percentile that the queries cannot show.
  package static func tooFewQueries(
    answered: Int, percentile: Double, confidence: Double = 0.99
  ) -> ValidityFinding? {
    let least = leastQueries(percentile: percentile, confidence: confidence)
    guard answered < least else { return nil }
    return ValidityFinding(
      kind: .tooFewQueries,
      detail: """
        \(answered) answered queries do not show p\(decimal((percentile * 1e6).rounded() / 1e4)) at confidence \
        \(decimal(confidence)): that takes at least \(least).
        """,
      remedy: "Run with a greater effort, or ask for a lower percentile.")
  }

  /// Objects to a machine on which the reference loop took another time in other blocks.
  ///
  /// The coefficient of variation is that of the blocks' medians: a single interrupted round does
  /// not count, a machine that is slow for a whole block does. Fewer than 4 blocks are not judged.
  /// `blocks` are the nanoseconds of the loop's rounds, block by block.
  package static func noisyMachine(
    blocks: [[Int]], limit: Double = 0.05
  ) -> ValidityFinding? {
    let medians = blocks.compactMap(median)
    guard medians.count >= 4 else { return nil }
    let variation = coefficientOfVariation(medians)
    guard variation > limit else { return nil }
    return ValidityFinding(
      kind: .noisyMachine,
      detail: """
        The same arithmetic took times that vary by \(percent(variation)) % between blocks \
        (coefficient of variation; up to \(percent(limit)) % passes).
        """,
      remedy: "Close other programs, fix the processor's clock rate, and run the session again.")
  }

  /// Objects to a clock too coarse for the latencies it measured: under 100 steps in the median.
  package static func coarseClock(
    _ clock: ClockQuality, latencies: [Int]
  ) -> ValidityFinding? {
    guard let median = median(latencies), median < Double(clock.resolution) * 100 else {
      return nil
    }
    return ValidityFinding(
      kind: .coarseClock,
      detail: """
        The clock steps by \(clock.resolution) ns, which is more than 1 % of the median latency of \
        \(Int(median.rounded())) ns.
        """,
      remedy: "Read these latencies as upper bounds, and compare throughput (offline) instead.")
  }

  /// Objects to answers that come from a cache (LoadGen's TEST04): the latencies of one query sent
  /// again and again, held against those of different queries.
  ///
  /// A gain of up to 2 µs is not objected to: the processor's own caches and branch predictor give it
  /// to any candidate, and a look-up in a cache of answers takes no less.
  package static func cachedAnswers(
    repeated: [Int], distinct: [Int], limit: Double = 0.10, floor: Double = 2_000
  ) -> ValidityFinding? {
    guard let same = median(repeated), let different = median(distinct), different > 0 else {
      return nil
    }
    let gain = 1 - same / different
    guard gain > limit, different - same > floor else { return nil }
    return ValidityFinding(
      kind: .cachedAnswers,
      detail: """
        A repeated query is answered \(percent(gain)) % faster than different ones \
        (up to \(percent(limit)) % passes): answers may be cached, or time depends on the input.
        """,
      remedy: "Switch the candidate's cache off, or serve inputs of one size.")
  }

  /// Objects to arrivals that the harness itself handed over late.
  ///
  /// `LateQueries` says which count as late; all in nanoseconds.
  package static func lateArrivals(
    lateness: [Int], latencies: [Int], limit: Double = 0.01
  ) -> ValidityFinding? {
    guard let median = median(latencies), !lateness.isEmpty else { return nil }
    let late = LateQueries.count(lateness: lateness, medianLatency: median)
    let share = Double(late) / Double(lateness.count)
    guard share > limit else { return nil }
    return ValidityFinding(
      kind: .late,
      detail: """
        \(late) of \(lateness.count) queries were handed over late by more than a tenth of the \
        median latency and 50 µs: the machine was busy with something else.
        """,
      remedy: "Close other programs, or lower the rate, and run the session again.")
  }

  /// The median; nil of nothing.
  static func median(_ values: [Int]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2 : Double(sorted[middle])
  }

  /// The sample standard deviation over the mean; needs two values and a positive mean.
  static func coefficientOfVariation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot() / mean
  }

  /// A share in per cent, to one decimal and without a trailing zero.
  private static func percent(_ share: Double) -> String { decimal((share * 1_000).rounded() / 10) }

  private static func decimal(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e9 ? String(Int(value)) : String(value)
  }
}
