package import Figures
import NumericCore
package import Records
import Statistics

/// One run, or several, held against others, figure by figure.
package struct RunComparison: Sendable {
  /// How much two machines' times may differ beyond what the reference loop tells, either way.
  ///
  /// A convention, not a measurement: caches and memory differ more between machines than one small
  /// loop tells.
  package static let allowance = 1.25

  package let current: Baseline
  package let base: Baseline

  package init(_ current: Baseline, against base: Baseline) {
    self.current = current
    self.base = base
  }

  /// What is known of a figure's change.
  package enum Change: Sendable, Equatable {
    case known(Known)
    /// Why nothing can be said, and what to do.
    case unknown(reason: String, remedy: String)
  }

  /// An estimate of a change with what its reader must know.
  package struct Known: Sendable, Equatable {
    package var estimate: Estimate
    /// Equal to the last bit wherever both have a value.
    package var isIdentical: Bool
    /// Of a ratio between machines, the interval before the allowance.
    package var isWidened: Bool
    /// The two-sided p value of no change; nil where there is no standard error to test by.
    package var p: Double?
    package var remarks: [String]
  }

  /// Whether both were measured on machines of one kind.
  package var isOneMachine: Bool { current.machine != nil && current.machine == base.machine }

  /// How an architecture's figure changed: current less base, or current over base.
  package func change(
    of id: String, _ architecture: Architecture, scale: Contrast.Scale
  ) -> Change {
    guard let figure = current.figure(id), let runs = figure.runs[architecture],
      !runs.joined().isEmpty
    else {
      return .unknown(
        reason: "the run has no values of \(id) of \(architecture.rawValue)",
        remedy: "see which trials or sessions failed, with 'assay show RUN'")
    }
    guard let kept = base.figure(id)?.runs[architecture], !kept.joined().isEmpty else {
      return .unknown(
        reason: "the baseline has no \(id) of \(architecture.rawValue)",
        remedy: "record the baseline again with 'assay baseline record'")
    }
    if let obstacle = obstacle(figure, scale) ?? lack(of: figure, kept) { return obstacle }
    if figure.nature == .timeFree, runs == kept, base.plan.hasSameTrials(as: current.plan) {
      return identical(scale)
    }
    let value = { (replicate: Replicate) in Self.value(replicate, figure.nature, scale) }
    let sides = (runs.map { $0.compactMap(value) }, kept.map { $0.compactMap(value) })
    guard sides.0.map(\.count) == runs.map(\.count), sides.1.map(\.count) == kept.map(\.count)
    else {
      return .unknown(
        reason: "a value of \(id) is not positive, so there is no ratio",
        remedy: "write the threshold as a difference, such as \(id) <= baseline + …")
    }
    return estimate(figure, sides.0, sides.1, scale)
  }

  private func obstacle(_ figure: KeptFigure, _ scale: Contrast.Scale) -> Change? {
    guard !isOneMachine, figure.nature != .timeFree else { return nil }
    let machines =
      "the baseline is of another machine (\(base.machine?.description ?? "unknown"))"
    if figure.nature == .machineBound {
      return .unknown(
        reason: "\(machines), and \(figure.id) means something on one machine only",
        remedy: "record a baseline on this machine, or set an absolute limit")
    }
    guard scale == .difference else { return nil }
    return .unknown(
      reason: "\(machines), where a difference of times means nothing",
      remedy: "write the threshold as a ratio, such as 1.15 x baseline")
  }

  /// Where times lack a reading of the reference loop, on either side.
  private func lack(of figure: KeptFigure, _ kept: [[Replicate]]) -> Change? {
    guard figure.nature == .timed || base.figure(figure.id)?.nature == .timed else { return nil }
    let runs = (figure.runs.values.joined() + kept).joined()
    guard runs.contains(where: { $0.multiple == nil }) else { return nil }
    return .unknown(
      reason: "a session has no reading of the reference loop beside its \(figure.id)",
      remedy: "run again, and record the baseline again with this version of assay")
  }

  private func identical(_ scale: Contrast.Scale) -> Change {
    let value = scale == .ratio ? 1.0 : 0
    return .known(
      Known(
        estimate: Estimate(
          value: value, interval: Interval(lower: value, upper: value, level: 0.95),
          standardError: 0, method: "identical in every repetition"),
        isIdentical: true, isWidened: false, p: nil, remarks: []))
  }

  /// A replicate by its unit, on the scale that is compared; nil where a ratio is asked of what has none.
  private static func value(
    _ replicate: Replicate, _ nature: KeptFigure.Nature, _ scale: Contrast.Scale
  ) -> (unit: Int, value: Double)? {
    guard scale == .ratio else { return (replicate.unit, replicate.value) }
    let value = nature == .timed ? replicate.multiple ?? .nan : replicate.value
    return value > 0 && value.isFinite ? (replicate.unit, Double.log(value)) : nil
  }
}

