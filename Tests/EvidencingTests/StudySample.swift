import Evidencing
import Records

/// The run of `DrawnAnswers` with the trials of one study after its own.
struct StudySample {
  var study: StudySpecification
  /// What is varied, and of which architectures.
  var variations: [(Variation, [Architecture])]
  /// What a trial of the study answers.
  var answers: (TrialSpecification) -> [ItemRecord]
  /// Changes a record of the study after it is made.
  var change: (inout TrialRecord) -> Void = { _ in }
  var main = RunSample(answers: StudySample.drawn.records)

  static let drawn = DrawnAnswers()

  init(
    _ study: StudySpecification, _ variations: [(Variation, [Architecture])],
    answers: @escaping (TrialSpecification) -> [ItemRecord]
  ) {
    self.study = study
    self.variations = variations
    self.answers = answers
  }

  func run() -> RunRecords {
    var run = main.run()
    run.plan.studies = [study]
    for (variation, architectures) in variations {
      for repetition in 1...main.repetitions {
        for architecture in architectures {
          let specification = TrialSpecification(
            number: run.plan.trials.count + 1, architecture: architecture, size: study.size,
            repetition: repetition, fold: 0, folds: 1, testItems: 60, configurations: 2,
            explanations: 0, keepsModel: false, timeout: 60, study: study.name,
            variation: variation)
          run.plan.trials.append(specification)
          let answered = answers(specification)
          var record = RunSample.record(specification, answered)
          change(&record)
          if record.answers != nil { run.items[specification.number] = answered }
          run.trials.append(record)
        }
      }
    }
    return run
  }

  func timeFree() throws -> Evidence.TimeFree {
    try EvidenceBuilder.build(run(), margins: EvidenceMargins(quality: 0.005)).timeFree
  }

  func evidence() throws -> StudyEvidence? { try timeFree().studies?.first }

  /// What the main trial of an architecture answers in the same repetition.
  static func answers(of architecture: Architecture, in trial: TrialSpecification) -> [ItemRecord] {
    var main = trial
    main.architecture = architecture
    return drawn.records(main)
  }
}
