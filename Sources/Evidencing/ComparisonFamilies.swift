import Figures
import NumericCore
import Records
import Statistics

/// Adjusts the contrasts of a named family for their number.
///
/// Of m contrasts that carry a verdict the simultaneous intervals are at level 1 − 0.05/m: by
/// Bonferroni's inequality all of them hold with at least 0.95, whatever ties them to each other. A
/// difference is found where Holm's adjusted p value is at most 0.05 (Holm 1979), equivalence where the
/// simultaneous interval lies within the margin. So at most 5 in 100 families of equals name any
/// difference, and at most 5 in 100 call any two equivalent that are not.
enum ComparisonFamilies {
  static let level = 0.95

  /// Adjusts the figures that `isMember` picks, of those with a verdict; a family of one is left.
  ///
  /// `components` are those of scores over seeds × items, by id; other contrasts have the t of their
  /// own standard error and degrees of freedom.
  static func adjust(
    _ figures: inout [ComparedFigure], as family: FamilyAdjustment.Family,
    components: [String: VarianceComponents] = [:], where isMember: (ComparedFigure) -> Bool
  ) {
    let members = figures.indices.compactMap { index -> (Int, Spread)? in
      guard isMember(figures[index]), let contrast = figures[index].contrast,
        contrast.verdict != nil,
        let spread = Spread(contrast, components[figures[index].kind.id])
      else { return nil }
      return (index, spread)
    }
    guard members.count > 1 else { return }
    let adjusted = Holm.adjusted(members.map { $0.1.pValue })
    let joint = 1 - (1 - level) / Double(members.count)
    for ((index, spread), pValue) in zip(members, adjusted) {
      let direction = figures[index].kind.direction
      figures[index].contrast?.adjusted = spread.adjustment(
        family, members: members.count, level: joint, pValue: pValue, direction: direction)
    }
  }
}

/// How surely one contrast is known, at any level: on the log scale of a ratio.
private struct Spread {
  let contrast: Contrast
  let value: Double
  let components: VarianceComponents?
  let standardError: Double
  let degreesOfFreedom: Double

  /// Nil where the contrast has no standard error, and so no interval.
  init?(_ contrast: Contrast, _ components: VarianceComponents?) {
    let estimate = contrast.estimate
    guard let error = estimate.standardError, estimate.interval != nil else { return nil }
    self.contrast = contrast
    self.components = components
    degreesOfFreedom = estimate.degreesOfFreedom ?? .infinity
    switch contrast.scale {
    case .difference: (value, standardError) = (estimate.value, error)
    case .ratio:
      // The delta method put the ratio into the standard error; the log scale takes it out again.
      (value, standardError) = (Double.log(estimate.value), error / estimate.value)
    }
  }

  /// Two-sided, of no difference.
  var pValue: Double {
    if let components { return components.twoSidedP(value) }
    guard standardError > 0 else { return value == 0 ? 1 : 0 }
    return 2
      * StudentT.cumulative(-(value / standardError).magnitude, degreesOfFreedom: degreesOfFreedom)
  }

  func adjustment(
    _ family: FamilyAdjustment.Family, members: Int, level: Double, pValue: Double,
    direction: Direction
  ) -> FamilyAdjustment {
    let interval = interval(level)
    let isRatio = contrast.scale == .ratio
    let margin = isRatio ? Double.log1p(contrast.margin) : contrast.margin
    var verdict = ComparisonVerdict(difference: interval, margin: margin, direction: direction)
    if verdict != .equivalent {
      let isHigher = value > 0
      let isBetter = isHigher == (direction == .higherIsBetter)
      verdict = pValue > 1 - ComparisonFamilies.level ? .inconclusive : isBetter ? .better : .worse
    }
    return FamilyAdjustment(
      family: family, members: members,
      interval: isRatio
        ? Interval(
          lower: Double.exp(interval.lower), upper: Double.exp(interval.upper), level: level)
        : interval,
      pValue: pValue, verdict: verdict)
  }

  private func interval(_ level: Double) -> Interval {
    if let components {
      let half = components.halfWidth(level: level)
      return Interval(lower: value - half, upper: value + half, level: level)
    }
    return TInterval.interval(
      mean: value, standardError: standardError, degreesOfFreedom: degreesOfFreedom, level: level)
  }
}
