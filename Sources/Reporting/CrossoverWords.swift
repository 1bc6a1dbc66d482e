import Figures
import Records

/// What the learning curves say of where one architecture overtakes the other.
enum CrossoverWords {
  /// The sizes that a curve takes.
  static let leastSizes = 4

  /// The crossover, or why there is none to give.
  static func sentence(_ facts: Evidence.TimeFree) -> String? {
    if let crossover = facts.crossover { return crossover.sentence }
    guard (2..<leastSizes).contains(facts.curve.count) else { return nil }
    return "Where one overtakes the other takes curves of at least \(leastSizes) sizes; this run"
      + " has \(facts.curve.count)."
  }
}
