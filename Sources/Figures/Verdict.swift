/// The outcome of comparing one candidate with another on one figure.
package enum ComparisonVerdict: String, Codable, Sendable, CaseIterable {
  case better
  case worse
  /// The whole interval lies inside the indifference margin.
  case equivalent
  case inconclusive

  /// Judges a difference, first minus second, against an indifference margin.
  ///
  /// Better or worse needs the whole interval beyond zero; equivalent needs it within ±`margin`
  /// (two one-sided tests, Schuirmann 1987). Where both hold, the difference is real but too small
  /// to matter, and the verdict is equivalent.
  package init(difference: Interval, margin: Double, direction: Direction) {
    let (lower, upper) =
      direction == .higherIsBetter
      ? (difference.lower, difference.upper) : (-difference.upper, -difference.lower)
    if -margin <= lower && upper <= margin {
      self = .equivalent
    } else if lower > 0 {
      self = .better
    } else if upper < 0 {
      self = .worse
    } else {
      self = .inconclusive
    }
  }
}

/// The outcome of holding one figure against a requirement.
package enum RequirementVerdict: String, Codable, Sendable, CaseIterable {
  case met
  case unmet
  case inconclusive

  /// Judges a figure against a limit, from its interval alone.
  package init(interval: Interval, limit: Double, direction: Direction) {
    switch direction {
    case .higherIsBetter where interval.lower >= limit: self = .met
    case .higherIsBetter where interval.upper < limit: self = .unmet
    case .lowerIsBetter where interval.upper <= limit: self = .met
    case .lowerIsBetter where interval.lower > limit: self = .unmet
    default: self = .inconclusive
    }
  }
}
