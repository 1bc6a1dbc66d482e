import Figures
import Records

/// The training that each architecture needs to the quality that both reach (claim C11).
///
/// In each trial's first division both architectures are judged on the same examples held back, by
/// the same loss: the log-loss before calibration, or the workload's own. The quality is the lower of the two that they end with, so that
/// both reach it; each one's count is that of the first point of its course at or below it. Only the
/// points of a course are looked at, so a count is up to one epoch, or one iteration, too high.
struct QualityCourse {
  /// The first point of one trial's course that has the quality.
  private struct Arrival {
    let step: Int
    let examples: Int
    let seconds: Double?
  }

  let table: SizeTable
  let ledger: TrialLedger
  let margin: Double

  /// Steps and examples to equal quality; empty where no pair of trials has a course.
  func counts() -> [ComparedFigure] {
    let figures = [
      figure(FigureCatalogue.stepsToQuality) { Double($0.step) },
      figure(FigureCatalogue.examplesToQuality) { Double($0.examples) },
    ].compactMap(\.self)
    return figures.map { figure in
      var figure = figure
      figure.remarks += remarks
      return figure
    }
  }

  /// Seconds of training to equal quality; nil where no pair of trials has the times.
  func seconds() -> ComparedFigure? { figure(FigureCatalogue.timeToQuality, \.seconds) }

  private func figure(
    _ kind: FigureKind, _ value: (Arrival) -> Double?
  ) -> ComparedFigure? {
    var values: [Architecture: [Replicate]] = [:]
    for architecture in table.architectures {
      values[architecture] = ledger.byRepetition(
        architecture, size: table.size, repetitions: table.common
      ) { trial in arrival(of: trial).flatMap(value) }
    }
    guard values.count > 1, values.values.allSatisfy({ !$0.isEmpty }) else { return nil }
    return ReplicatedFigure(
      kind: kind, unit: "repetition", margin: margin, carriesVerdict: table.carriesVerdict,
      values: values
    ).figure()
  }

  /// Where a trial's course first has the quality that it and its counterpart reach.
  private func arrival(of trial: TrialRecord) -> Arrival? {
    let specification = trial.specification
    let pair = ledger.main.filter {
      $0.specification.size == specification.size
        && $0.specification.repetition == specification.repetition
        && $0.specification.fold == specification.fold
    }
    let reached = pair.compactMap { $0.answers?.training.course?.reached }
    guard reached.count == Architecture.allCases.count, let quality = reached.max(),
      let course = trial.answers?.training.course, let first = course.first(to: quality)
    else { return nil }
    let seconds = trial.costs?.courseSeconds
    return Arrival(
      step: course.points[first].step, examples: course.points[first].examples,
      seconds: seconds.flatMap { $0.indices.contains(first) ? $0[first] : nil })
  }

  /// What a step is, for each architecture.
  private var remarks: [String] {
    let steps = table.architectures.compactMap { architecture in
      ledger.completed(architecture, size: table.size).compactMap { $0.answers?.training.course }
        .first.map { "\(architecture.rawValue), \($0.step)" }
    }
    return [
      "A step is, for \(steps.joined(separator: "; for ")): steps of one kind and the other do not"
        + " cost the same, so the examples looked at and the seconds are given beside them."
    ]
  }
}
