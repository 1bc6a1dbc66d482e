import Figures
import NumericCore
import Records
import Scores
import Testing

import Evidencing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Trials and what may be compared") struct PairingTests {
  static let drawn = DrawnAnswers()

  private func timeFree(_ run: RunRecords) throws -> Data {
    try RecordCoding.encode(
      EvidenceBuilder.build(run, margins: EvidenceMargins(quality: 0.005)).timeFree)
  }

  @Test("The order of trials and of answers in their files changes no byte")
  func order() throws {
    let sample = RunSample(
      sizes: [50, 100], folds: 2, scores: [AreaUnderCurve(), KolmogorovSmirnov()],
      answers: Self.drawn.records)
    let run = sample.run()
    var shuffled = run
    var generator = SeededGenerator(seed: 1, "order")
    generator.shuffle(&shuffled.trials)
    for number in run.items.keys.sorted() {
      shuffled.items[number].map { items in
        var items = items
        generator.shuffle(&items)
        shuffled.items[number] = items
      }
    }
    #expect(try timeFree(shuffled) == timeFree(run))
  }

  @Test("Time, memory and machine change nothing in the time-free part")
  func timeFreeIsTimeFree() throws {
    let sample = RunSample(answers: Self.drawn.records)
    var other = sample.run()
    for index in other.trials.indices {
      other.trials[index].costs = TrialCosts(
        trainingSeconds: Double(index), totalSeconds: 9, trainingPeakBytes: index)
      other.trials[index].provenance.started = "2027-01-01T00:00:00Z"
      other.trials[index].provenance.processor = "another"
    }
    other.sessions = [SessionSample(endToEnd: [100], hybrid: [50]).record]
    #expect(try timeFree(other) == timeFree(sample.run()))
  }

  @Test("A failed trial takes its repetition out for both, and the others stand")
  func failedTrial() throws {
    var sample = RunSample(answers: Self.drawn.records)
    sample.change = { record in
      guard record.specification.architecture == .hybrid, record.specification.repetition == 2
      else { return }
      record.failure = Failure(cause: .crashed, detail: "ended by signal 11")
      record.answers = nil
    }
    let evidence = try sample.evidence()
    // The same run without repetition 2, which nothing else depends on.
    var rest = RunSample(answers: Self.drawn.records).run()
    rest.plan.trials.removeAll { $0.repetition == 2 }
    rest.trials.removeAll { $0.specification.repetition == 2 }
    let expected = try EvidenceBuilder.build(rest, margins: EvidenceMargins(quality: 0.005))
    #expect(evidence.timeFree.scores == expected.timeFree.scores)
    #expect(evidence.timeFree.repetitions == 2)
    #expect(
      evidence.timeFree.remarks == [
        "At 100 examples not every trial of repetition 2 completed: repetition 1, 3 counts."
      ])
    #expect(
      evidence.timeFree.failures.last
        == FailureCount(
          architecture: .hybrid, trials: 3, failedTrials: 1, items: 120, failedItems: 0,
          causes: ["crashed: ended by signal 11"]))
  }

  @Test("Where no repetition completed for both, each has its own score and nothing is compared")
  func nothingInCommon() throws {
    var sample = RunSample(repetitions: 2, answers: Self.drawn.records)
    sample.change = { record in
      guard (record.specification.architecture == .hybrid) == (record.specification.repetition == 2)
      else { return }
      record.failure = Failure(cause: .hung, detail: "no answer within 60 s")
      record.answers = nil
    }
    let figure = try #require(try sample.evidence().score("auc"))
    #expect(figure.estimates.count == 2)
    #expect(figure.estimates[.hybrid]?.method == "one trained model only; items, t")
    #expect(figure.contrast == nil)
  }

  @Test("Training that a budget stopped leaves the numbers and takes the verdict")
  func undertrained() throws {
    var sample = RunSample(sizes: [50, 100], answers: Self.drawn.records)
    sample.change = { record in
      guard record.specification.size == 100, record.specification.repetition == 3 else { return }
      record.answers?.training.configurations[0].reachedPlateau = false
    }
    let evidence = try sample.evidence()
    let contrast = try #require(evidence.score("auc")?.contrast)
    #expect(contrast.verdict == nil)
    #expect(abs(contrast.estimate.value - 0.07744972186563971) < 1e-12)
    #expect(evidence.timeFree.curve[0].contrast?.verdict == .inconclusive)
    #expect(evidence.property("training-steps")?.contrast?.verdict == nil)
    #expect(evidence.timeFree.undertrained == [11, 12])
  }

  /// Losses of 0.25 and 0 by turns, the other way round for hybrid: the difference is 0 ± 0.25.
  private func turns(repetitions: Int, data: DataSource? = nil) -> RunSample {
    RunSample(repetitions: repetitions, scores: [BrierScore()], data: data) { trial in
      (0..<20).map { index in
        let isEven = index.isMultiple(of: 2)
        return RunSample.item(index, isEven == (trial.architecture == .hybrid) ? 0.5 : 0, false)
      }
    }
  }

  @Test("One repetition speaks of these models only, and asks for others")
  func oneRepetition() throws {
    let evidence = try turns(repetitions: 1).evidence()
    let contrast = try #require(evidence.score("brier")?.contrast)
    #expect(contrast.estimate.method == "one trained model only; items, t")
    #expect(contrast.verdict == .inconclusive)
    #expect(
      contrast.settledBy
        == "a fresh run with 3 repetitions or more, since one says nothing of other trainings")
    #expect(
      evidence.property("training-steps")?.contrast?.settledBy
        == "a fresh run with 2 repetitions or more, since one has no interval")
  }

  @Test("An open comparison names the fresh run that would settle it whatever the truth is")
  func settledBy() throws {
    // The items' variance is 0.0625·(20/19)/20 and nothing else varies. Half the margin of 0.1 takes
    // t(19·…)·√(0.00329/r) ≤ 0.05: r = 4 gives 0.0571, r = 8 gives 0.0401. The plan has 60 items.
    let margins = EvidenceMargins(quality: 0.1)
    let open = try turns(repetitions: 3).evidence(margins: margins).score("brier")?.contrast
    #expect(open?.verdict == .inconclusive)
    #expect(
      open?.settledBy == "a fresh run with 3 repetitions and 480 test items, whatever the truth is")
    // The user's own items cannot be multiplied: t(n − 1)·√(0.0658/n) ≤ 0.05 from n = 104 of 20 on,
    // by SciPy, which are 312 of the plan's 60.
    let given = DataSource(path: "/loans.csv", columns: [])
    #expect(
      try turns(repetitions: 3, data: given).evidence(margins: margins).score("brier")?.contrast?
        .settledBy == "more labelled data, about 312 test items")
  }

  @Test("Parameters are counted: their mean, their range, and no interval or verdict")
  func counted() throws {
    var sample = RunSample(answers: Self.drawn.records)
    sample.change = { record in
      guard record.specification.architecture == .hybrid else { return }
      record.answers?.parameters = record.specification.repetition
    }
    let figure = try #require(try sample.evidence().property("parameters"))
    // End-to-end has 10 in every repetition, hybrid 1, 2 and 3.
    #expect(figure.estimates[.hybrid]?.value == 2)
    #expect(figure.estimates[.hybrid]?.interval == nil)
    #expect(figure.contrast?.estimate.value == 5)
    #expect(figure.contrast?.verdict == nil)
    #expect(figure.remarks == ["hybrid: 1 to 3 over the trained models"])
  }

  @Test("Steps are geometric means over repetitions, and their ratio is paired")
  func properties() throws {
    var sample = RunSample(answers: Self.drawn.records)
    sample.change = { record in
      let isHybrid = record.specification.architecture == .hybrid
      record.answers?.training.steps =
        isHybrid ? 100 * record.specification.repetition : 400 * record.specification.repetition
    }
    let figure = try #require(try sample.evidence().property("training-steps"))
    // (100·200·300)^(1/3) and four times that; the ratio is 4 in every repetition.
    #expect(abs((figure.estimates[.hybrid]?.value ?? .nan) - 181.71205928321397) < 1e-9)
    #expect(matches(figure.contrast?.estimate, 4, 4, 4))
    #expect(figure.contrast?.scale == .ratio)
    #expect(figure.contrast?.verdict == .worse)
    #expect(figure.contrast?.margin == 0.10)
  }
}

