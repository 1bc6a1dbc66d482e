import Figures
import NumericCore
import Records
import Statistics

/// What would settle a check whose interval holds the limit.
struct Settling {
  /// The effort of the run that was judged.
  let effort: Effort
  /// Repetitions, and so sessions, of a run of each effort.
  let repetitions: [Effort: Int]

  /// The fresh run in terms that a user can ask for, or a limit that this run would keep.
  ///
  /// With n repetitions the half width is in proportion to t(n − 1) / √n; more items and queries of a
  /// greater effort make it narrower still, which is not counted on.
  func advice(_ check: GateCheck, isRelative: Bool) -> String? {
    guard let observed = check.observed, let limit = check.limit else { return nil }
    guard let interval = observed.interval else {
      return greater.first.map { "A fresh run with effort \($0.rawValue)." }
    }
    let onLogs = check.scale == .ratio && interval.lower > 0 && limit > 0
    func scaled(_ value: Double) -> Double { onLogs ? Double.log(value) : value }
    let bound = limit < observed.value ? interval.lower : interval.upper
    let half = (scaled(bound) - scaled(observed.value)).magnitude
    let gap = (scaled(limit) - scaled(observed.value)).magnitude
    // A fresh estimate scatters about this one: four times in five it stays within 0.84 errors of it.
    let fit = greater.first { shrunk(half, to: $0).map { $0 * 1.4 < gap } ?? false }
    let looser = looser(check, interval)
    guard let fit, let count = repetitions[fit] else {
      return "The estimate is so near to the limit that no effort is likely to settle it;"
        + " this run would keep \(looser)."
    }
    let baseline = isRelative ? ", and a baseline recorded from runs of that effort" : ""
    return "Probably a fresh run with effort \(fit.rawValue) (\(count) repetitions and"
      + " sessions)\(baseline);"
      + " this run would keep \(looser)."
  }

  private var greater: [Effort] {
    let own = repetitions[effort] ?? 0
    return Effort.allCases.filter { (repetitions[$0] ?? 0) > own }
      .sorted { (repetitions[$0] ?? 0) < (repetitions[$1] ?? 0) }
  }

  private func shrunk(_ half: Double, to effort: Effort) -> Double? {
    guard let now = repetitions[self.effort], let then = repetitions[effort], now > 1 else {
      return nil
    }
    func width(_ count: Int) -> Double {
      TInterval.multiplier(Double(count - 1), level: 0.95) / Double(count).squareRoot()
    }
    return half * width(then) / width(now)
  }

  /// The nearest round limit that the whole interval keeps, as a threshold would have it.
  private func looser(_ check: GateCheck, _ interval: Interval) -> String {
    let isAtLeast = check.direction == .higherIsBetter
    let sign = isAtLeast ? ">=" : "<="
    let bound = isAtLeast ? interval.lower : interval.upper
    func text(_ value: Double, _ unit: Unit, _ side: Direction) -> String {
      LimitWriting.text(value, unit, side: side)
    }
    switch check.scale {
    case .ratio:
      return "\(sign) \(text(bound, .dimensionless, check.direction)) x baseline"
    case .difference where bound < 0:
      // Below the baseline, rounding away from it is rounding its magnitude the other way.
      let side: Direction = isAtLeast ? .lowerIsBetter : .higherIsBetter
      return "\(sign) baseline - \(text(-bound, check.unit, side))"
    case .difference: return "\(sign) baseline + \(text(bound, check.unit, check.direction))"
    case .value, .share, .outcome:
      return "\(sign) \(text(bound, check.unit, check.direction))"
    }
  }
}
