import Figures
import Profiles
import Records

/// One criterion of the ranking with its utilities in every draw.
struct Criterion {
  enum Name: String {
    case quality
    case labellingCost = "labelling cost"
    case latencyHeadroom = "latency headroom"
    case memoryHeadroom = "memory headroom"
    case interpretability
    /// Nothing of the dimension was measured: the prior cell stands in.
    case prior = "prior"
  }

  /// How a criterion's value came about.
  enum Standing {
    case measured
    /// Measured, but the profile's data lie far beyond: a share of the draws takes the prior.
    case beyondMeasured
    case prior
  }

  let name: Name
  let dimension: Dimension
  /// The figures that it is made of.
  let figures: [String]
  let utilities: [Pair]
  let standing: Standing
  /// What the evidence says of its leading figure; nil where no verdict may rest on it.
  let verdict: ComparisonVerdict?
  /// The fresh run that would settle an inconclusive verdict.
  let settledBy: String?
  /// Makes the sentence that quotes its figures: only the profile's own decision asks for it.
  let describe: () -> String

  var title: String { name == .prior ? "\(dimension.rawValue) (prior)" : name.rawValue }

  var sentence: String { describe() }

  var mean: Pair {
    let count = Double(max(1, utilities.count))
    return Pair(
      endToEnd: utilities.reduce(0) { $0 + $1.endToEnd } / count,
      hybrid: utilities.reduce(0) { $0 + $1.hybrid } / count)
  }

  /// Whether it tells the two apart: not where the figure is equivalent, nor where 95 % of draws are level.
  var isLevel: Bool {
    if standing == .prior { return false }
    if standing == .measured && verdict == .equivalent { return true }
    let close = utilities.count { $0.difference.magnitude < DecidingRules.levelUtility }
    return Double(close) >= 0.95 * Double(utilities.count)
  }

  /// Whether a better measurement could change what it says.
  var isOpen: Bool {
    guard !isLevel else { return false }
    if standing != .measured { return true }
    // Labelling cost is made of a whole curve and has no verdict of its own.
    return name != .labellingCost && (verdict == nil || verdict == .inconclusive)
  }
}

extension [Criterion] {
  /// The weight of each criterion: its dimension's priority, shared equally within the dimension.
  func weights(_ priorities: Profile.Priorities) -> [Double] {
    let total = Dimension.allCases.reduce(0) { $0 + Swift.max(0, priorities[$1]) }
    return map { criterion in
      let siblings = Double(count { $0.dimension == criterion.dimension })
      let share = total > 0 ? Swift.max(0, priorities[criterion.dimension]) / total : 1.0 / 3
      return share / siblings
    }
  }
}

extension Profile.Priorities {
  subscript(_ dimension: Dimension) -> Double {
    get {
      switch dimension {
      case .data: data
      case .latency: latency
      case .regulation: regulation
      }
    }
    set {
      switch dimension {
      case .data: data = newValue
      case .latency: latency = newValue
      case .regulation: regulation = newValue
      }
    }
  }
}
