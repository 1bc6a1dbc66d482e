import Figures
import Records
import Scores
import Statistics
import Testing

import Evidencing

@Suite("Scores of both architectures") struct ScoreTests {
  static let drawn = DrawnAnswers()

  @Test("AUC and its paired difference agree with NumPy's mean squares of DeLong's placements")
  func areaUnderCurve() throws {
    // Tests/References/evidence.py, "auc one fold".
    let evidence = try RunSample(answers: Self.drawn.records).evidence()
    let figure = try #require(evidence.score("auc"))
    #expect(
      matches(
        figure.estimates[.endToEnd], 0.9520753102267864, 0.6482655846518638, 0.9953517369655127))
    #expect(
      matches(figure.estimates[.hybrid], 0.8746255883611468, 0.7172320857498267, 0.9504620728019786)
    )
    let contrast = try #require(figure.contrast)
    #expect(contrast.scale == .difference)
    #expect(
      matches(
        contrast.estimate, 0.07744972186563971, -0.006598535502181174, 0.1614979792334606))
    #expect(contrast.margin == 0.005)
    #expect(contrast.verdict == .inconclusive)
    #expect(evidence.timeFree.repetitions == 3)
    #expect(evidence.timeFree.remarks == [])
  }

  @Test("Cross-validated answers count pairs within folds, and pair across both architectures")
  func folds() throws {
    // Tests/References/evidence.py, "auc two folds".
    let evidence = try RunSample(folds: 2, answers: Self.drawn.records).evidence()
    let figure = try #require(evidence.score("auc"))
    #expect(
      matches(figure.estimates[.hybrid], 0.8723221936589546, 0.70564312246685, 0.9511529580217124)
    )
    #expect(
      matches(
        figure.contrast?.estimate, 0.08054841473864612, 0.011980281329810202, 0.14911654814748204)
    )
    #expect(figure.contrast?.verdict == .better)
    #expect(figure.contrast?.settledBy == nil)
  }

  @Test("The difference is end-to-end less hybrid, and the verdict knows which way is better")
  func signs() throws {
    // Tests/References/evidence.py, "brier difference": end-to-end has the lower loss, which is better.
    let sample = RunSample(scores: [AreaUnderCurve(), BrierScore()], answers: Self.drawn.records)
    let contrast = try #require(try sample.evidence().score("brier")?.contrast)
    #expect(
      matches(
        contrast.estimate, -0.034936493701683245, -0.07700887378695558, 0.007135886383589085))
    #expect(contrast.verdict == .inconclusive)
    #expect(contrast.margin == 0.002)
    // Of answers that are nearly right the loss is clearly lower; the other way round sign and verdict
    // turn.
    func against(_ sharp: Architecture) throws -> Contrast {
      let sample = RunSample(
        scores: sample.scores,
        answers: { trial in
          guard trial.architecture == sharp else { return Self.drawn.records(trial) }
          return Self.drawn.outcomes.indices.map { index in
            let outcome = Self.drawn.outcomes[index]
            return RunSample.item(index, outcome ? 0.95 : 0.05, outcome)
          }
        })
      return try #require(try sample.evidence().score("brier")?.contrast)
    }
    #expect(try against(.endToEnd).verdict == .better)
    #expect(try against(.endToEnd).estimate.value < 0)
    #expect(try against(.hybrid).verdict == .worse)
  }

  @Test("Scores that are no mean are those of the bootstrap over the same rows for both")
  func bootstrap() throws {
    let sample = RunSample(
      repetitions: 2, scores: [AreaUnderCurve(), KolmogorovSmirnov(), ExpectedCalibrationError()],
      answers: Self.drawn.records)
    let evidence = try sample.evidence()
    for score in [KolmogorovSmirnov(), ExpectedCalibrationError()] as [any Score] {
      func table(_ architecture: Architecture, _ seed: Int) throws -> ScoredItems {
        let trial = try #require(
          sample.run().plan.trials.first {
            $0.architecture == architecture && $0.repetition == seed + 1
          })
        let records = Self.drawn.records(trial)
        return try ScoredItems(
          ids: records.map(\.id), probabilities: records.compactMap { $0.values["probability"] },
          outcomes: Self.drawn.outcomes)
      }
      let tables = try [0, 1].map { (try table(.endToEnd, $0), try table(.hybrid, $0)) }
      // 2000 draws by the definition of the score, nothing sorted or kept.
      let expected = try CrossedBootstrap(seeds: 2, items: 60, draws: 2000, seed: 7) { seed, rows in
        guard let one = try? score.value(of: tables[seed].0.taking(rows)),
          let other = try? score.value(of: tables[seed].1.taking(rows))
        else { return nil }
        return one - other
      }.estimate()
      let contrast = try #require(evidence.score(score.kind.id)?.contrast)
      #expect(
        matches(
          contrast.estimate, expected.value, expected.interval?.lower ?? .nan,
          expected.interval?.upper ?? .nan))
    }
  }

  @Test("A score that has no value on these items is a remark, and the others stand")
  func singleClass() throws {
    let sample = RunSample(
      scores: [BrierScore(), AreaUnderCurve()],
      answers: { trial in
        (0..<20).map { RunSample.item($0, 0.01 * Double($0 + trial.repetition), false) }
      })
    let evidence = try sample.evidence()
    #expect(evidence.timeFree.scores.map(\.kind.id) == ["brier"])
    #expect(
      evidence.timeFree.remarks == [
        "AUC at 100 examples has no interval: AUC needs a positive and a negative item in the same"
          + " fold of 20 items."
      ])
  }

  @Test("The curve has the headline at every size, ascending, each with its contrast")
  func curve() throws {
    let evidence = try RunSample(sizes: [50, 100], answers: Self.drawn.records).evidence()
    #expect(evidence.timeFree.curve.map(\.size) == [50, 100])
    #expect(evidence.timeFree.curve[0].contrast == evidence.score("auc")?.contrast)
    #expect(evidence.timeFree.curve[1].estimates == evidence.score("auc")?.estimates)
  }

  @Test("Failed answers stay in the score as they are, and a remark gives it without them")
  func failedItems() throws {
    // Of hybrid's items the last fails in repetition 1: its probability 0.5 stays in the score.
    let answers: (TrialSpecification) -> [ItemRecord] = { trial in
      let fails = trial.architecture == .hybrid && trial.repetition == 1
      return [
        RunSample.item(0, 0.1, false), RunSample.item(1, 0.3, false),
        RunSample.item(2, 0.5, true, failure: fails ? "no income" : nil),
      ]
    }
    let evidence = try RunSample(repetitions: 2, scores: [BrierScore()], answers: answers)
      .evidence()
    let figure = try #require(evidence.score("brier"))
    // (0.01 + 0.09 + 0.25)/3 with all; without the failed one (0.01 + 0.09)/2 in repetition 1.
    #expect(abs((figure.estimates[.hybrid]?.value ?? .nan) - 0.35 / 3) < 1e-12)
    #expect(
      figure.remarks == [
        "1 of 6 answers of hybrid failed and count as the constant prediction; without them it has"
          + " 0.083."
      ])
    #expect(
      evidence.timeFree.failures == [
        FailureCount(
          architecture: .endToEnd, trials: 2, failedTrials: 0, items: 6, failedItems: 0, causes: []),
        FailureCount(
          architecture: .hybrid, trials: 2, failedTrials: 0, items: 6, failedItems: 1,
          causes: ["no income"]),
      ])
  }
}