@Suite("Records that contradict each other") struct ContradictionTests {
  private func error(_ change: (inout RunRecords) -> Void) -> EvidenceError? {
    var run = RunSample(answers: DrawnAnswers().records).run()
    change(&run)
    do {
      _ = try EvidenceBuilder.build(run, margins: EvidenceMargins(quality: 0.005))
      return nil
    } catch {
      return error
    }
  }

  @Test("A lost answer names the trial, what is there and what to do")
  func lostAnswer() {
    #expect(
      error { $0.items[4]?.removeLast() }?.description
        == "trial 4: 59 answers are there of the 60 that the record counts; delete the trial's files"
        + " and resume the run")
  }

  @Test("Other items than the rest answered are refused, and so are other outcomes")
  func differentItems() {
    #expect(error { $0.items[4]?[0].id = "stranger" }?.code == .differentItems)
    #expect(error { $0.items[4]?[0].values["outcome"] = 0.5 }?.code == .differentItems)
    #expect(error { $0.items[4]?[0].id = "i1001" }?.code == .differentItems)
  }

  @Test("A probability that is none is refused")
  func invalidAnswer() {
    #expect(error { $0.items[4]?[0].values["probability"] = 1.5 }?.code == .invalidAnswer)
    #expect(error { $0.items[4]?[0].values["probability"] = nil }?.code == .invalidAnswer)
  }

  @Test("A record of a trial that the plan does not hold is refused")
  func unplanned() {
    #expect(error { $0.trials[3].specification.size = 7 }?.code == .unplannedTrial)
    #expect(error { $0.trials.append($0.trials[0]) }?.code == .unplannedTrial)
  }
}
