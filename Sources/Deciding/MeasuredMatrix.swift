import Figures
import Profiles
import Records

/// The matrix with what was measured beside the prior, and where the two disagree.
struct MeasuredMatrix {
  let profile: Profile
  let basis: DecisionBasis
  let assessment: Assessment

  func matrix() -> DecisionMatrix {
    var matrix = PriorMatrix.make(
      profile, regimes: basis.regimes, usesStageAnnotations: basis.usesStageAnnotations)
    for index in matrix.rows.indices { fill(&matrix.rows[index]) }
    return matrix
  }

  private func fill(_ row: inout DecisionMatrix.Row) {
    let criteria = assessment.criteria.filter {
      $0.dimension == row.dimension && $0.standing != .prior
    }
    guard !criteria.isEmpty else {
      row.mark = "not measured for both: the prior stands in"
      return
    }
    // Criteria of one dimension share its weight equally.
    let means = criteria.map(\.measuredMean)
    let count = Double(means.count)
    for architecture in Architecture.allCases {
      row.measured[architecture] = DecisionMatrix.Cell(
        utility: means.reduce(0) { $0 + $1[architecture] } / count,
        reason: reason(criteria, architecture) + scattered(row, architecture),
        source: sources(criteria))
    }
    if criteria.contains(where: { $0.standing == .beyondMeasured }) { row.mark = beyond }
    row.disagreement = disagreement(row)
  }

  private func reason(_ criteria: [Criterion], _ architecture: Architecture) -> String {
    var parts: [String] = []
    for criterion in criteria {
      let utility = Format.fixed(criterion.measuredMean[architecture], decimals: 2)
      let figures = criterion.figures.compactMap { id -> String? in
        guard criterion.name != .labellingCost, let figure = basis.figure(id),
          let estimate = figure.estimates[architecture]
        else { return nil }
        return "\(figure.kind.title) \(Format.estimate(estimate, figure.kind.unit))"
      }
      let quoted = figures.isEmpty ? "" : " (\(figures.joined(separator: ", ")))"
      parts.append("\(criterion.title) \(utility)\(quoted)")
    }
    return parts.joined(separator: "; ") + "."
  }

  /// What the architecture reaches on one site's share, where the profile's data are scattered.
  private func scattered(_ row: DecisionMatrix.Row, _ architecture: Architecture) -> String {
    guard row.dimension == .data, profile.data.isScattered, let study = basis.sites,
      let alone = study.alone, let estimate = alone.estimates[architecture]
    else { return "" }
    return " Trained on \(alone.label), \(study.figure.title)"
      + " \(Format.estimate(estimate, study.figure.unit))."
  }

  private func sources(_ criteria: [Criterion]) -> String {
    var ids: [String] = []
    for id in criteria.flatMap(\.figures) where !ids.contains(id) { ids.append(id) }
    return ids.joined(separator: ", ")
  }

  /// The mark of design §6 with the trend of the measured curve.
  private var beyond: String {
    let asked = Format.count(profile.data.pairedExamples)
    let largest = Format.count(basis.largestSize)
    let share = Format.percent(DecidingRules.priorShare)
    return "beyond what was measured: \(asked) examples, at most \(largest) measured; in \(share)"
      + " of the ranking's draws the prior stands in\(trend)"
  }

  private var trend: String {
    let points = basis.curve.compactMap { point in
      point.contrast.map { (size: point.size, difference: $0.estimate) }
    }
    guard let first = points.first, let last = points.last, last.size > first.size else {
      return ""
    }
    let unit = basis.headline.unit
    let from = Format.difference(Estimate(value: first.difference.value, method: ""), unit)
    let to = Format.difference(Estimate(value: last.difference.value, method: ""), unit)
    return "; end-to-end less hybrid went from \(from) at \(Format.count(first.size)) examples"
      + " to \(to) at \(Format.count(last.size))"
  }

  private func disagreement(_ row: DecisionMatrix.Row) -> String? {
    guard let prior = preferred(row.prior), let measured = preferred(row.measured),
      prior != measured
    else { return nil }
    return "The prior prefers \(prior.rawValue) (\(gap(row.prior, prior))), the measurement"
      + " \(measured.rawValue) (\(gap(row.measured, measured)))."
  }

  private func preferred(_ cells: [Architecture: DecisionMatrix.Cell]) -> Architecture? {
    guard let one = cells[.endToEnd]?.utility, let other = cells[.hybrid]?.utility,
      (one - other).magnitude >= DecidingRules.disagreementGap
    else { return nil }
    return one > other ? .endToEnd : .hybrid
  }

  private func gap(
    _ cells: [Architecture: DecisionMatrix.Cell], _ preferred: Architecture
  ) -> String {
    [preferred, preferred.other].compactMap { cells[$0]?.utility }
      .map { Format.fixed($0, decimals: 2) }.joined(separator: " to ")
  }
}
