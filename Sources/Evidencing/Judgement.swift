import Figures
import NumericCore
import Records

/// Turns an estimated contrast into a verdict, and an open one into what would settle it.
///
/// An interval whose half width is at most half the margin settles every comparison: a difference
/// beyond half the margin then excludes zero, a smaller one stays within the margin. So half the
/// margin is what a fresh run is sized for, whatever this run happened to find.
struct Judgement {
  let kind: FigureKind
  /// Whether the trials behind the contrast may carry a verdict.
  let carriesVerdict: Bool

  /// End-to-end less hybrid; `settledBy` is given the half width to reach, in the figure's unit.
  func difference(
    _ estimate: Estimate, margin: Double, settledBy: (_ halfWidth: Double) -> String?
  ) -> Contrast {
    let verdict = verdict(estimate.interval, margin: margin)
    return Contrast(
      scale: .difference, estimate: estimate, margin: margin, verdict: verdict,
      settledBy: verdict == .inconclusive ? settledBy(margin / 2) : nil)
  }

  /// End-to-end over hybrid; `settledBy` is given the half width to reach, of the logarithm.
  ///
  /// The margin m takes 1/(1 + m) … 1 + m for equal, so that a ratio and its inverse are judged alike.
  func ratio(
    _ estimate: Estimate, margin: Double, settledBy: (_ halfWidth: Double) -> String?
  ) -> Contrast {
    let logarithm = estimate.interval.map {
      Interval(lower: Double.log($0.lower), upper: Double.log($0.upper), level: $0.level)
    }
    let logMargin = Double.log1p(margin)
    let verdict = verdict(logarithm, margin: logMargin)
    return Contrast(
      scale: .ratio, estimate: estimate, margin: margin, verdict: verdict,
      settledBy: verdict == .inconclusive ? settledBy(logMargin / 2) : nil)
  }

  private func verdict(_ difference: Interval?, margin: Double) -> ComparisonVerdict? {
    guard carriesVerdict else { return nil }
    guard let difference else { return .inconclusive }
    return ComparisonVerdict(difference: difference, margin: margin, direction: kind.direction)
  }
}
