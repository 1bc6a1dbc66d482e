import Figures
import Records
import Statistics

/// What each stage of the served candidates takes of an answer.
///
/// Each session gives a stage's median over its queries, less one reading of the clock, which lies in
/// every time; the estimate is the geometric mean over sessions. Shares are those of the estimates, so
/// that they sum to one.
struct StageTimeEvidence {
  let sessions: SessionTable
  let ledger: TrialLedger

  /// One entry a stage, architectures and stages in order; nil where no session timed any.
  func stages() -> [StageEvidence]? {
    let found = Architecture.allCases.flatMap(stages)
    return found.isEmpty ? nil : found
  }

  private func stages(of architecture: Architecture) -> [StageEvidence] {
    let served = sessions.completed.flatMap(\.candidates).filter {
      $0.architecture == architecture && $0.stages != nil
    }
    guard let answers = served.first?.trial.flatMap(ledger.answers) else { return [] }
    let names = answers.stageParameters.map(\.name)
    let estimates = names.indices.map { stage in estimate(stage, architecture) }
    let times = estimates.compactMap(\.self)
    let total = times.reduce(0) { $0 + $1.value }
    guard times.count == names.count, total > 0 else { return [] }
    return names.indices.map { stage in
      StageEvidence(
        architecture: architecture, stage: names[stage],
        parameters: answers.stageParameters[stage].count,
        bytes: answers.stageBytes?.first { $0.name == names[stage] }?.count,
        seconds: times[stage], share: times[stage].value / total)
    }
  }

  /// A stage's median time over the sessions, in seconds.
  private func estimate(_ stage: Int, _ architecture: Architecture) -> Estimate? {
    let replicates = sessions.values(.seconds) { (samples: ServedSamples) in
      guard samples.architecture == architecture, let times = samples.stages,
        times.nanoseconds.indices.contains(stage)
      else { return nil }
      let sorted = times.nanoseconds[stage].map(Double.init).sorted()
      // Half a nanosecond stands for a stage that takes less than the clock can tell.
      return Quantiles.type7(sorted, 0.5).map { max($0 - times.clockOverhead, 0.5) * 1e-9 }
    }
    return ReplicatedFigure(
      kind: FigureCatalogue.serviceTime, unit: "session", margin: 0, carriesVerdict: false,
      values: replicates.filter { $0.key == architecture }
    ).figure()?.estimates[architecture]
  }
}
