package import NumericCore
package import Records

/// Stochastic multicriteria acceptability analysis of two alternatives (SMAA-2, Lahdelma & Salminen 2001).
///
/// In each draw the criteria have the utilities of that draw and the weights come from a Dirichlet
/// whose mean are the priorities; the alternative with the greater weighted sum ranks first.
package enum AcceptabilityAnalysis {
  /// Draws of the weights: one row of `priorities.count` numbers for each draw, each summing to one.
  ///
  /// - Parameters:
  ///   - priorities: The mean weights, at least one above zero; a criterion of zero keeps weight zero.
  ///   - concentration: The sum of the Dirichlet's parameters; greater is closer to the priorities.
  ///   - count: How many draws.
  ///   - generator: Where the draws come from.
  /// - Returns: The weights, row by row.
  package static func weights(
    _ priorities: [Double], concentration: Double, count: Int, _ generator: inout SeededGenerator
  ) -> [Double] {
    let total = priorities.reduce(0, +)
    let shapes = priorities.map { concentration * $0 / total }
    var weights: [Double] = []
    weights.reserveCapacity(count * priorities.count)
    for _ in 0..<count {
      let draws = shapes.map { $0 > 0 ? generator.gamma(shape: $0) : 0 }
      let sum = draws.reduce(0, +)
      weights.append(contentsOf: draws.map { $0 / sum })
    }
    return weights
  }

  /// What the draws say.
  package struct Ranking: Sendable, Equatable {
    /// The share of draws in which each ranks first; a tie counts half to each.
    package let firstRank: Pair
    /// The mean weights of the draws in which each ranks first; empty for one that never does.
    package let centralWeights: [Architecture: [Double]]
    /// End-to-end's share of each draw's first rank: 1, 0, or one half.
    let shares: [Double]
  }

  /// Ranks by weighted sums.
  ///
  /// - Parameters:
  ///   - differences: For each criterion, in each draw, end-to-end's utility less the hybrid's.
  ///   - weights: The weights of each draw, row by row, a column for each criterion.
  /// - Returns: First ranks and central weights.
  package static func rank(differences: [[Double]], weights: [Double]) -> Ranking {
    let columns = differences.count
    let count = differences.first?.count ?? 0
    var shares: [Double] = []
    shares.reserveCapacity(count)
    var sums = [[Double]](repeating: [Double](repeating: 0, count: columns), count: 2)
    for draw in 0..<count {
      var advantage = 0.0
      for column in 0..<columns {
        advantage += weights[draw * columns + column] * differences[column][draw]
      }
      let share = advantage > 0 ? 1.0 : advantage < 0 ? 0.0 : 0.5
      shares.append(share)
      for column in 0..<columns {
        sums[0][column] += share * weights[draw * columns + column]
        sums[1][column] += (1 - share) * weights[draw * columns + column]
      }
    }
    let first = shares.reduce(0, +)
    let second = Double(count) - first
    var central: [Architecture: [Double]] = [:]
    if first > 0 { central[.endToEnd] = sums[0].map { $0 / first } }
    if second > 0 { central[.hybrid] = sums[1].map { $0 / second } }
    let total = Double(max(1, count))
    return Ranking(
      firstRank: Pair(endToEnd: first / total, hybrid: second / total), centralWeights: central,
      shares: shares)
  }
}
