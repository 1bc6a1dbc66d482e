import Figures
import Records
import Testing

import Evidencing

@Suite("The gap of training to test score") struct TrainingGapTests {
  /// A run with three trials of the network without regularisation, which answer as the main ones do.
  ///
  /// Scores on training examples are 0.1 above those of the main trials' 0.8, and rise by 0.01 with the repetition.
  private func run(hasTrainingScore: Bool = true) -> RunRecords {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.change = { record in
      guard hasTrainingScore else { return }
      record.answers?.trainingScore = 0.8 + 0.01 * Double(record.specification.repetition)
    }
    var run = sample.run()
    run.plan.studies = [
      StudySpecification(
        name: StudyNames.regularisation, kind: .regularisation, question: "What is lost?",
        size: 100)
    ]
    for main in run.trials where main.specification.architecture == .endToEnd {
      var record = main
      record.specification.number += 100
      record.specification.study = StudyNames.regularisation
      record.specification.variation = .unregularised
      if let score = main.answers?.trainingScore { record.answers?.trainingScore = score + 0.1 }
      run.plan.trials.append(record.specification)
      run.items[record.specification.number] = run.items[main.specification.number]
      run.trials.append(record)
    }
    return run
  }

  private func study(_ run: RunRecords) throws -> StudyEvidence {
    let evidence = try EvidenceBuilder.build(run, margins: EvidenceMargins(quality: 0.005))
    return try #require(evidence.timeFree.studies?.first)
  }

  @Test("Each network has its training score and how far it lies above that on test items")
  func gaps() throws {
    let study = try study(run())
    let gaps = try #require(study.overfitting)
    #expect(gaps.map(\.label) == ["as it is", "without regularisation"])
    // The means of 0.81, 0.82, 0.83 and of 0.91, 0.92, 0.93; t with 2 degrees of freedom is 4.3027 at
    // 95 %, the standard error 0.01/√3, so the half-width is 0.024841377.
    #expect(abs(gaps[0].training.value - 0.82) < 1e-12)
    #expect(abs((gaps[0].training.interval?.upper ?? 0) - 0.844841377) < 1e-8)
    #expect(abs(gaps[1].training.value - 0.92) < 1e-12)
    // Both answered the same, so their gaps differ by as much as their training scores.
    #expect(abs(gaps[1].gap.value - gaps[0].gap.value - 0.1) < 1e-12)
    let score = try #require(study.conditions[0].estimates[.endToEnd])
    #expect(abs(gaps[0].gap.value - (0.82 - score.value)) < 1e-9)
    #expect(
      study.conclusion.contains("Its training examples are answered better than test items by"))
  }

  @Test("Records from before training scores were kept give no gap and no sentence")
  func older() throws {
    let study = try study(run(hasTrainingScore: false))
    #expect(study.overfitting == nil)
    #expect(!study.conclusion.contains("training examples"))
  }
}
