package import Figures

/// Where the learning curves of both architectures cross, on the headline score.
package struct CrossoverEvidence: Codable, Sendable, Equatable {
  package enum Outcome: String, Codable, Sendable, CaseIterable {
    /// The curves cross at a size that has an interval.
    case crossing
    /// One architecture leads at every size up to the last that was looked at.
    case none
    /// The draws of the bootstrap do not agree.
    case undetermined
  }

  package var outcome: Outcome
  /// The examples at which the curves as measured cross last; nil where they do not.
  package var size: Double?
  /// The interval of `size`, of a crossing.
  package var interval: Interval?
  /// Which leads before the crossing, or at the smallest size; nil where both are the same.
  package var before: Architecture?
  /// Which leads at `upTo`.
  package var after: Architecture?
  /// The examples up to which a crossing was sought; nothing is known beyond.
  package var upTo: Double
  /// The largest size that was measured; the curves are a projection beyond.
  package var measured: Int
  /// The share of the bootstrap's draws in which the curves cross.
  package var share: Double
  package var curves: [Architecture: FittedCurve]

  package init(
    outcome: Outcome, size: Double?, interval: Interval?, before: Architecture?,
    after: Architecture?, upTo: Double, measured: Int, share: Double,
    curves: [Architecture: FittedCurve]
  ) {
    self.outcome = outcome
    self.size = size
    self.interval = interval
    self.before = before
    self.after = after
    self.upTo = upTo
    self.measured = measured
    self.share = share
    self.curves = curves
  }
}

/// The learning curve of one architecture.
package struct FittedCurve: Codable, Sendable, Equatable {
  /// What the curve follows.
  package enum Family: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
    /// a − b·(x + d)^−c.
    case power = "pow4"
    /// (a·b + c·x^d) / (b + x^d).
    case mmf = "mmf4"
    /// The last point, held.
    case lastPoint = "last-point"
  }

  package var family: Family
  /// What the score tends to; nil where the curve follows the last point.
  package var limit: Double?
  package var exponent: Double?
  /// The shift d of the power law, or the examples at which half is learned of MMF.
  package var scale: Double?
  /// How far each family missed the largest size from those below, in standard errors of its score.
  package var backtest: [Family: Double]
  /// How often equal scores would dip as much; the curve is ill-behaved below 0.05.
  package var monotonicity: Double
  /// Whether the score gets worse with more data by more than chance; then it is not continued.
  package var isIllBehaved: Bool
  /// The curve from the smallest size to the last that was looked at; nil in older evidence.
  package var course: [Place]?

  /// A size and the score that the curve has there.
  package struct Place: Codable, Sendable, Equatable {
    package var size: Double
    package var score: Double

    package init(size: Double, score: Double) {
      self.size = size
      self.score = score
    }
  }

  package init(
    family: Family, limit: Double?, exponent: Double?, scale: Double?, backtest: [Family: Double],
    monotonicity: Double, isIllBehaved: Bool, course: [Place]? = nil
  ) {
    self.family = family
    self.limit = limit
    self.exponent = exponent
    self.scale = scale
    self.backtest = backtest
    self.monotonicity = monotonicity
    self.isIllBehaved = isIllBehaved
    self.course = course
  }
}
