import NumericCore

/// Whether two candidates' answers to the same items are right equally often (McNemar 1947).
///
/// Only items that one of the two got right tell anything: of their n = b + c, b has the binomial
/// distribution B(n, ½) where both are right equally often. Items are independent; those of several
/// seeds are the same items over again, so a test is of one seed's answers and never of a pool.
package struct McNemar: Codable, Sendable, Hashable {
  /// Items that the first answered rightly and the second wrongly.
  package let onlyFirst: Int
  /// Items that the second answered rightly and the first wrongly.
  package let onlySecond: Int

  package init(onlyFirst: Int, onlySecond: Int) {
    precondition(onlyFirst >= 0 && onlySecond >= 0, "a count is not negative")
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
  }

  /// Counts over answers to the same items in the same order; nil where there are not as many.
  package init?(first: [Bool], second: [Bool]) {
    guard first.count == second.count else { return nil }
    self.init(
      onlyFirst: zip(first, second).count { $0 && !$1 },
      onlySecond: zip(first, second).count { !$0 && $1 })
  }

  /// The two-sided p value by the binomial distribution: 2·P(B ≤ min(b, c)), at most 1.
  package var exactP: Double {
    let fewer = min(onlyFirst, onlySecond)
    let tail = BinomialDistribution.cumulative(
      fewer, trials: onlyFirst + onlySecond, probability: 0.5)
    return min(1, 2 * tail)
  }

  /// The p value of (|b − c| − 1)² / (b + c), or without the correction for continuity, on χ² with one
  /// degree of freedom; good for some 25 such items and more (Edwards 1948).
  package func asymptoticP(correctingContinuity: Bool = true) -> Double {
    let count = Double(onlyFirst + onlySecond)
    guard count > 0 else { return 1 }
    let distance = Double(abs(onlyFirst - onlySecond)) - (correctingContinuity ? 1 : 0)
    // P(χ²₁ > x) = P(|Z| > √x) = erfc(√(x/2)).
    return Double.erfc((distance * distance / count / 2).squareRoot())
  }
}
