import Figures
import Records

/// What the learning curves say of where one architecture overtakes the other, in sentences.
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
    return outcome(crossover) + (cost.map { labels(crossover, $0) } ?? "")
      + projection(crossover) + illBehaved(crossover)
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
    return
      " At the profile's prices their labels cost \(prices): for less \(name(crossover.before))"
      + " leads, for more \(name(crossover.after))."
  }

  private static func outcome(_ crossover: CrossoverEvidence) -> String {
    let upTo = examples(crossover.upTo)
    switch crossover.outcome {
    case .crossing:
      let size = crossover.size.map(examples) ?? "–"
      let interval = crossover.interval.map {
        " (\(Format.percent($0.level)) interval \(examples($0.lower)) to \(examples($0.upper)))"
      }
      return "Crossover: \(name(crossover.after)) overtakes \(name(crossover.before)) at about"
        + " \(size) examples\(interval ?? "")."
    case .none:
      return "No crossover up to \(upTo) examples: \(name(crossover.after)) leads throughout."
    case .undetermined:
      return "Whether one overtakes the other up to \(upTo) examples is undetermined: the curves"
        + " cross in \(Format.percent(crossover.share)) of the bootstrap's draws."
    }
  }

  private static func projection(_ crossover: CrossoverEvidence) -> String {
    guard crossover.upTo > Double(crossover.measured) else { return "" }
    let measured = Format.count(crossover.measured)
    return " Beyond \(measured) examples this is a projection, and beyond"
      + " \(examples(crossover.upTo)) nothing is said."
  }

  private static func illBehaved(_ crossover: CrossoverEvidence) -> String {
    crossover.curves.filter(\.value.isIllBehaved).keys.sorted().map { architecture in
      " The curve of \(architecture.rawValue) gets worse with more data by more than chance, so it"
        + " is not continued."
    }.joined()
  }

  private static func name(_ architecture: Architecture?) -> String {
    architecture?.rawValue ?? "neither"
  }

  private static func examples(_ size: Double) -> String { Format.count(Int(size.rounded())) }
}
