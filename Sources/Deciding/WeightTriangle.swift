import Records

/// Who ranks first over the whole triangle of weights: what the choice of priorities decides.
struct WeightTriangle {
  private static let steps = 10

  let criteria: [Criterion]

  /// Points a tenth apart, from all weight on regulation to all on data.
  ///
  /// At each the weights of the dimensions are held fixed and shared equally among a dimension's
  /// criteria, so that only the figures vary over the draws. A tie counts half. Requirements, which
  /// stand above any weight, are not looked at.
  func points() -> [WeightPoint] {
    let advantages = Dimension.allCases.map(advantage)
    return (0...Self.steps).flatMap { data in
      (0...Self.steps - data).map { latency in
        let parts = [data, latency, Self.steps - data - latency]
        let weights = parts.map { Double($0) / Double(Self.steps) }
        return WeightPoint(
          weights: Dictionary(zip(Dimension.allCases, weights)) { first, _ in first },
          endToEndFirst: Self.share(advantages, weights))
      }
    }
  }

  /// End-to-end's mean advantage over the criteria of a dimension, draw by draw; empty without any.
  private func advantage(_ dimension: Dimension) -> [Double] {
    let siblings = criteria.filter { $0.dimension == dimension }
    guard var sums = siblings.first?.utilities.map(\.difference) else { return [] }
    for criterion in siblings.dropFirst() {
      for (draw, pair) in criterion.utilities.enumerated() { sums[draw] += pair.difference }
    }
    return sums.map { $0 / Double(siblings.count) }
  }

  private static func share(_ advantages: [[Double]], _ weights: [Double]) -> Double {
    let count = advantages.map(\.count).max() ?? 0
    guard count > 0 else { return 0.5 }
    var sums = [Double](repeating: 0, count: count)
    for (advantage, weight) in zip(advantages, weights) where weight > 0 {
      for (draw, value) in advantage.enumerated() { sums[draw] += weight * value }
    }
    let firsts = sums.reduce(0) { $0 + ($1 > 0 ? 1 : $1 < 0 ? 0 : 0.5) }
    return firsts / Double(count)
  }
}
