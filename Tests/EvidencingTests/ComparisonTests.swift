import Figures
import NumericCore
import Records
import Scores
import Statistics
import Testing

import Evidencing

@Suite("Both architectures, repetition by repetition and as families") struct ComparisonTests {
  static let drawn = DrawnAnswers()

  /// The drawn answers with a decision: refused from a probability of 0.4 on.
  private static func decided(_ trial: TrialSpecification) -> [ItemRecord] {
    drawn.records(trial).map { record in
      var record = record
      let refused = (record.values[ScoredItems.Column.probability] ?? 0) >= 0.4
      let outcome = record.values[ScoredItems.Column.outcome] == 1
      record.values[ScoredItems.Column.correct] = refused == outcome ? 1 : 0
      return record
    }
  }

  @Test("Each repetition has DeLong's difference and McNemar's counts of its own two models")
  func repetitions() throws {
    let sample = RunSample(repetitions: 6, answers: Self.repeated)
    let evidence = try sample.evidence()
    let comparisons = try #require(evidence.timeFree.comparisons)
    #expect(comparisons.size == 100)
    #expect(comparisons.repetitions.map(\.repetition) == [1, 2, 3, 4, 5, 6])
    for (place, repetition) in comparisons.repetitions.enumerated() {
      func trial(_ architecture: Architecture) throws -> [ItemRecord] {
        let trial = try #require(
          sample.run().plan.trials.first {
            $0.architecture == architecture && $0.repetition == repetition.repetition
          })
        return Self.repeated(trial)
      }
      let (one, other) = (try trial(.endToEnd), try trial(.hybrid))
      // The mean of per-seed differences is the crossed design's; here each is that of the seed's AUCs.
      let difference = try area(one) - area(other)
      #expect(abs((repetition.areaDifference?.value ?? .nan) - difference) < 1e-12)
      let right = [one, other].map { $0.map { $0.values[ScoredItems.Column.correct] == 1 } }
      let decisions = try #require(repetition.decisions)
      #expect(decisions.items == 60)
      #expect(decisions.onlyEndToEnd == zip(right[0], right[1]).count { $0 && !$1 })
      #expect(decisions.onlyHybrid == zip(right[0], right[1]).count { !$0 && $1 })
      #expect(place == repetition.repetition - 1)
    }
    // End-to-end is ahead in all six, of which Wilcoxon's two-sided p is 2/2⁶.
    #expect(
      comparisons.signedRanks == SignedRanks(pairs: 6, endToEndHigher: 21, pValue: 0.03125))
  }

  @Test("Answers without a decision have no McNemar's test, and three repetitions no Wilcoxon's")
  func withoutDecisions() throws {
    let comparisons = try #require(
      try RunSample(answers: Self.drawn.records).evidence().timeFree.comparisons)
    #expect(comparisons.repetitions.allSatisfy { $0.decisions == nil && $0.areaDifference != nil })
    #expect(comparisons.signedRanks == nil)
  }

  @Test("The headline is a family of its own; the other scores are adjusted for their number")
  func families() throws {
    let evidence = try RunSample(
      scores: [AreaUnderCurve(), BrierScore(), LogLoss(), ExpectedCalibrationError()],
      answers: Self.drawn.records
    ).evidence()
    #expect(evidence.score("auc")?.contrast?.adjusted == nil)
    #expect(evidence.score("auc")?.contrast?.detectable != nil)
    let others = try ["brier", "log-loss", "ece"].map { id in
      try #require(evidence.score(id)?.contrast)
    }
    for contrast in others {
      let adjusted = try #require(contrast.adjusted)
      let own = try #require(contrast.estimate.interval)
      #expect(adjusted.family == .scores)
      #expect(adjusted.members == 3)
      #expect(abs(adjusted.interval.level - (1 - 0.05 / 3)) < 1e-12)
      #expect(adjusted.interval.lower < own.lower && own.upper < adjusted.interval.upper)
    }
    // Holm: the least p value times three, and never below an individual one.
    let least = try #require(others.compactMap(\.adjusted?.pValue).min())
    #expect(least > 0 && least <= 1)
  }

  @Test("A verdict within a family needs more than one alone: its p value is Holm's")
  func holm() throws {
    // Two sessions' ratios with t on 2 degrees of freedom: p of |t| = 6 is 0.0267 (SciPy,
    // 2 * stats.t.sf(6, 2)), alone below 0.05, of two such twice that.
    let deviation = 3.0.squareRoot() / 6 * 0.3
    let logs = [0.3 - deviation, 0.3, 0.3 + deviation]
    let sessions = logs.enumerated().map { index, log in
      Self.session(index + 1, ratio: Double.exp(log))
    }
    let evidence = try RunSample(answers: Self.drawn.records, sessions: sessions).evidence()
    let memory = try #require(evidence.timed("memory-after-load")?.contrast)
    #expect(memory.verdict == .worse)
    let adjusted = try #require(memory.adjusted)
    #expect(adjusted.family == .times)
    #expect(adjusted.pValue > 0.05)
    #expect(adjusted.verdict == .inconclusive)
  }

  /// Answers of any number of repetitions: those drawn, with the hybrid's moved a little each time.
  private static func repeated(_ trial: TrialSpecification) -> [ItemRecord] {
    var first = trial
    first.repetition = 1
    let shift = trial.architecture == .hybrid ? 0.01 * Double(trial.repetition) : 0
    return decided(first).map { record in
      var record = record
      let probability = record.values[ScoredItems.Column.probability] ?? 0
      let outcome = record.values[ScoredItems.Column.outcome] == 1
      record.values[ScoredItems.Column.probability] = probability - (outcome ? shift : 0)
      return record
    }
  }

  private func area(_ records: [ItemRecord]) throws -> Double {
    try AreaUnderCurve().value(
      of: ScoredItems(records.map { ScoredItem(id: $0.id, values: $0.values) }))
  }

  private static func session(_ number: Int, ratio: Double) -> SessionRecord {
    let specification = SessionSpecification(
      number: number, trials: [1, 2], scenario: .singleStream, queries: 10,
      singleStreamQueries: 10, blocks: 1, offlineItems: 0, explanations: 0, timeout: 60)
    func candidate(_ architecture: Architecture, _ bytes: Double) -> ServedCandidate {
      let memory = Int((bytes * 1e6).rounded())
      return ServedCandidate(
        trial: 1, architecture: architecture,
        memory: ServingMemory(
          beforeLoading: 500_000, afterLoading: memory, peakServing: memory))
    }
    return SessionRecord(
      specification: specification,
      candidates: [candidate(.endToEnd, ratio), candidate(.hybrid, 1)],
      provenance: RunSample.provenance)
  }
}
