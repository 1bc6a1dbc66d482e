import Figures
import NumericCore
import Scores
import Statistics
import Testing

@Suite struct AreaUnderCurveCoverage {
  /// Items are binormal, so that the truth is known.
  ///
  /// Negatives are N(0, 1), positives N(d, 1), where each seed has its own d ~ N(1, τ²) and sees each
  /// item through noise of its own that takes `noise` of the unit variance. A seed's AUC is Φ(d/√2),
  /// and the mean over seeds is Φ(1/√(2 + τ²)).
  @Test(
    "Crossed intervals of AUC cover the truth about as often as they say",
    arguments: [(3, 0.0, 0.3), (3, 0.3, 0.3), (4, 0.1, 0.8)])
  func coverage(seeds: Int, deviation: Double, noise: Double) throws {
    var generator = SeededGenerator(seed: 7, "auc coverage", seeds, deviation, noise)
    let truth = NormalDistribution.cumulative(1 / (2 + deviation * deviation).squareRoot())
    let outcomes = (0..<90).map { $0 < 30 }
    let ids = outcomes.indices.map(String.init)
    var covered = 0
    for _ in 0..<600 {
      let shared = outcomes.map { _ in (1 - noise).squareRoot() * generator.normal() }
      let strata = try (0..<seeds).map { _ in
        let distance = 1 + deviation * generator.normal()
        let probabilities = zip(shared, outcomes).map { latent, outcome in
          Double.logistic(
            latent + noise.squareRoot() * generator.normal() + (outcome ? distance : 0))
        }
        let items = try ScoredItems(ids: ids, probabilities: probabilities, outcomes: outcomes)
        return try #require(try AreaUnderCurve().strata(of: items)).map(\.contributions)
      }
      let byStratum = [0, 1].map { stratum in strata.map { $0[stratum] } }
      let interval = try CrossedDesign(strata: byStratum).estimate().interval
      if interval?.contains(truth) == true { covered += 1 }
    }
    // Of 600, 570 expected, three standard errors being 16; where seeds and items weigh alike, three
    // seeds cover about 92 in 100 (552), as `CrossedDesign` says.
    #expect((536...597).contains(covered), "covered \(covered) of 600")
  }
}
