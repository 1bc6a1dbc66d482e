import NumericCore

/// Whether paired differences lie about zero symmetrically (Wilcoxon 1945).
///
/// Differences of zero are left out, as Wilcoxon did. The others are ranked by magnitude, ties with the
/// mean of their ranks; W⁺ is the sum of the ranks of positive ones. Pairs are independent of each
/// other. It assumes symmetry, and nothing of the distribution's form.
package struct WilcoxonSignedRank: Sendable, Hashable {
  /// The most differences for which the exact distribution is counted out.
  package static let mostExact = 50
  /// With fewer differences no pattern of signs has a two-sided p below 0.05: of 5 the least is 1/16.
  package static let leastTelling = 6

  /// The differences that are not zero.
  package let count: Int
  /// The sum of the ranks of positive differences.
  package let positiveRanks: Double
  /// The two-sided p value; 1 where all differences are zero.
  package let pValue: Double
  /// Whether the p value is exact, else by the normal distribution.
  package let isExact: Bool

  /// - Throws: ``StatisticsError`` where there is no difference or one is not finite.
  package init(_ differences: [Double]) throws(StatisticsError) {
    guard !differences.isEmpty else {
      throw StatisticsError(code: .tooFew, message: "there are no differences to rank")
    }
    if let wrong = differences.first(where: { !$0.isFinite }) {
      throw StatisticsError(code: .outOfRange, message: "a difference is finite, not \(wrong)")
    }
    let (doubled, ties) = Self.doubledRanks(differences.filter { $0 != 0 })
    count = doubled.count
    let sum = doubled.reduce(0) { $0 + ($1.isPositive ? $1.rank : 0) }
    positiveRanks = Double(sum) / 2
    isExact = count <= Self.mostExact
    guard count > 0 else {
      pValue = 1
      return
    }
    pValue =
      isExact
      ? Self.exact(doubled.map(\.rank), sum)
      : Self.asymptotic(count: count, positiveRanks: positiveRanks, ties: ties)
  }

  /// Twice each rank, so that the mean rank of ties is whole, and the sizes of the groups of ties.
  private static func doubledRanks(
    _ differences: [Double]
  ) -> (ranks: [(rank: Int, isPositive: Bool)], ties: [Int]) {
    let sorted = differences.sorted { $0.magnitude < $1.magnitude }
    var ranks: [(rank: Int, isPositive: Bool)] = []
    var ties: [Int] = []
    while ranks.count < sorted.count {
      let start = ranks.count
      let tied = sorted[start...].prefix { $0.magnitude == sorted[start].magnitude }
      // The mean of ranks start + 1 … start + n, doubled.
      ranks += tied.map { (2 * start + tied.count + 1, $0 > 0) }
      ties.append(tied.count)
    }
    return (ranks, ties)
  }

  /// Every pattern of signs is equally likely: counts the sums that they give, and doubles the smaller
  /// tail. With ties this is the permutation distribution of the ranks at hand.
  private static func exact(_ ranks: [Int], _ sum: Int) -> Double {
    let total = ranks.reduce(0, +)
    var chances = [Double](repeating: 0, count: total + 1)
    chances[0] = 1
    var reached = 0
    for rank in ranks {
      for value in stride(from: reached, through: 0, by: -1) where chances[value] > 0 {
        chances[value] /= 2
        chances[value + rank] += chances[value]
      }
      reached += rank
    }
    let below = chances[...sum].reduce(0, +)
    let above = chances[sum...].reduce(0, +)
    return min(1, 2 * min(below, above))
  }

  /// W⁺ has mean n(n + 1)/4 and variance n(n + 1)(2n + 1)/24 − Σ (t³ − t)/48 over groups of t ties;
  /// half a rank is taken off its distance from the mean, for continuity.
  private static func asymptotic(count: Int, positiveRanks: Double, ties: [Int]) -> Double {
    let n = Double(count)
    let mean = n * (n + 1) / 4
    let tied = ties.reduce(0.0) { $0 + Double($1) * (Double($1) * Double($1) - 1) } / 48
    let variance = n * (n + 1) * (2 * n + 1) / 24 - tied
    let distance = max(0, (positiveRanks - mean).magnitude - 0.5)
    return Double.erfc(distance / (2 * variance).squareRoot())
  }
}
