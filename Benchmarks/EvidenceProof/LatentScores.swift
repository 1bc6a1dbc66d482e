import NumericCore
import Scores

/// Answers of a binary task whose AUC is known.
///
/// A model of skill δ scores an item δ·y + √r·u + √(1 − r)·e, with y its outcome, u the item's own part,
/// which all models share, and e the model's. Training luck moves δ by a normal of deviation τ. Two
/// items of different outcome differ by δ + √2·Z, so the AUC over models and items is
/// Φ(δ / √(2 + τ²)).
struct LatentScores: Sendable {
  /// τ, the deviation of a training's skill.
  let luck: Double
  /// r, the share of the noise that all models have in common.
  let shared: Double
  var items = 200
  var positives = 0.3

  func area(_ skill: Double) -> Double {
    NormalDistribution.cumulative(skill / (2 + luck * luck).squareRoot())
  }

  func outcomes(_ generator: inout SeededGenerator) -> [Bool] {
    (0..<items).map { Double($0) < positives * Double(items) }
  }

  func sharedPart(_ generator: inout SeededGenerator) -> [Double] {
    (0..<items).map { _ in shared.squareRoot() * generator.normal() }
  }

  /// One trained model's probabilities.
  func probabilities(
    _ skill: Double, _ outcomes: [Bool], _ common: [Double], _ generator: inout SeededGenerator
  ) -> [Double] {
    let trained = skill + luck * generator.normal()
    return zip(outcomes, common).map { outcome, part in
      let own = (1 - shared).squareRoot() * generator.normal()
      return Double.logistic((outcome ? trained : 0) + part + own)
    }
  }

  /// The placement values of each class, as the product's AUC has them.
  func strata(
    _ skill: Double, _ outcomes: [Bool], _ common: [Double], _ generator: inout SeededGenerator
  ) throws -> [[Double]] {
    let scored = try ScoredItems(
      ids: outcomes.indices.map(String.init),
      probabilities: probabilities(skill, outcomes, common, &generator), outcomes: outcomes)
    return (try AreaUnderCurve().strata(of: scored) ?? []).map(\.contributions)
  }
}
