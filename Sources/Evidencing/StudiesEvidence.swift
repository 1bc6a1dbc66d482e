import Figures
import Records
import Scores

/// What the studies of a run show, each on the headline score.
struct StudiesEvidence {
  let run: RunRecords
  let ledger: TrialLedger
  /// The indifference margin of the headline score.
  let margin: Double

  /// One part for each study of the plan; nil where the plan has none.
  ///
  /// - Throws: ``EvidenceError`` where answers contradict each other.
  func studies() throws(EvidenceError) -> [StudyEvidence]? {
    guard let planned = run.plan.studies, !planned.isEmpty,
      let kind = run.descriptor.scores.first, let score = ScoreCatalogue.score(kind.id)
    else { return nil }
    var found: [StudyEvidence] = []
    for study in planned {
      found.append(
        try StudyBuilder(
          study: study, run: run, ledger: ledger, score: score, kind: kind, margin: margin
        ).evidence())
    }
    return found
  }
}

/// The parts from which a study's evidence is put together.
struct StudyBuilder {
  let study: StudySpecification
  let run: RunRecords
  let ledger: TrialLedger
  let score: any Score
  let kind: FigureKind
  let margin: Double

  /// The main run's condition, as it is called beside those of the study.
  var mainLabel: String {
    switch study.kind {
    case .option:
      study.mainValue.map { Variation.option(name: study.name, value: $0).label } ?? "as it is"
    case .sites: "all sites pooled"
    case .stages, .regularisation: "as it is"
    }
  }

  func evidence() throws(EvidenceError) -> StudyEvidence {
    switch study.kind {
    case .option: try option()
    case .sites: try sites()
    case .stages: try stages()
    case .regularisation: try regularisation()
    }
  }

  /// The designs by which arms are scored and compared.
  var design: StudyScore { StudyScore(score: score, margin: margin, seed: run.plan.seed) }

  /// The main trials of the study's size.
  func main(_ architecture: Architecture) throws(EvidenceError) -> StudyArm {
    try StudyArm(
      mainLabel, architecture,
      run.plan.mainTrials.filter {
        $0.size == study.size && $0.architecture == architecture
      }, ledger)
  }

  /// The study's trials of an architecture that vary what the condition says.
  func arm(
    _ label: String, _ architecture: Architecture, where matches: (Variation) -> Bool
  ) throws(EvidenceError) -> StudyArm {
    try StudyArm(
      label, architecture,
      run.plan.trials(of: study).filter {
        $0.architecture == architecture && ($0.variation.map(matches) ?? false)
      }, ledger)
  }

  func condition(
    _ label: String, value: Double? = nil, isMain: Bool = false, _ arms: [StudyArm],
    _ contrast: Contrast? = nil
  ) -> StudyCondition {
    var estimates: [Architecture: Estimate] = [:]
    for arm in arms { estimates[arm.architecture] = design.estimate(arm) }
    return StudyCondition(
      label: label, value: value, isMain: isMain, estimates: estimates, contrast: contrast)
  }

  /// The comparisons of a family, those that there are.
  func contrasts(
    _ pairs: [(one: StudyArm, other: StudyArm)]
  ) throws(EvidenceError) -> [StudyContrast] {
    zip(pairs, try design.differences(pairs)).compactMap { pair, contrast in
      contrast.map { contrast in
        StudyContrast(
          label: pair.one.label, architecture: pair.one.architecture, against: pair.other.label,
          againstArchitecture: pair.other.architecture, estimate: contrast.estimate, margin: margin,
          verdict: contrast.verdict, settledBy: contrast.settledBy)
      }
    }
  }

  func evidence(
    _ conditions: [StudyCondition], _ contrasts: [StudyContrast], _ conclusion: String,
    flips: Bool = false, migration: [MigrationStep]? = nil, arms: [StudyArm]
  ) -> StudyEvidence {
    StudyEvidence(
      name: study.name, kind: study.kind, question: study.question, size: study.size, figure: kind,
      conditions: conditions, contrasts: contrasts, conclusion: conclusion, flips: flips,
      migration: migration, remarks: study.remarks + arms.flatMap(gaps))
  }

  /// What the plan has of an arm and the records have not, and what carries no verdict.
  private func gaps(_ arm: StudyArm) -> [String] {
    var gaps: [String] = []
    let name = "\(arm.label.capitalisedFirst), \(arm.architecture.rawValue)"
    if !arm.incomplete.isEmpty {
      let numbers = arm.incomplete.map(String.init).joined(separator: ", ")
      let causes = Set(
        ledger.records.filter {
          $0.specification.study == study.name && $0.specification.architecture == arm.architecture
            && arm.incomplete.contains($0.specification.repetition)
        }.compactMap(\.failure?.detail)
      ).sorted().prefix(2)
      let cause = causes.isEmpty ? "" : " (\(causes.joined(separator: "; ")))"
      gaps.append("\(name): not every trial of repetition \(numbers) completed\(cause).")
    }
    if arm.isUndertrained {
      gaps.append(
        "\(name): a budget stopped trials before their plateau, so no verdict rests on them.")
    }
    return gaps
  }
}
