/// The scores of one architecture by seed and size.
struct SeedScores {
  let sizes: [Int]
  /// Seed by seed, size by size.
  let scores: [[Double]]
  private let means: [Double]

  var seeds: Int { scores.count }

  /// Those of a pooled variance at the ends of the curve, where two sizes share one; others have more.
  var degreesOfFreedom: Double { Double(2 * (seeds - 1)) }

  /// - Throws: ``StatisticsError`` where seeds are fewer than two or one lacks a score.
  init(sizes: [Int], _ scores: [[Double]]) throws(StatisticsError) {
    guard scores.count > 1 else {
      throw StatisticsError(
        code: .tooFew, message: "a crossover takes at least 2 seeds, not \(scores.count)")
    }
    if let wrong = scores.first(where: { $0.count != sizes.count }) {
      throw StatisticsError(
        code: .lengthMismatch,
        message: "\(wrong.count) scores of a seed do not fit \(sizes.count) sizes")
    }
    self.sizes = sizes
    self.scores = scores
    means = sizes.indices.map { size in
      scores.reduce(0) { $0 + $1[size] } / Double(scores.count)
    }
  }

  /// The mean over seeds at every size with its variance.
  ///
  /// A variance of a few seeds is a poor weight, so each is the mean with those of the neighbouring
  /// sizes.
  var points: [LearningCurve.Point] {
    let variances = sizes.indices.map { size in
      Moments(scores.map { $0[size] }).variance / Double(seeds)
    }
    return sizes.indices.map { size in
      let near = variances[max(0, size - 1)...min(sizes.count - 1, size + 1)]
      return LearningCurve.Point(
        size: sizes[size], score: means[size],
        variance: near.reduce(0, +) / Double(near.count))
    }
  }

  /// The means with every seed's residual about them added as often as its factor says.
  func means(shiftedBy factors: [Double]) -> [Double] {
    sizes.indices.map { size in
      var shift = 0.0
      for seed in scores.indices { shift += factors[seed] * (scores[seed][size] - means[size]) }
      return means[size] + shift
    }
  }
}
