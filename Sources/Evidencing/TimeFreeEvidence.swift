import Figures
import Records
import Scores
import Statistics

/// The part of the evidence that the same seed repeats bit for bit; it reads no cost and no session.
struct TimeFreeEvidence {
  let run: RunRecords
  let ledger: TrialLedger
  let margins: EvidenceMargins
  let tables: [SizeTable]
  let largest: SizeTable

  /// - Throws: ``EvidenceError`` where answers lack what the scores read.
  func timeFree() throws(EvidenceError) -> Evidence.TimeFree {
    let headline = run.descriptor.scores.first
    var remarks: [String] = []
    let scores = try scores(&remarks)
    let (curve, crossover) = try curve(headline, &remarks)
    let reasons = ReasonEvidence(table: largest, ledger: ledger, margin: margins.reasons)
    let explanations = reasons.explanations()
    let studies = try StudiesEvidence(run: run, ledger: ledger, margin: margins.quality).studies()
    var named = reasons.figures(explanations)
    ComparisonFamilies.adjust(&named, as: .reasons) { _ in true }
    return Evidence.TimeFree(
      workload: run.plan.workload, effort: run.plan.effort, seed: run.plan.seed,
      repetitions: largest.architectures.map { largest.repetitions($0).count }.max() ?? 0,
      testItems: run.plan.testItems, headline: headline?.id ?? "", scores: scores, curve: curve,
      crossover: crossover,
      comparisons: RepetitionComparisons(table: largest, scores: run.descriptor.scores)
        .comparisons(),
      ceilings: ceilings,
      properties: properties + named,
      explanations: explanations, cases: SharedCase.of(largest, ledger),
      failures: Failures(ledger).counts(),
      undertrained: ledger.main.map(\.specification.number).filter(ledger.undertrained.contains),
      remarks: gaps + remarks, studies: studies)
  }

  private func scores(_ remarks: inout [String]) throws(EvidenceError) -> [ComparedFigure] {
    var figures: [ComparedFigure] = []
    var components: [String: VarianceComponents] = [:]
    for kind in run.descriptor.scores {
      let margin = margins.score(kind.id, isHeadline: kind.id == run.descriptor.scores.first?.id)
      if kind.id == DisparateImpact.kind.id {
        let fairness = FairnessEvidence(table: largest, ledger: ledger, margin: margin)
        if let figure = fairness.figure(kind) { figures.append(figure) }
        continue
      }
      let outcome = try comparison(kind, largest, margin).outcome()
      components[kind.id] = outcome.components
      guard !outcome.estimates.isEmpty else {
        remarks += outcome.remarks
        continue
      }
      figures.append(
        ComparedFigure(
          kind: kind, estimates: outcome.estimates, replicates: outcome.replicates,
          contrast: outcome.contrast,
          remarks: outcome.remarks + Failures.withoutFailures(kind, largest)))
    }
    let headline = run.descriptor.scores.first?.id
    ComparisonFamilies.adjust(&figures, as: .scores, components: components) {
      $0.kind.id != headline
    }
    return figures
  }

  private func curve(
    _ headline: FigureKind?, _ remarks: inout [String]
  ) throws(EvidenceError) -> ([CurvePoint], CrossoverEvidence?) {
    guard let headline else { return ([], nil) }
    var points: [CurvePoint] = []
    var curves = CurveEvidence(kind: headline, seed: run.plan.seed)
    for table in tables {
      let outcome = try comparison(headline, table, margins.quality).outcome()
      // The largest size's remarks stand with the scores.
      if table.size != largest.size { remarks += outcome.remarks }
      guard !outcome.estimates.isEmpty else { continue }
      points.append(
        CurvePoint(size: table.size, estimates: outcome.estimates, contrast: outcome.contrast))
      curves.add(table, outcome.replicates)
    }
    return (points, curves.crossover(&remarks))
  }

  private func comparison(
    _ kind: FigureKind, _ table: SizeTable, _ margin: Double
  ) -> ScoreComparison {
    ScoreComparison(kind: kind, table: table, margin: margin, plan: run.plan)
  }

  /// The best that any answerer could reach, averaged over the trials where their items differ.
  private var ceilings: [String: Double] {
    var found: [String: [Double]] = [:]
    for architecture in largest.architectures {
      for trial in ledger.completed(architecture, size: largest.size) {
        for (id, value) in trial.answers?.ceilings ?? [:] { found[id, default: []].append(value) }
      }
    }
    return found.compactMapValues { values in
      // A mean of equal values may differ from them in the last digit.
      values.allSatisfy { $0 == values.first }
        ? values.first : values.reduce(0, +) / Double(values.count)
    }
  }

  private var properties: [ComparedFigure] {
    let steps = ReplicatedFigure(
      kind: FigureCatalogue.trainingSteps, unit: "repetition", margin: margins.ratio,
      carriesVerdict: largest.carriesVerdict, values: replicated(\.training.steps)
    ).figure()
    let figures = [
      count(FigureCatalogue.parameters, \.parameters),
      count(FigureCatalogue.modelBytes, \.modelBytes), steps,
    ]
    return figures.compactMap(\.self).filter { !$0.estimates.isEmpty }
  }

  private func replicated(
    _ count: (TrialAnswers) -> Int
  ) -> [Architecture: [Replicate]] {
    var values: [Architecture: [Replicate]] = [:]
    for architecture in largest.architectures {
      values[architecture] = ledger.byRepetition(
        architecture, size: largest.size, repetitions: largest.repetitions(architecture)
      ) { $0.answers.map { Double(count($0)) } }
    }
    return values
  }

  /// What is counted of the trained models, not estimated: their mean, and the range in a remark.
  private func count(_ kind: FigureKind, _ count: (TrialAnswers) -> Int) -> ComparedFigure {
    let replicates = replicated(count)
    var figure = ComparedFigure(kind: kind, estimates: [:], replicates: replicates)
    for (architecture, values) in replicates.sorted(by: { $0.key < $1.key }) {
      let counts = values.map(\.value)
      guard let least = counts.min(), let most = counts.max() else { continue }
      figure.estimates[architecture] = Estimate(
        value: counts.reduce(0, +) / Double(counts.count),
        method: "mean of \(counts.count) trained models, counted")
      if least < most {
        let range = "\(Format.value(least, kind.unit)) to \(Format.value(most, kind.unit))"
        figure.remarks.append("\(architecture.rawValue): \(range) over the trained models")
      }
    }
    guard let one = figure.estimates[.endToEnd], let other = figure.estimates[.hybrid],
      other.value > 0
    else { return figure }
    figure.contrast = Contrast(
      scale: .ratio, estimate: Estimate(value: one.value / other.value, method: "counted"),
      margin: margins.ratio, verdict: nil)
    return figure
  }

  /// What the plan has and the records have not, one sentence each.
  private var gaps: [String] {
    var gaps: [String] = []
    let planned = run.plan.mainTrials.count
    let missing = planned - ledger.main.count
    if missing > 0 { gaps.append("\(missing) of \(planned) trials have no record.") }
    for table in tables where !table.incomplete.isEmpty {
      let left = table.incomplete.map(String.init).joined(separator: ", ")
      let rest =
        table.common.isEmpty
        ? "each architecture counts by what it completed, and nothing is compared"
        : "repetition \(table.common.map(String.init).joined(separator: ", ")) counts"
      gaps.append(
        "At \(Format.count(table.size)) examples not every trial of repetition \(left) completed:"
          + " \(rest).")
    }
    return gaps
  }
}
