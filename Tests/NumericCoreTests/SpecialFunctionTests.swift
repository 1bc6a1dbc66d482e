import NumericCore
import Testing

/// Expected values: `Tests/References/numeric_core.py`, mpmath at 40 digits.
@Suite struct SpecialFunctions {
  @Test(
    "Log-gamma agrees with mpmath to 14 digits",
    arguments: [
      (1e-8, 18.420680738180209), (0.5, 0.57236494292470009), (1.5, -0.12078223763524522),
      (3.7, 1.4280723266653879), (10, 12.80182748008147), (57.25, 173.36191283062724),
      (1e6, 12815504.569147612),
    ])
  func logGamma(x: Double, expected: Double) {
    #expect(abs(GammaFunction.log(x) - expected) <= 1e-14 * max(1, abs(expected)))
  }

  @Test(
    "The incomplete beta function agrees with mpmath to 12 digits, in far tails too",
    arguments: [
      (0.5, 0.5, 0.5, 0.5), (0.25, 2, 3, 0.26171875), (0.9, 44, 1, 0.0096977372978752466),
      (0.01, 0.5, 200, 0.95490589286292022), (0.999, 6635, 2, 0.0099959349397790837),
      (0.3, 300, 700, 0.50367118286076761), (0.45, 5000, 5000, 5.9248182444750182e-24),
      (0.9, 90000, 10000, 0.49887860564306204),
    ] as [(Double, Double, Double, Double)])
  func incompleteBeta(x: Double, a: Double, b: Double, expected: Double) {
    let value = BetaFunction.regularizedIncomplete(x, a, b)
    #expect(abs(value - expected) <= 1e-12 * expected)
  }

  @Test("The incomplete beta function runs from 0 to 1 and is no number outside its domain")
  func incompleteBetaEnds() {
    #expect(BetaFunction.regularizedIncomplete(0, 2, 3) == 0)
    #expect(BetaFunction.regularizedIncomplete(1, 2, 3) == 1)
    #expect(BetaFunction.regularizedIncomplete(1.1, 2, 3).isNaN)
    #expect(BetaFunction.regularizedIncomplete(0.5, 0, 3).isNaN)
  }

  @Test(
    "Normal quantiles agree with mpmath to 15 digits",
    arguments: [
      (1e-300, -37.047096299361199), (1e-12, -7.0344838253011319), (0.001, -3.0902323061678135),
      (0.025, -1.9599639845400542), (0.3, -0.52440051270804082), (0.5, 0.0),
      (0.8, 0.84162123357291436), (0.975, 1.9599639845400539), (0.999999, 4.7534243088170878),
    ])
  func normalQuantile(p: Double, expected: Double) {
    #expect(abs(NormalDistribution.quantile(p) - expected) <= 2e-15 * max(1, abs(expected)))
  }

  @Test(
    "The normal distribution function keeps its digits in the lower tail",
    arguments: [
      (-37, 5.7255712225245768e-300), (-5, 2.8665157187919391e-7), (-1.96, 0.024997895148220436),
      (0.3, 0.61791142218895263), (2.5, 0.99379033467422386),
    ])
  func normalCumulative(x: Double, expected: Double) {
    // exp(−x²/2) alone turns the rounding of x into x² times as much.
    #expect(abs(NormalDistribution.cumulative(x) - expected) <= 1e-12 * expected)
  }

  @Test(
    "Student's t agrees with mpmath to 12 digits",
    arguments: [
      (-12.7, 1, 0.02501216384467208), (-2.5, 3.5, 0.03784732190474504),
      (0.4, 10, 0.65121629517043857), (1.96, 1e6, 0.9750019662073651),
      (-30, 40, 2.425453830295104e-29),
    ])
  func tCumulative(t: Double, degreesOfFreedom: Double, expected: Double) {
    let value = StudentT.cumulative(t, degreesOfFreedom: degreesOfFreedom)
    #expect(abs(value - expected) <= 1e-12 * expected)
  }

  @Test(
    "Quantiles of Student's t agree with mpmath to 12 digits",
    arguments: [
      (0.975, 1, 12.706204736174693), (0.975, 2, 4.3026527297494618),
      (0.95, 4.3, 2.089822096271946), (0.995, 29, 2.7563859036706051),
      (0.025, 200, -1.9718962236339094), (0.75, 1e5, 0.67449220355329221),
      (1e-6, 3, -103.29946778041934),
    ])
  func tQuantile(p: Double, degreesOfFreedom: Double, expected: Double) {
    let value = StudentT.quantile(p, degreesOfFreedom: degreesOfFreedom)
    #expect(abs(value - expected) <= 1e-12 * abs(expected))
  }

  @Test("Student's t with infinite degrees of freedom is the normal distribution")
  func tLimit() {
    #expect(StudentT.quantile(0.9, degreesOfFreedom: .infinity) == NormalDistribution.quantile(0.9))
    #expect(
      StudentT.cumulative(1.5, degreesOfFreedom: .infinity) == NormalDistribution.cumulative(1.5))
  }

  @Test(
    "Binomial tails agree with the sum of their terms",
    arguments: [
      (0, 44, 0.1, 0.0096977372978752334), (3, 10, 0.5, 0.171875),
      (95, 100, 0.9, 0.9762889173365232), (4, 5000, 0.001, 0.44040550309094831),
      (-1, 10, 0.5, 0), (10, 10, 0.5, 1),
    ])
  func binomial(successes: Int, trials: Int, probability: Double, expected: Double) {
    let value = BinomialDistribution.cumulative(
      successes, trials: trials, probability: probability)
    #expect(abs(value - expected) <= 1e-12 * expected)
  }
}
