import Figures
import Statistics
import Testing

@Suite("The difference of runs")
struct RunDifferenceTests {
  // Differences 1, 0, 3: mean 4/3, variance 7/3, so the error is √(7/9); t(2; 0.975) = 4.302653.
  @Test("of one run and another is the paired t-interval")
  func pairs() throws {
    let estimate = try #require(RunDifference.paired([[1, 2, 4]], [[0, 2, 1]]))
    #expect(abs(estimate.value - 4 / 3) < 1e-12)
    #expect(abs((estimate.standardError ?? 0) - (7.0 / 9).squareRoot()) < 1e-12)
    #expect(estimate.degreesOfFreedom == 2)
    #expect(abs((estimate.interval?.upper ?? 0) - (4.0 / 3 + 4.302653 * 0.8819171)) < 1e-5)
  }

  // d = (2 − 2, 4 − 3) = (0, 1), δ = 1/2. Between: (1/4 + 1/4) / (1 + 1/2) = 1/3. Within the second
  // set: 4 · 1 = 4. On 2 · 2 − 1 = 3 degrees, σ² = 13/9; Var δ = 13/9 · (3/2) / 2 = 13/12.
  @Test("pools what is left of several runs")
  func several() throws {
    let estimate = try #require(RunDifference.paired([[2, 4]], [[1, 2], [3, 4]]))
    #expect(estimate.value == 0.5)
    #expect(estimate.degreesOfFreedom == 3)
    #expect(abs((estimate.standardError ?? 0) - (13.0 / 12).squareRoot()) < 1e-12)
  }

  // Means 2 and 5, variances 1 and 20/3: Var = 1/3 + 5/3 = 2, and Welch's degrees of freedom are
  // 4 / (1/18 + 25/27) = 216/53.
  @Test("of unpaired samples is Welch's")
  func welch() throws {
    let estimate = try #require(RunDifference.welch([1, 2, 3], [2, 4, 6, 8]))
    #expect(estimate.value == -3)
    #expect(abs((estimate.standardError ?? 0) - 2.squareRoot()) < 1e-12)
    #expect(abs((estimate.degreesOfFreedom ?? 0) - 216.0 / 53) < 1e-12)
  }

  @Test("has no interval of one pair, and no value of unequal or missing units")
  func few() {
    #expect(RunDifference.paired([[3]], [[1]])?.interval == nil)
    #expect(RunDifference.paired([[3]], [[1]])?.value == 2)
    #expect(RunDifference.paired([[3, 1]], [[1]]) == nil)
    #expect(RunDifference.paired([], [[1]]) == nil)
    #expect(RunDifference.paired([[.nan]], [[1]]) == nil)
    #expect(RunDifference.welch([1], [1, 2]) == nil)
  }

  // Ascending 0.01, 0.03, 0.04: 3 · 0.01, 2 · 0.03, and 1 · 0.04, which may not fall below 0.06.
  @Test("is significant by Holm's adjustment for its family")
  func holm() {
    #expect(Holm.adjusted([0.01, 0.04, 0.03]) == [0.03, 0.06, 0.06])
    #expect(Holm.adjusted([0.6, 0.9]) == [1, 1])
    #expect(Holm.adjusted([]) == [])
  }
}
