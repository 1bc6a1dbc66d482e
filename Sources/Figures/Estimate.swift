/// A closed interval at a stated confidence level.
package struct Interval: Codable, Sendable, Hashable {
  package let lower: Double
  package let upper: Double
  /// The confidence level, in 0…1.
  package let level: Double

  package init(lower: Double, upper: Double, level: Double) {
    self.lower = lower
    self.upper = upper
    self.level = level
  }

  package func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

/// A number with its uncertainty and the method that gave it.
package struct Estimate: Codable, Sendable, Hashable {
  package let value: Double
  /// The interval, or nil where the design of the run supports none.
  package let interval: Interval?
  /// The standard error on the scale of `value`, or nil where there is none.
  package let standardError: Double?
  /// Degrees of freedom of the standard error, or nil where it is not a t-interval.
  package let degreesOfFreedom: Double?
  /// How the interval was made, in a few words, such as `crossed seed × item, t`.
  package let method: String

  package init(
    value: Double, interval: Interval? = nil, standardError: Double? = nil,
    degreesOfFreedom: Double? = nil, method: String
  ) {
    self.value = value
    self.interval = interval
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.method = method
  }
}

extension Estimate {
  /// The estimate with its interval cut to what the figure can be.
  ///
  /// A symmetric interval about 0.98 may reach beyond 1; cutting it there loses no coverage.
  package func within(_ range: ClosedRange<Double>?) -> Estimate {
    guard let range, let interval else { return self }
    func cut(_ bound: Double) -> Double { min(max(bound, range.lowerBound), range.upperBound) }
    return Estimate(
      value: value,
      interval: Interval(
        lower: cut(interval.lower), upper: cut(interval.upper), level: interval.level),
      standardError: standardError, degreesOfFreedom: degreesOfFreedom, method: method)
  }
}

/// Where a number comes from: only what a run measured may be called measured.
package enum Standing: String, Codable, Sendable, CaseIterable {
  case measured
  case prior
  case projected
}
