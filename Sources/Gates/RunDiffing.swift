import Figures
import NumericCore
package import Records
import Statistics

/// Tells what changed from one run to another.
package enum RunDiffing {
  /// The family error that a change must keep to be called better or worse.
  private static let level = 0.05

  /// Compares two runs, or baselines of several.
  ///
  /// - Parameters:
  ///   - before: The earlier one, with the name that reports give it.
  ///   - after: The later one, likewise.
  ///   - profile: How the profiles differ, one sentence each.
  /// - Returns: Differences of conditions, then of the decision, then of figures by family.
  package static func diff(
    _ before: (name: String, runs: Baseline), _ after: (name: String, runs: Baseline),
    profile: [String] = []
  ) -> RunDiff {
    let comparison = RunComparison(after.runs, against: before.runs)
    let names: [(KeptFigure.Nature, String)] = [
      (.timeFree, "Scores, sizes and explanations"), (.timed, "Times and rates"),
      (.machineBound, "Memory and training time"),
    ]
    return RunDiff(
      before: before.name, after: after.name,
      conditions: profile + Conditions.differences(before.runs, after.runs),
      decision: .init(before: before.runs.decision, after: after.runs.decision),
      families: names.map { nature, name in
        RunDiff.Family(name: name, nature: nature, rows: family(comparison, nature))
      })
  }

  private static func family(
    _ comparison: RunComparison, _ nature: KeptFigure.Nature
  ) -> [RunDiff.Row] {
    var rows: [RunDiff.Row] = []
    var tested: [(row: Int, p: Double)] = []
    for figure in figures(comparison, nature) {
      for architecture in Architecture.allCases {
        guard let (row, p) = row(comparison, figure, architecture) else { continue }
        if let p { tested.append((rows.count, p)) }
        rows.append(row)
      }
    }
    for (index, adjusted) in zip(tested.map(\.row), Holm.adjusted(tested.map(\.p))) {
      rows[index].adjustedP = adjusted
      let isChange = rows[index].verdict == .better || rows[index].verdict == .worse
      if isChange, adjusted > level { rows[index].verdict = .inconclusive }
    }
    return rows
  }

  /// The later run's figures, then those that only the earlier has.
  private static func figures(
    _ comparison: RunComparison, _ nature: KeptFigure.Nature
  ) -> [KeptFigure] {
    let (now, then) = (comparison.current.figures, comparison.base.figures)
    return (now + then.filter { comparison.current.figure($0.id) == nil }).filter {
      $0.nature == nature
    }
  }

  private static func row(
    _ comparison: RunComparison, _ figure: KeptFigure, _ architecture: Architecture
  ) -> (RunDiff.Row, p: Double?)? {
    let before = comparison.base.figure(figure.id)?.centre(architecture)
    let after = comparison.current.figure(figure.id)?.centre(architecture)
    guard before != nil || after != nil else { return nil }
    var row = RunDiff.Row(
      figure: figure.id, title: figure.title, architecture: architecture, unit: figure.unit,
      scale: figure.scale, before: before, after: after, verdict: .incomparable)
    switch comparison.change(of: figure.id, architecture, scale: figure.scale) {
    case .unknown(let reason, _):
      row.remark = sentence(reason)
      return (row, nil)
    case .known(let known):
      row.change = known.estimate
      row.verdict = known.isIdentical ? .identical : verdict(known.estimate, figure)
      row.remark = known.remarks.isEmpty ? nil : known.remarks.joined(separator: " ")
      return (row, known.isIdentical ? nil : known.p)
    }
  }

  private static func verdict(_ change: Estimate, _ figure: KeptFigure) -> RunDiff.Row.Verdict {
    guard let interval = change.interval else { return .inconclusive }
    let isRatio = figure.scale == .ratio
    let margin = figure.margin ?? 0
    let difference =
      isRatio
      ? Interval(
        lower: Double.log(interval.lower), upper: Double.log(interval.upper),
        level: interval.level) : interval
    let verdict = ComparisonVerdict(
      difference: difference, margin: isRatio ? Double.log1p(margin) : margin,
      direction: figure.direction)
    return switch verdict {
    case .better: .better
    case .worse: .worse
    case .equivalent: .equivalent
    case .inconclusive: .inconclusive
    }
  }
}

extension KeptFigure {
  /// The mean of all values, of a figure that is compared by ratio the geometric one.
  package func centre(_ architecture: Architecture) -> Double? {
    let values = (runs[architecture] ?? []).joined().map(\.value)
    guard !values.isEmpty else { return nil }
    guard scale == .ratio, values.allSatisfy({ $0 > 0 }) else {
      return values.reduce(0, +) / Double(values.count)
    }
    return Double.exp(values.reduce(0) { $0 + Double.log($1) } / Double(values.count))
  }
}