extension RunComparison {
  private typealias Runs = [[(unit: Int, value: Double)]]

  private func estimate(
    _ figure: KeptFigure, _ runs: Runs, _ kept: Runs, _ scale: Contrast.Scale
  ) -> Change {
    let isSamePlan =
      base.plan.hasSameTrials(as: current.plan)
      && (figure.nature == .timeFree || base.plan.sessions == current.plan.sessions)
    let units = common(runs + kept)
    let found =
      isSamePlan && !units.isEmpty
      ? RunDifference.paired(aligned(runs, units), aligned(kept, units))
      : RunDifference.welch(runs.joined().map(\.value), kept.joined().map(\.value))
    guard let found else {
      return .unknown(
        reason: isSamePlan
          ? "a value is not finite, or one repetition alone has no interval"
          : "the plans differ, and one repetition alone has no interval",
        remedy: "record the baseline from a run of this gate's profile, effort and seed")
    }
    let remarks =
      isSamePlan
      ? [] : ["The baseline is of another plan, so nothing is paired and the interval is wider."]
    return .known(finish(found, figure, scale, remarks))
  }

  private func finish(
    _ found: Estimate, _ figure: KeptFigure, _ scale: Contrast.Scale, _ remarks: [String]
  ) -> Known {
    var remarks = remarks
    guard scale == .ratio else {
      return Known(
        estimate: found, isIdentical: false, isWidened: false, p: p(found), remarks: remarks)
    }
    let ratio = LogRatio.exponentiate(found, method: found.method + " on the log ratio")
    guard figure.nature == .timed, !isOneMachine, let interval = ratio.interval else {
      return Known(
        estimate: ratio, isIdentical: false, isWidened: false, p: p(found), remarks: remarks)
    }
    remarks.append(
      "The baseline is of another machine (\(base.machine?.description ?? "unknown")): multiples of"
        + " the reference loop are compared, and the interval is widened by"
        + " \(Format.significant(Self.allowance)) either way.")
    let widened = Estimate(
      value: ratio.value,
      interval: Interval(
        lower: interval.lower / Self.allowance, upper: interval.upper * Self.allowance,
        level: interval.level),
      method: ratio.method + ", widened for another machine")
    return Known(estimate: widened, isIdentical: false, isWidened: true, p: nil, remarks: remarks)
  }

  private func p(_ found: Estimate) -> Double? {
    guard let error = found.standardError, let freedom = found.degreesOfFreedom else { return nil }
    guard error > 0 else { return found.value == 0 ? 1 : 0 }
    let t = (found.value / error).magnitude
    return 2 * StudentT.cumulative(-t, degreesOfFreedom: freedom)
  }

  /// The units that every run has, ascending.
  private func common(_ runs: Runs) -> [Int] {
    guard let first = runs.first else { return [] }
    return first.map(\.unit).filter { unit in
      runs.allSatisfy { $0.contains { $0.unit == unit } }
    }.sorted()
  }

  private func aligned(_ runs: Runs, _ units: [Int]) -> [[Double]] {
    runs.map { run in units.compactMap { unit in run.first { $0.unit == unit }?.value } }
  }
}
