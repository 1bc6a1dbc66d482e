import Figures
import NumericCore
import Scores
import Statistics

/// Whether 95 % intervals hold the truth, of means, AUC, ratios and p99.
///
/// Each is tried with several shares of the variance, and every share is a bar's own series: the line
/// shows the one that covers least.
struct CoverageProof {
  let laboratory: Laboratory
  private static let seeds = [2, 3, 5, 10]

  func bars() async throws -> [Bar] {
    var bars: [Bar] = []
    for seeds in Self.seeds {
      bars.append(try await means(seeds))
      bars.append(try await areas(seeds))
      bars.append(try await areaDifferences(seeds))
      bars.append(try await ratios(seeds))
    }
    for queries in [400, 1000, 4000] { bars.append(try await tails(queries)) }
    return bars
  }

  /// The series that covers least, of those given by name.
  private func least(
    _ name: String, _ bar: Double,
    _ series: [(String, @Sendable (inout SeededGenerator) throws -> Bool)]
  ) async throws -> Bar {
    let count = laboratory.count(2000)
    var worst: Bar?
    for (mix, experiment) in series {
      let covered = try await laboratory.outcomes("\(name), \(mix)", count: count, experiment)
      let found = Bar(
        name: name, count: covered.count { $0 }, trials: count, limit: .atLeast(bar),
        note: series.count > 1 ? "least of \(series.count): \(mix)" : "")
      if found.count < worst?.count ?? .max { worst = found }
    }
    return worst ?? Bar(name: name, count: 0, trials: 0, limit: .atLeast(bar))
  }

  /// x = a_seed + b_item + e, 100 items; the shares are of the variance of the mean.
  private func means(_ seeds: Int) async throws -> Bar {
    let mixes: [(String, Double, Double)] = [
      ("items vary", 0, 1), ("seeds vary", 1, 0), ("seeds more than items", 0.8, 0.15),
      ("both alike", 0.4, 0.4), ("rest varies", 0.05, 0.05), ("seeds and rest", 0.6, 0),
    ]
    return try await least(
      "mean, \(seeds) seeds", 0.935,
      mixes.map { name, seed, item in
        (
          name,
          { generator in
            try Self.meanIsCovered(seeds, seed: seed, item: item, &generator)
          }
        )
      })
  }

  private static func meanIsCovered(
    _ seeds: Int, seed: Double, item: Double, _ generator: inout SeededGenerator
  ) throws -> Bool {
    let items = 100
    let deviations = (
      (seed * Double(seeds)).squareRoot(), (item * Double(items)).squareRoot(),
      ((1 - seed - item) * Double(seeds * items)).squareRoot()
    )
    // Losses are skewed: those of items come from an exponential distribution.
    let itemParts = (0..<items).map { _ in
      deviations.1 * (generator.exponential(rate: 1) - 1)
    }
    let values = (0..<seeds).map { _ in
      let luck = deviations.0 * generator.normal()
      return itemParts.map { $0 + luck + deviations.2 * generator.normal() }
    }
    let estimate = try CrossedDesign(values: values).estimate()
    return estimate.interval?.contains(0) ?? false
  }

  private static let latents: [(String, LatentScores)] = [
    ("models agree", LatentScores(luck: 0.02, shared: 0.9)),
    ("models differ by item", LatentScores(luck: 0.05, shared: 0.4)),
    ("trainings differ", LatentScores(luck: 0.3, shared: 0.9)),
    ("both", LatentScores(luck: 0.15, shared: 0.6)),
  ]

  private func areas(_ seeds: Int) async throws -> Bar {
    try await least(
      "AUC, \(seeds) seeds", 0.935,
      Self.latents.map { name, latent in
        (
          name,
          { generator in
            let outcomes = latent.outcomes(&generator)
            let shared = latent.sharedPart(&generator)
            let strata = try (0..<seeds).map { _ in
              try latent.strata(1.2, outcomes, shared, &generator)
            }
            let design = try CrossedDesign(strata: Self.transposed(strata))
            let estimate = LogitScale.carry(design.estimate())
            return estimate.interval?.contains(latent.area(1.2)) ?? false
          }
        )
      })
  }

  private func areaDifferences(_ seeds: Int) async throws -> Bar {
    try await least(
      "AUC difference, \(seeds) seeds", 0.935,
      Self.latents.map { name, latent in
        (
          name,
          { generator in
            let outcomes = latent.outcomes(&generator)
            let shared = latent.sharedPart(&generator)
            let differences = try (0..<seeds).map { _ in
              let one = try latent.strata(1.3, outcomes, shared, &generator)
              let other = try latent.strata(1.1, outcomes, shared, &generator)
              return zip(one, other).map { zip($0, $1).map { $0 - $1 } }
            }
            let estimate = try CrossedDesign(strata: Self.transposed(differences)).estimate()
            return estimate.interval?.contains(latent.area(1.3) - latent.area(1.1)) ?? false
          }
        )
      })
  }

  private static func transposed(_ bySeed: [[[Double]]]) -> [[[Double]]] {
    bySeed[0].indices.map { stratum in bySeed.map { $0[stratum] } }
  }

  /// A ratio of 1.5 over sessions whose machine is fast or slow for both.
  private func ratios(_ sessions: Int) async throws -> Bar {
    let noises: [(String, @Sendable (inout SeededGenerator) -> Double)] = [
      ("log-normal noise", { 0.1 * $0.normal() }),
      ("now and then slow", { 0.05 * $0.normal() + 0.15 * $0.exponential(rate: 1) }),
    ]
    return try await least(
      "ratio of times, \(sessions) sessions", 0.935,
      noises.map { name, noise in
        (
          name,
          { generator in
            let pairs = (0..<sessions).map { _ in
              let machine = 0.3 * generator.normal()
              return (
                1.5 * Double.exp(machine + noise(&generator)),
                Double.exp(machine + noise(&generator))
              )
            }
            let ratio = try Replications.ratio(pairs.map(\.0), to: pairs.map(\.1))
            return ratio.interval?.contains(1.5) ?? false
          }
        )
      })
  }

  /// p99 of independent queries, whatever their distribution.
  private func tails(_ queries: Int) async throws -> Bar {
    try await least(
      "p99 by order statistics, \(Format.count(queries)) queries", 0.94,
      [
        (
          "log-normal",
          { generator in
            let sample = (0..<queries).map { _ in Double.exp(generator.normal()) }.sorted()
            let truth = Double.exp(NormalDistribution.quantile(0.99))
            return Quantiles.estimate(sample, 0.99)?.interval?.contains(truth) ?? false
          }
        )
      ])
  }
}
