import Figures
import NumericCore
import Statistics
import Testing

@Suite struct Crossovers {
  static let sizes = LearningCurves.sizes

  /// A steep curve that starts low and a flat one that starts high; they meet at `meeting`.
  static func steep(_ x: Double) -> Double { 0.85 - 0.5 * Double.pow(x / 100 + 1, -0.5) }

  static func flat(_ x: Double, meeting: Double) -> Double {
    let flat: (Double) -> Double = { -0.2 * Double.pow($0 / 100 + 1, -0.5) }
    return steep(meeting) - flat(meeting) + flat(x)
  }

  /// Scores of seeds that share a shift at all sizes, and vary at each.
  static func scores(
    seeds: Int, deviation: Double, _ generator: inout SeededGenerator,
    _ curve: (Double) -> Double
  ) -> [[Double]] {
    (0..<seeds).map { _ in
      let shift = deviation / 2 * generator.normal()
      return sizes.map { curve(Double($0)) + shift + deviation * generator.normal() }
    }
  }

  static func crossover(
    meeting: Double, seeds: Int = 5, deviation: Double, draws: Int = 200, trial: Int = 0
  ) throws -> Crossover {
    var generator = SeededGenerator(seed: 11, "crossing curves", trial)
    return try Crossover(
      sizes: sizes,
      first: scores(seeds: seeds, deviation: deviation, &generator, steep),
      second: scores(seeds: seeds, deviation: deviation, &generator) { flat($0, meeting: meeting) },
      direction: .higherIsBetter, range: 0...1, draws: draws, seed: 1)
  }

  @Test("Curves almost without noise cross where they were made to", arguments: [1500.0, 12_000])
  func known(meeting: Double) throws {
    let crossover = try Self.crossover(meeting: meeting, deviation: 1e-6)
    guard case .crossing(let size, let interval) = crossover.outcome else {
      Issue.record("\(crossover.outcome)")
      return
    }
    #expect(abs(size / meeting - 1) < 0.002)
    #expect(interval.lower <= size && size <= interval.upper)
    #expect(interval.level == 0.9)
    #expect(crossover.before == .second)
    #expect(crossover.after == .first)
    #expect(crossover.share == 1)
    #expect(crossover.upTo == 16_000)
  }

  @Test("The same seed gives the same crossover")
  func reproducible() throws {
    let one = try Self.crossover(meeting: 3000, deviation: 0.01, draws: 50)
    let other = try Self.crossover(meeting: 3000, deviation: 0.01, draws: 50)
    #expect(one.outcome == other.outcome)
    #expect(one.share == other.share)
  }

  /// Of 60 trials at 0.9, 54 ± 2.3; fewer than 47 have a probability of 0.4 % where coverage is right.
  @Test("Its 90 % interval covers the true size in at least 47 of 60 trials of five noisy seeds")
  func coverage() throws {
    var (found, covered) = (0, 0)
    for trial in 1...60 {
      let crossover = try Self.crossover(
        meeting: 3000, deviation: 0.004, draws: 100, trial: trial)
      guard case .crossing(_, let interval) = crossover.outcome else { continue }
      found += 1
      if interval.contains(3000) { covered += 1 }
    }
    #expect(found == 60)
    #expect(covered >= 47)
  }

  @Test("Where one leads from the smallest size on, there is none, and who leads is said")
  func noneBelow() throws {
    let crossover = try Self.crossover(meeting: 200, deviation: 0.004)
    #expect(crossover.outcome == .none)
    #expect(crossover.before == .first)
    #expect(crossover.after == .first)
    #expect(crossover.share < 0.05)
  }

  @Test("Where curves meet beyond what is extrapolated, there is none up to there")
  func noneBeyond() throws {
    let crossover = try Self.crossover(meeting: 60_000, deviation: 0.001)
    #expect(crossover.outcome == .none)
    #expect(crossover.after == .second)
    #expect(crossover.upTo == 16_000)
  }

  @Test(
    "Where the noise hides it, the crossing is undetermined, with the share of draws that cross")
  func undetermined() throws {
    let crossover = try Self.crossover(meeting: 12_000, deviation: 0.02)
    guard case .undetermined = crossover.outcome else {
      Issue.record("\(crossover.outcome)")
      return
    }
    #expect((0.05...0.95).contains(crossover.share))
  }

  @Test("An ill-behaved curve is not continued, so a crossing is sought among its sizes only")
  func illBehaved() throws {
    func scores(_ curve: (Double) -> Double) -> [[Double]] {
      [-0.001, 0, 0.001].map { shift in Self.sizes.map { curve(Double($0)) + shift } }
    }
    var dipping = scores(Self.steep)
    for seed in dipping.indices { dipping[seed][7] -= 0.05 }
    let crossover = try Crossover(
      sizes: Self.sizes, first: dipping, second: scores { Self.flat($0, meeting: 12_000) },
      direction: .higherIsBetter, range: 0...1, draws: 50, seed: 1)
    #expect(crossover.first.monotonicity.isIllBehaved)
    #expect(!crossover.second.monotonicity.isIllBehaved)
    #expect(crossover.upTo == 8000)
    #expect(crossover.outcome == .none)
    #expect(crossover.after == .second)
  }

  @Test("The same scores on both sides have no leader and no crossing")
  func same() throws {
    var generator = SeededGenerator(seed: 2, "same")
    let scores = Self.scores(seeds: 3, deviation: 0.01, &generator, Self.steep)
    let crossover = try Crossover(
      sizes: Self.sizes, first: scores, second: scores, direction: .higherIsBetter, draws: 20,
      seed: 1)
    #expect(crossover.before == .neither)
    #expect(crossover.after == .neither)
    #expect(crossover.outcome == .undetermined(at: nil))
  }

  @Test(
    "Scores that do not make two paired curves are refused",
    arguments: [
      (1, 1, 9, StatisticsError.Code.tooFew, "a crossover takes at least 2 seeds, not 1"),
      (2, 3, 9, .lengthMismatch, "2 seeds do not pair with 3 seeds"),
      (2, 2, 8, .lengthMismatch, "8 scores of a seed do not fit 9 sizes"),
    ])
  func refused(
    _ seeds: Int, _ others: Int, _ length: Int, _ code: StatisticsError.Code, _ message: String
  ) {
    let row = Self.sizes.prefix(length).map { Self.steep(Double($0)) }
    #expect(throws: StatisticsError(code: code, message: message)) {
      try Crossover(
        sizes: Self.sizes, first: Array(repeating: row, count: seeds),
        second: Array(repeating: row, count: others), direction: .higherIsBetter, seed: 1)
    }
  }

  @Test("Curves of two sizes, of one score throughout or with NaN are refused as curves are")
  func refusedCurves() {
    func code(_ sizes: [Int], _ rows: [[Double]]) -> StatisticsError.Code? {
      do {
        _ = try Crossover(
          sizes: sizes, first: rows, second: rows, direction: .higherIsBetter, seed: 1)
        return nil
      } catch { return error.code }
    }
    #expect(code([500, 1000], [[0.7, 0.8], [0.7, 0.8]]) == .tooFew)
    let four = [500, 707, 1000, 1414]
    #expect(code(four, Array(repeating: [0.7, 0.7, 0.7, 0.7], count: 2)) == .constant)
    #expect(code(four, Array(repeating: [0.7, .nan, 0.7, 0.7], count: 2)) == .outOfRange)
  }
}
