import Figures
import NumericCore
import Statistics
import Testing

import Evidencing

@Suite("What would settle an open comparison") struct SettlementTests {
  @Test(
    "An interval settles as measured where it excludes zero or fits the margin, whichever comes first",
    arguments: [(0, 0.1), (0.02, 0.08), (0.05, 0.05), (-0.08, 0.08), (0.1, 0.1), (-0.3, 0.3)])
  func widths(difference: Double, asMeasured: Double) {
    let widths = SettlingWidths(difference: difference, margin: 0.1)
    #expect(abs(widths.asMeasured - asMeasured) < 1e-12)
    #expect(widths.always == 0.05)
  }

  @Test("Of two sessions more are needed until the expected half width is small enough")
  func replications() {
    // A standard error of 0.05 over 2 is a deviation of 0.0707. About a difference of 0.02 the
    // margin of ln 1.1 leaves 0.0753: t(5)·0.0707/√6 = 0.0742 is enough, t(4)·0.0707/√5 = 0.0878 is
    // not. Half of ln 1.1 is 0.0477: t(10)·0.0707/√11 = 0.0475 is enough, t(9)·0.0707/√10 = 0.0506
    // is not.
    let margin = Double.log(1.1)
    #expect(
      Settlement.replications(
        standardError: 0.05, count: 2, widths: SettlingWidths(difference: 0.02, margin: margin),
        unit: "session")
        == "a fresh run with about 6 sessions if the difference is as measured; whatever the truth is,"
        + " a fresh run with 11 sessions")
    // At half the margin both are the same.
    #expect(
      Settlement.replications(
        standardError: 0.05, count: 2,
        widths: SettlingWidths(difference: margin / 2, margin: margin), unit: "session")
        == "a fresh run with 11 sessions")
  }

  @Test("Where a thousand are not enough, a wider margin is named, and as measured nothing")
  func tooMany() {
    #expect(
      Settlement.replications(
        standardError: 5, count: 2, widths: SettlingWidths(difference: 0.02, margin: 0.1),
        unit: "session")
        == "a wider indifference margin, since 1,000 sessions would not be enough for this one")
  }

  @Test("Of a score the fewest repetitions with the present items come first")
  func freshRun() {
    // By SciPy: V = 0.0012/S + 10⁻⁶ on S − 1 to S degrees of freedom; t·√V is 0.0151 at S = 23 and
    // 0.0147 at 24, where 0.015 is asked for, and 0.01003 at 50 and 0.0099 at 51, where 0.01 is.
    let components = VarianceComponents(
      seeds: 3, items: [100], seed: 0.0004, item: [0.000_001], rest: [0])
    #expect(
      Settlement.freshRun(
        components, testItems: 4000, widths: SettlingWidths(difference: 0.015, margin: 0.02),
        itemsAreGiven: false)
        == "a fresh run with about 24 repetitions and 4,000 test items if the difference is as measured;"
        + " whatever the truth is, a fresh run with 51 repetitions and 4,000 test items")
  }

  @Test("More units give more degrees of freedom, so t falls with them")
  func scaled() {
    // By SciPy, 3 repetitions with 2 degrees of freedom and a standard error of 0.04: of n they are
    // n − 1, and t(n − 1)·0.04·√(3/n) is 0.0384 ≤ 0.04 at 15 and 0.02498 ≤ 0.025 at 32. With t(2)
    // kept these were 56 and 143.
    let estimate = Estimate(value: 0.01, standardError: 0.04, degreesOfFreedom: 2, method: "")
    #expect(
      Settlement.scaled(
        estimate, count: 3, widths: SettlingWidths(difference: 0.01, margin: 0.05),
        unit: "repetition")
        == "a fresh run with about 15 repetitions if the difference is as measured; whatever the truth"
        + " is, a fresh run with 32 repetitions")
  }
}
