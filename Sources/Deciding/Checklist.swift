import Figures
import Profiles
import Records
import Regimes

/// What the profile's regimes ask for, line by line, with what of the run answers it.
struct Checklist {
  let profile: Profile
  let basis: DecisionBasis
  /// Whether the run was on the user's own data, not on an embedded corpus.
  let ownData: Bool

  /// The lines in the profile's order of regimes; nil where none of them is in force.
  func rows() -> [ChecklistRow]? {
    let rows = profile.regulation.regimes.flatMap { id in
      basis.regimes.filter { $0.id == id && !$0.withdrawn }.flatMap { regime in
        regime.demands.flatMap { demand in
          demand.answers.flatMap { lines(regime, demand, $0) }
        }
      }
    }
    return rows.isEmpty ? nil : rows
  }

  private func lines(
    _ regime: RegimeDemand, _ demand: Regime.Demand, _ answer: Regime.Demand.Answer
  ) -> [ChecklistRow] {
    var row = ChecklistRow(
      regime: regime.id, demand: demand.id, asks: demand.asks, status: .yours, answer: "",
      source: demand.citation(in: regime.source), standing: demand.standing.rawValue,
      checkedOn: demand.checkedOn)
    switch answer {
    case .user(let what):
      row.answer = what
      return [row]
    case .document(let document):
      (row.status, row.settledBy) = standing(of: document)
      row.answer = document.place
      return [row]
    case .figure(let figure):
      return Architecture.allCases.map { line(row, figure, $0) }
    }
  }

  private func line(
    _ row: ChecklistRow, _ figure: PolicyFigure, _ architecture: Architecture
  ) -> ChecklistRow {
    let own = profile.policy.threshold(figure)
    let threshold = own ?? figure.defaultThreshold
    let result = Requirements(profile: profile, basis: basis)
      .result(figure, threshold: threshold, architecture)
    var row = row
    row.architecture = architecture
    row.figure = result.figure
    row.threshold = threshold
    row.thresholdIsDefault = own == nil
    row.estimate = result.estimate
    row.answer =
      result.requirement
      + (own == nil ? " (assay's default, not the law's)" : " (the profile's policy)")
    switch result.verdict {
    case .met: row.status = .met
    case .unmet: row.status = .unmet
    case .inconclusive:
      row.status = .open
      row.settledBy = result.explanation
    }
    return row
  }

  /// Whether the run holds a document, and what settles it where that is open.
  private func standing(
    of document: RunDocument
  ) -> (status: ChecklistRow.Status, settledBy: String?) {
    if document.needsOwnData && !ownData {
      return (
        .open,
        "The run's is about the embedded corpus, an analogy: run on your own data"
          + " (workload.data)."
      )
    }
    switch document {
    case .testMetrics where basis.figure(basis.headline.id)?.hasIntervals != true:
      return (.open, "\(basis.headline.title) has no interval: train with more seeds.")
    case .explainedCase where basis.evidence.timeFree.cases.count < Architecture.allCases.count:
      return (.open, "No case was kept: run with --keep-cases.")
    default: return (.met, nil)
    }
  }
}

extension ComparedFigure {
  /// Whether every architecture has an estimate with an interval.
  fileprivate var hasIntervals: Bool {
    Architecture.allCases.allSatisfy { estimates[$0]?.interval != nil }
  }
}
