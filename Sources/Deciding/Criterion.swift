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
  enum Standing: Equatable {
    case measured
    /// Measured, but the profile's data lie far beyond: a share of the draws takes the prior.
    case beyondMeasured
    case prior
  }

  let name: Name
  let dimension: Dimension
  /// The figures that it is made of.
  let figures: [String]
  /// What ranks: beyond what was measured, a share of the draws takes the prior cell.
  let utilities: [Pair]
  /// What the measurements alone give; empty where nothing was measured.
  let measured: [Pair]
  let standing: Standing
  /// What end-to-end is, compared with hybrid; nil where no verdict may rest on the run.
  let verdict: ComparisonVerdict?
  /// Whether exactly one of the two could be measured, so that they cannot be called level.
  var isOneSided = false
  /// The fresh run that would settle an inconclusive verdict.
  let settledBy: String?
  /// Makes the sentence that quotes its figures: only the profile's own decision asks for it.
  let describe: () -> String

  var title: String { name == .prior ? "\(dimension.rawValue) (prior)" : name.rawValue }

  var sentence: String { describe() }

  /// The mean utilities of the ranking.
  var mean: Pair { utilities.mean }

  /// The mean utilities that the measurements alone give; the prior's where there are none.
  var measuredMean: Pair { measured.isEmpty ? mean : measured.mean }

  /// Whether it tells nothing apart: the figure is equivalent, or 95 % of draws are level.
  var isLevel: Bool {
    if standing == .prior || isOneSided { return false }
    if standing == .measured && verdict == .equivalent { return true }
    return utilities.areLevel
  }

  /// The architecture that it favours by more than what counts as none; nil where it favours none.
  var leaning: Architecture? {
    let difference = measuredMean.difference
    guard difference.magnitude > DecidingRules.levelUtility else { return nil }
    return difference > 0 ? .endToEnd : .hybrid
  }

  /// The architecture that it speaks for conclusively.
  var favours: Architecture? {
    verdict == .better || verdict == .worse ? leaning : nil
  }

  /// The sentence of a criterion that favours one without being conclusive.
  func leans(to architecture: Architecture) -> String {
    let why =
      switch verdict {
      case .inconclusive: "inconclusive"
      case .equivalent: "within the margin"
      case .better, .worse, nil: standing == .prior ? "by the prior alone" : "without a verdict"
      }
    return "\(title.capitalisedFirst) leans to \(architecture.rawValue), \(why). \(sentence)"
  }

  /// Whether a better measurement could change what it says.
  var isOpen: Bool {
    guard !isLevel else { return false }
    if standing != .measured { return true }
    // Labelling cost is made of a whole curve, which no run of one size would settle.
    return name != .labellingCost && (verdict == nil || verdict == .inconclusive)
  }
}

extension [Pair] {
  var mean: Pair {
    let count = Double(Swift.max(1, count))
    return Pair(
      endToEnd: reduce(0) { $0 + $1.endToEnd } / count,
      hybrid: reduce(0) { $0 + $1.hybrid } / count)
  }

  /// Whether nearly all draws of utilities differ by less than what counts as none.
  var areLevel: Bool {
    let close = self.count { $0.difference.magnitude < DecidingRules.levelUtility }
    return Double(close) >= DecidingRules.levelShare * Double(count)
  }

  /// The verdict of the drawn utilities, by the rule of intervals: what a whole criterion says.
  var verdict: ComparisonVerdict {
    if areLevel { return .equivalent }
    let needed = DecidingRules.beyondZero * Double(count)
    if Double(self.count { $0.difference > 0 }) >= needed { return .better }
    return Double(self.count { $0.difference < 0 }) >= needed ? .worse : .inconclusive
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
