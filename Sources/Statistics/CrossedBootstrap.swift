package import Figures
import NumericCore

/// The variance over seeds × items of a score that is no mean, with items resampled.
///
/// Items are resampled together for all seeds (Efron 1979), which gives the terms of
/// ``CrossedDesign`` for any statistic: with θ*_s a seed's score on a resample and a dot the mean over
/// seeds, `v_item` = var(θ*.) and `v_rest` = Σ_s var(θ*_s − θ*.) / (S·(S − 1)), over resamples;
/// `v_seed` = var(θ_s) / S on the items as they are. Seeds are not resampled: a handful drawn with
/// replacement has (S − 1)/S of their variance and none of t's heavy tails, so that three seeds would
/// look far surer than they are. The interval is the crossed design's t-interval; of one seed it is the
/// percentile interval.
///
/// For a paired comparison let the statistic be the difference of two candidates on the rows given.
package struct CrossedBootstrap: Sendable {
  package let seeds: Int
  /// The mean over seeds of the score on the items as they are.
  package let value: Double
  package let components: VarianceComponents
  /// The resamples on which some seed's score had no value, and which were passed over.
  package let undefinedDraws: Int
  /// The mean over seeds on each resample, ascending.
  private let resampled: [Double]

  /// Resamples `items` rows `draws` times.
  ///
  /// `statistic` is given a seed in 0 ..< `seeds` and rows in 0 ..< `items`, a row as often as drawn,
  /// and returns nil where it has no value there, such as KS on rows of one class.
  ///
  /// - Throws: ``StatisticsError`` where there is no seed, fewer than two items or draws, the statistic
  ///   has no value on the items as they are, or none on more than a tenth of the resamples.
  package init(
    seeds: Int, items: Int, draws: Int = 2000, seed: UInt64,
    statistic: (_ seed: Int, _ rows: [Int]) -> Double?
  ) throws(StatisticsError) {
    guard seeds > 0, items > 1, draws > 1 else {
      throw StatisticsError(
        code: .tooFew,
        message: "a bootstrap of \(seeds) seeds, \(items) items and \(draws) draws has no variance")
    }
    let observed = (0..<seeds).compactMap { statistic($0, Array(0..<items)) }
    guard observed.count == seeds else {
      throw StatisticsError(
        code: .undefinedStatistic,
        message: "the score has a value for \(observed.count) of \(seeds) seeds only")
    }
    var generator = SeededGenerator(seed: seed, "bootstrap")
    var scores: [[Double]] = []
    scores.reserveCapacity(draws)
    var rows = [Int](repeating: 0, count: items)
    for _ in 0..<draws {
      generator.fill(&rows, below: items)
      let drawn = (0..<seeds).compactMap { statistic($0, rows) }
      if drawn.count == seeds { scores.append(drawn) }
    }
    undefinedDraws = draws - scores.count
    guard scores.count > 1, undefinedDraws * 10 <= draws else {
      throw StatisticsError(
        code: .undefinedStatistic,
        message: "the score has no value on \(undefinedDraws) of \(draws) resamples")
    }
    self.seeds = seeds
    value = observed.reduce(0, +) / Double(seeds)
    let means = scores.map { $0.reduce(0, +) / Double(seeds) }
    resampled = means.sorted()
    components = Self.components(observed, scores, means, items: items)
  }

  /// The score with its interval.
  package func estimate(level: Double = 0.95) -> Estimate {
    if seeds > 1 {
      return components.estimate(
        value, level: level, method: "crossed seed × item, items bootstrapped, t")
    }
    let tail = (1 - level) / 2
    let bounds = (Quantiles.type7(resampled, tail), Quantiles.type7(resampled, 1 - tail))
    return Estimate(
      value: value,
      interval: bounds.0.flatMap { lower in
        bounds.1.map { Interval(lower: lower, upper: $0, level: level) }
      },
      standardError: components.variance.squareRoot(),
      method: "one trained model only; items bootstrapped, percentile")
  }

  private static func components(
    _ observed: [Double], _ scores: [[Double]], _ means: [Double], items: Int
  ) -> VarianceComponents {
    let seeds = observed.count
    // A resample of n varies by (n − 1)/n of what fresh items would.
    let correction = Double(items) / Double(items - 1)
    var rest = 0.0
    if seeds > 1 {
      for seed in 0..<seeds {
        rest += Moments(zip(scores, means).map { $0[seed] - $1 }).variance
      }
      rest *= correction / Double(seeds * (seeds - 1))
    }
    return VarianceComponents(
      seeds: seeds, items: [items],
      seed: seeds > 1 ? Moments(observed).variance / Double(seeds) : nil,
      item: [Moments(means).variance * correction], rest: [rest])
  }
}
