package import Figures

/// The mean of per-item values over seeds × items, both of them random and crossed.
///
/// Every seed's model answers the same items, so x_si = μ + a_s + b_i + e_si, with a the luck of a
/// training run, b the item, and e both together. An interval for μ must say how far it would move
/// with other seeds **and** other items.
///
/// Derivation, first for one stratum with S seeds and I items. The mean squares have expectations
/// E[MS_seed] = σₑ² + I·σₐ², E[MS_item] = σₑ² + S·σ_b², E[MS_rest] = σₑ², and
/// Var(x̄) = σₐ²/S + σ_b²/I + σₑ²/(S·I). Hence the unbiased V = (MS_seed + MS_item − MS_rest)/(S·I)
/// (Cornfield & Tukey 1956). Since σₐ² and σ_b² are not negative, V may not fall below
/// max(MS_seed, MS_item)/(S·I), and where it does it is raised to it.
///
/// In the terms `v_seed` = MS_seed/(S·I) = var(x̄_s)/S, `v_item` = MS_item/(S·I) = var(x̄_i)/I and
/// `v_rest` = MS_rest/(S·I) the same holds over several strata, whose item parts are independent and
/// add up while the seeds' scores are common to all: for AUC, with DeLong's placement values as
/// strata, that is the design of Obuchowski & Rockette (1995) with seeds for readers. The interval
/// takes the seeds and the items each with a t of its own: ``VarianceComponents/halfWidth(level:)``.
///
/// For a paired comparison, pass the differences of two candidates' contributions.
package struct CrossedDesign: Sendable {
  package let seeds: Int
  /// The items of each stratum.
  package let items: [Int]
  /// The score: the mean over seeds of the strata's mean.
  package let value: Double
  package let components: VarianceComponents

  /// A design from values by stratum, then seed, then item.
  ///
  /// Each stratum's mean is the score, as `Scores.Stratum` has it, so strata of one seed agree.
  ///
  /// - Throws: ``StatisticsError`` where there is no stratum or seed, a stratum has fewer than two
  ///   items, lengths differ, or a value is not finite.
  package init(strata: [[[Double]]]) throws(StatisticsError) {
    try Self.check(strata)
    let seeds = strata[0].count
    let tables = strata.map(MeanSquares.init)
    // Each seed's score, averaged over the strata: they agree but for rounding.
    let scores = (0..<seeds).map { seed in
      tables.reduce(0) { $0 + $1.seedMeans[seed] } / Double(tables.count)
    }
    self.seeds = seeds
    items = tables.map(\.items)
    value = scores.reduce(0, +) / Double(seeds)
    components = VarianceComponents(
      seeds: seeds, items: tables.map(\.items),
      seed: seeds > 1 ? Moments(scores).variance / Double(seeds) : nil,
      item: tables.map(\.item), rest: tables.map(\.rest))
  }

  /// A design of one stratum, values by seed, then item.
  ///
  /// - Throws: ``StatisticsError`` as ``init(strata:)`` does.
  package init(values: [[Double]]) throws(StatisticsError) { try self.init(strata: [values]) }

  /// The score with its interval.
  ///
  /// With one seed only the items vary, and the method says that one trained model is all it is about.
  package func estimate(level: Double = 0.95) -> Estimate {
    components.estimate(
      value, level: level,
      method: seeds > 1 ? "crossed seed × item, t" : "one trained model only; items, t")
  }

  private static func check(_ strata: [[[Double]]]) throws(StatisticsError) {
    guard let seeds = strata.first?.count, seeds > 0 else {
      throw StatisticsError(code: .tooFew, message: "a crossed design has a stratum and a seed")
    }
    for (index, stratum) in strata.enumerated() {
      let count = stratum.first?.count ?? 0
      guard stratum.count == seeds, stratum.allSatisfy({ $0.count == count }) else {
        throw StatisticsError(
          code: .lengthMismatch,
          message: "stratum \(index) is not the same items for each of \(seeds) seeds")
      }
      guard count > 1 else {
        throw StatisticsError(
          code: .tooFew, message: "stratum \(index) has \(count) items; a variance needs two")
      }
      guard stratum.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
        throw StatisticsError(
          code: .outOfRange, message: "stratum \(index) holds a value that is not finite")
      }
    }
  }
}

/// The item and rest terms of one stratum.
private struct MeanSquares {
  let items: Int
  let seedMeans: [Double]
  /// The variance of the items' means over seeds, divided by the items.
  let item: Double
  /// The mean square of what neither seed nor item explains, divided by seeds × items; 0 of one seed.
  let rest: Double

  init(_ values: [[Double]]) {
    let seeds = values.count
    let count = values[0].count
    let seedMeans = values.map { $0.reduce(0, +) / Double(count) }
    let itemMeans = (0..<count).map { item in
      values.reduce(0) { $0 + $1[item] } / Double(seeds)
    }
    let grand = seedMeans.reduce(0, +) / Double(seeds)
    var squares = 0.0
    for (row, seedMean) in zip(values, seedMeans) {
      for (value, itemMean) in zip(row, itemMeans) {
        let residual = value - seedMean - itemMean + grand
        squares += residual * residual
      }
    }
    let freedom = Double((seeds - 1) * (count - 1))
    items = count
    self.seedMeans = seedMeans
    item = Moments(itemMeans).variance / Double(count)
    rest = seeds > 1 ? squares / freedom / Double(seeds * count) : 0
  }
}
