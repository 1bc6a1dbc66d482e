import Figures
import NumericCore
import Statistics
import Testing

/// Expected values: `Tests/References/comparisons.py` (SciPy, statsmodels, DeLong's definition).
@Suite struct Comparisons {
  @Test(
    "McNemar's test agrees with statsmodels, exact and asymptotic",
    arguments: [
      (0, 0, 1.0, 1.0, 1.0),
      (5, 15, 0.04138946533203125, 0.04417134490844271, 0.025347318677468325),
      (10, 10, 1.0, 0.8230632737581214, 1.0),
      (40, 60, 0.05688793364098089, 0.05743311963200335, 0.04550026389635857),
      (1, 0, 1.0, 1.0, 0.31731050786291115),
      (121, 59, 4.4344492637551645e-06, 5.450094825427117e-06, 3.815135865112594e-06),
    ])
  func mcNemar(first: Int, second: Int, exact: Double, corrected: Double, plain: Double) {
    let test = McNemar(onlyFirst: first, onlySecond: second)
    expect(test.exactP, exact)
    expect(test.asymptoticP(), corrected)
    expect(test.asymptoticP(correctingContinuity: false), plain)
  }

  @Test("McNemar's counts are of the items that only one of the two got right")
  func discordant() {
    let test = McNemar(
      first: [true, true, false, false, true], second: [true, false, true, false, false])
    #expect(test == McNemar(onlyFirst: 2, onlySecond: 1))
    #expect(McNemar(first: [true], second: []) == nil)
  }

  @Test(
    "Wilcoxon's exact test agrees with SciPy, and with all patterns of signs where there are ties",
    arguments: [
      ([1.5, 2.0, -0.5, 3.0, 2.5, 1.0], 20.0, 0.0625),
      ([0.3, -0.1, 0.7, 1.2, -0.9, 0.5, 0.4, 1.1, -0.2, 0.8], 44.0, 0.10546875),
      ([1.0, 1.0, -1.0, 2.0, 2.0, 0.0, 3.0, -2.0], 21.0, 0.328125),
      // Of six differences of one sign the p value is 2/2⁶, of five 2/2⁵.
      ([1, 2, 3, 4, 5, 6], 21, 0.03125),
      ([1, 2, 3, 4, 5], 15, 0.0625),
      ([0, 0], 0, 1),
    ])
  func exactWilcoxon(differences: [Double], ranks: Double, pValue: Double) throws {
    let test = try WilcoxonSignedRank(differences)
    #expect(test.isExact)
    #expect(test.positiveRanks == ranks)
    expect(test.pValue, pValue)
  }

  @Test("Beyond 50 differences Wilcoxon's test is SciPy's, corrected for ties and continuity")
  func asymptoticWilcoxon() throws {
    let many = try WilcoxonSignedRank((0..<60).map { Double(($0 * 37) % 101 - 40) / 10 })
    #expect(!many.isExact)
    #expect((many.count, many.positiveRanks) == (59, 1187))
    expect(many.pValue, 0.022858234652659223)
    let coarse = try WilcoxonSignedRank((0..<80).map { Double(($0 * 37) % 11 - 4) })
    #expect((coarse.count, coarse.positiveRanks) == (72, 1772.5))
    expect(coarse.pValue, 0.009847551657323534)
  }

  @Test("DeLong's intervals are those of the placement values' covariances")
  func deLong() throws {
    let one = (positives: [1.0, 1, 1, 0.875, 0.25], negatives: [1.0, 0.8, 0.8, 0.7])
    let other = (positives: [1.0, 1, 0.5, 0.875, 0.625], negatives: [1.0, 0.7, 0.5, 1])
    let alone = try DeLong(positives: one.positives, negatives: one.negatives).estimate()
    expect(alone.value, 0.825)
    expect(alone.standardError ?? .nan, 0.15877132402714708)
    expect(alone.interval?.lower ?? .nan, 0.5138139231290527)
    expect(alone.interval?.upper ?? .nan, 1.1361860768709473)
    let difference = try DeLong.difference(first: one, second: other)
    expect(difference.value, 0.025)
    expect(difference.standardError, 0.18708286933869708)
    expect(difference.pValue, 0.893694669323233)
  }

  @Test(
    "The least detectable effect is that of the noncentral t distribution",
    arguments: [
      (1.0, 0.8, 16.334008869921036), (2, 0.8, 5.653489266197125), (4, 0.8, 3.761059553825019),
      (7.5, 0.8, 3.232630517873098), (9, 0.9, 3.651055071564553),
      (50, 0.8, 2.8568466811677866), (1000, 0.8, 2.8042758963753753),
      (.infinity, 0.8, 2.801581787013579),
    ])
  func detectable(freedom: Double, power: Double, effect: Double) throws {
    let found = try #require(
      DetectableEffect.least(standardError: 2, degreesOfFreedom: freedom, power: power))
    #expect(abs(found / 2 - effect) < 1e-7 * effect, "\(found / 2)")
  }

  @Test("What cannot be tested is refused with what is wrong")
  func refusals() {
    #expect(throws: StatisticsError(code: .tooFew, message: "there are no differences to rank")) {
      try WilcoxonSignedRank([])
    }
    #expect(throws: StatisticsError(code: .tooFew, message: "1 negative items have no variance")) {
      try DeLong(positives: [0.5, 1], negatives: [0.75])
    }
    #expect(
      throws: StatisticsError(
        code: .lengthMismatch, message: "two AUCs that are compared are over the same items")
    ) {
      try DeLong.difference(first: ([1, 0], [1, 0]), second: ([1, 0], [1, 0, 1]))
    }
    #expect(DetectableEffect.least(standardError: 1, degreesOfFreedom: 0) == nil)
  }

  private func expect(_ value: Double, _ expected: Double) {
    #expect(abs(value - expected) <= 1e-11 * max(1e-3, abs(expected)), "\(value)")
  }
}
