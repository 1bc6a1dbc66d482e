import Figures
import NumericCore
import Records
import Statistics

/// Turns an estimated contrast into a verdict, and an open one into what would settle it.
struct Judgement {
  let kind: FigureKind
  /// Whether the trials behind the contrast may carry a verdict.
  let carriesVerdict: Bool

  /// End-to-end less hybrid; `settledBy` is given the half widths to reach, in the figure's unit.
  func difference(
    _ estimate: Estimate, margin: Double, settledBy: (SettlingWidths) -> String?
  ) -> Contrast {
    let verdict = verdict(estimate.interval, margin: margin)
    let widths = SettlingWidths(difference: estimate.value, margin: margin)
    return Contrast(
      scale: .difference, estimate: estimate, margin: margin, verdict: verdict,
      settledBy: verdict == .inconclusive ? settledBy(widths) : nil,
      detectable: detectable(estimate.standardError, estimate.degreesOfFreedom))
  }

  /// End-to-end over hybrid; `settledBy` is given the half widths to reach, of the logarithm.
  ///
  /// The margin m takes 1/(1 + m) … 1 + m for equal, so that a ratio and its inverse are judged alike.
  func ratio(
    _ estimate: Estimate, margin: Double, settledBy: (SettlingWidths) -> String?
  ) -> Contrast {
    let logarithm = estimate.interval.map {
      Interval(lower: Double.log($0.lower), upper: Double.log($0.upper), level: $0.level)
    }
    let logMargin = Double.log1p(margin)
    let verdict = verdict(logarithm, margin: logMargin)
    let widths = SettlingWidths(difference: Double.log(estimate.value), margin: logMargin)
    return Contrast(
      scale: .ratio, estimate: estimate, margin: margin, verdict: verdict,
      settledBy: verdict == .inconclusive ? settledBy(widths) : nil,
      detectable: detectable(
        estimate.standardError.map { $0 / estimate.value }, estimate.degreesOfFreedom
      ).map(Double.exp))
  }

  /// The least difference that a test at this standard error finds with the usual power.
  private func detectable(_ standardError: Double?, _ degreesOfFreedom: Double?) -> Double? {
    guard carriesVerdict, let standardError, standardError > 0 else { return nil }
    return DetectableEffect.least(
      standardError: standardError, degreesOfFreedom: degreesOfFreedom ?? .infinity)
  }

  private func verdict(_ difference: Interval?, margin: Double) -> ComparisonVerdict? {
    guard carriesVerdict else { return nil }
    guard let difference else { return .inconclusive }
    return ComparisonVerdict(difference: difference, margin: margin, direction: kind.direction)
  }
}

/// The half widths at which an interval settles a comparison.
///
/// About a difference d an interval of half width h excludes zero where h < |d|, and lies within the
/// margin m where h ≤ m − |d|; so it settles the comparison up to the larger of both. That is at least
/// m/2 whatever d is, since |d| and m − |d| sum to m: half the margin settles every comparison.
package struct SettlingWidths: Sendable, Equatable {
  /// Enough where the true difference is the measured one.
  package let asMeasured: Double
  /// Enough whatever the true difference is: half the margin.
  package let always: Double

  package init(difference: Double, margin: Double) {
    asMeasured = max(difference.magnitude, margin - difference.magnitude)
    always = margin / 2
  }
}
