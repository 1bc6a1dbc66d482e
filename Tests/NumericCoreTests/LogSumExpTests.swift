import NumericCore
import Testing

struct LogSumExpTests {
  @Test(
    "Two logarithms are added, whatever their size",
    arguments: [
      // log(e⁰ + e⁰) = log 2.
      (0, 0, 0.693147180559945309),
      (1e4, 1e4, 1e4 + 0.693147180559945309),
      (-1e4, -1e4, -1e4 + 0.693147180559945309),
      // e^(−2·10⁴) is below the smallest double.
      (1e4, -1e4, 1e4),
      // log(1 + e⁻¹), by mpmath.
      (-1, 0, 0.313261687518222834),
      (-.infinity, 3, 3),
      (3, -.infinity, 3),
      (-.infinity, -.infinity, -.infinity),
      (.infinity, -.infinity, .infinity),
      (.infinity, .infinity, .infinity),
    ] as [(Double, Double, Double)])
  func pairs(a: Double, b: Double, expected: Double) {
    for value in [
      Double.logSumExp(a, b), Double.logSumExp(b, a), Double.logSumExp([a, b]),
      Double.logSumExp([-.infinity, b, a]),
    ] {
      #expect(value == expected || abs(value - expected) <= 4e-16 * max(1, abs(expected)))
    }
  }

  @Test("The sum of no probabilities is zero, whose logarithm is −∞")
  func none() {
    #expect(Double.logSumExp([]) == -.infinity)
  }

  @Test("What is no number stays none")
  func notANumber() {
    for values in [[Double.nan, 1], [1, .nan], [.nan, .infinity], [-.infinity, .nan]] {
      #expect(Double.logSumExp(values[0], values[1]).isNaN)
      #expect(Double.logSumExp(values).isNaN)
    }
  }
}
