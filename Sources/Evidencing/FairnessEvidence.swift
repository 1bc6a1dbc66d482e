package import Figures
import NumericCore
import Records
import Scores
import Statistics

/// The disparate-impact ratio of both architectures at one size.
///
/// In each repetition the counts of its folds are summed, and of the protected columns the one with
/// the lowest ratio counts. The figure is the geometric mean over repetitions. On the log scale its
/// variance has two terms: the repetitions', var(ln r)/S, and the people's, Katz's variance of ln r
/// averaged over repetitions. The same people are asked in every repetition, so averaging is taken
/// to win nothing of the second term, which is cautious. What the interval does not know: that the
/// least and most favoured groups were picked by their rates, which pulls the ratio down where
/// groups are small.
struct FairnessEvidence {
  let table: SizeTable
  let ledger: TrialLedger
  let margin: Double

  /// Nil where no trial decided upon protected groups.
  func figure(_ kind: FigureKind) -> ComparedFigure? {
    var remarks: [String] = []
    var figure = ComparedFigure(kind: kind, estimates: [:])
    for architecture in table.architectures {
      let ratios = table.repetitions(architecture).compactMap { repetition in
        lowest(architecture, repetition, &remarks).map { (repetition, $0) }
      }
      if let estimate = estimate(ratios.map(\.1))?.within(kind.range) {
        figure.estimates[architecture] = estimate
        figure.replicates[architecture] = ratios.map { Replicate(unit: $0, value: $1.ratio) }
      }
    }
    for remark in remarks where !figure.remarks.contains(remark) { figure.remarks.append(remark) }
    guard !figure.estimates.isEmpty || !figure.remarks.isEmpty else { return nil }
    if let one = figure.estimates[.endToEnd], let other = figure.estimates[.hybrid],
      table.isPaired, let difference = Unpaired.difference(one, other)
    {
      let judgement = Judgement(kind: kind, carriesVerdict: table.carriesVerdict)
      figure.contrast = judgement.difference(difference, margin: margin) { widths in
        Settlement.scaled(
          difference, count: ledger.plan.testItems, widths: widths, unit: "test item",
          most: 1_000_000_000)
      }
    }
    return figure
  }

  /// The lowest ratio of a repetition's protected columns; nil where no column has two large groups.
  private func lowest(
    _ architecture: Architecture, _ repetition: Int, _ remarks: inout [String]
  ) -> DisparateImpact? {
    let trials = ledger.completed(architecture, size: table.size)
      .filter { $0.specification.repetition == repetition }
    let groups = trials.flatMap { $0.answers?.groups ?? [] }
    let columns = Dictionary(grouping: groups, by: \.column).sorted { $0.key < $1.key }
    var found: [DisparateImpact] = []
    for (column, decisions) in columns {
      let counts = decisions.map {
        GroupCounts(group: $0.group, total: $0.total, selected: $0.favourable)
      }
      do {
        let impact = try DisparateImpact(of: counts)
        found.append(impact)
        remarks += impact.leftOut.map {
          "Group \"\($0.group)\" of \"\(column)\" has fewer than \(impact.minimumCount) members"
            + " and was left out."
        }
      } catch {
        remarks.append("Protected column \"\(column)\" has no ratio: \(error.message).")
      }
    }
    return found.min { $0.ratio < $1.ratio }
  }

  private func estimate(_ impacts: [DisparateImpact]) -> Estimate? {
    guard !impacts.isEmpty else { return nil }
    let mean = impacts.reduce(0) { $0 + $1.ratio } / Double(impacts.count)
    let parts = impacts.compactMap { impact in
      LogRatio.ofProportions(
        impact.leastFavoured.selected, of: impact.leastFavoured.total,
        to: impact.mostFavoured.selected, of: impact.mostFavoured.total)
    }
    guard parts.count == impacts.count else {
      return Estimate(value: mean, method: "a group without a favourable decision has no interval")
    }
    let logs = parts.map { Double.log($0.value) }
    // The delta method put the ratio into the standard error; the log scale takes it out again.
    let people = parts.reduce(0.0) { sum, part in
      let error = (part.standardError ?? 0) / part.value
      return sum + error * error
    }
    let smallest = impacts.map { min($0.leastFavoured.total, $0.mostFavoured.total) }.min() ?? 2
    let components = VarianceComponents(
      seeds: logs.count, items: [smallest],
      seed: logs.count > 1 ? Moments(logs).variance / Double(logs.count) : nil,
      item: [people / Double(logs.count)], rest: [0])
    let estimate = components.estimate(
      logs.reduce(0, +) / Double(logs.count), level: 0.95, method: "")
    return LogRatio.exponentiate(
      estimate,
      method: logs.count > 1
        ? "ratio of proportions (Katz) and repetitions, t on the log scale"
        : "one trained model only; ratio of proportions (Katz), t on the log scale")
  }
}

/// Differences of estimates that share too little to be paired.
package enum Unpaired {
  /// First less second with Welch's interval (1947); nil where either has no standard error.
  ///
  /// Where both still share items or training samples their covariance is not negative, and the
  /// interval is wider than it need be.
  package static func difference(
    _ first: Estimate, _ second: Estimate, level: Double = 0.95
  ) -> Estimate? {
    guard let one = first.standardError, let other = second.standardError else { return nil }
    let squares = (one * one, other * other)
    let variance = squares.0 + squares.1
    let spread =
      squares.0 * squares.0 / (first.degreesOfFreedom ?? .infinity)
      + squares.1 * squares.1 / (second.degreesOfFreedom ?? .infinity)
    let freedom = spread > 0 ? variance * variance / spread : Double.infinity
    let error = variance.squareRoot()
    return Estimate(
      value: first.value - second.value,
      interval: TInterval.interval(
        mean: first.value - second.value, standardError: error, degreesOfFreedom: freedom,
        level: level),
      standardError: error, degreesOfFreedom: freedom.isFinite ? freedom : nil,
      method: "unpaired, Welch")
  }
}
