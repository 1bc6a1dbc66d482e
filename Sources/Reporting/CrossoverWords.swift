import Figures
import Records

/// What the learning curves say of where one architecture overtakes the other.
enum CrossoverWords {
  /// The sizes that a curve takes.
  static let leastSizes = 4

  /// The crossover, or why there is none to give.
  ///
  /// `cost` is what the labels of so many examples cost, where they cost anything.
  static func sentence(_ facts: Evidence.TimeFree, cost: CrossoverCost? = nil) -> String? {
    guard let crossover = facts.crossover else {
      guard (2..<leastSizes).contains(facts.curve.count) else { return nil }
      return "Where one overtakes the other takes curves of at least \(leastSizes) sizes; this run"
        + " has \(facts.curve.count)."
    }
    return crossover.sentence + (cost.map { labels(crossover, $0) } ?? "")
  }

  /// What the labels up to the crossing cost: below it the one leads, above it the other.
  private static func labels(_ crossover: CrossoverEvidence, _ cost: CrossoverCost) -> String {
    func price(_ architecture: Architecture) -> String {
      guard let estimate = cost.costs[architecture] else { return "–" }
      let value = Format.value(estimate.value, .euro)
      guard let interval = estimate.interval else { return value }
      return "\(value) (\(Format.value(interval.lower, .euro)) to"
        + " \(Format.value(interval.upper, .euro)) over the interval)"
    }
    let prices =
      cost.countsStageAnnotations
      ? "\(price(.endToEnd)) for end-to-end, and for hybrid, with its stage annotations,"
        + " \(price(.hybrid))"
      : "\(price(.endToEnd)) for either architecture"
    return " Labels of as many examples as where the curves cross cost, at the profile's prices,"
      + " \(prices): for less \(crossover.before?.rawValue ?? "neither") leads, for more"
      + " \(crossover.after?.rawValue ?? "neither")."
  }
}
