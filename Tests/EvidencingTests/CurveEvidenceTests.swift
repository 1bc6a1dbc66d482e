import Evidencing
import Figures
import NumericCore
import Records
import Scores
import Testing

@Suite("Learning curves in the evidence") struct CurveEvidenceTests {
  /// Sixty answers whose separation grows with the size: end-to-end from low, the hybrid from high.
  ///
  /// A probability is uniform noise and a step for the positive items; AUC rises with the step.
  static func answers(_ specification: TrialSpecification) -> [ItemRecord] {
    let size = Double(specification.size)
    let missing = Double.pow(size / 50, -0.7)
    let step =
      specification.architecture == .endToEnd ? 0.7 - 0.7 * missing : 0.45 - 0.2 * missing
    var generator = SeededGenerator(seed: 3, "separation", specification.repetition)
    return (0..<60).map { index in
      let outcome = index.isMultiple(of: 3)
      let probability = (generator.uniform() + (outcome ? step : 0)) / 2
      return RunSample.item(index, probability, outcome)
    }
  }

  static let sizes = [50, 71, 100, 141, 200, 283, 400]

  @Test("Of seven sizes the crossover is given, with both curves, and the same records repeat it")
  func crossover() throws {
    let sample = RunSample(sizes: Self.sizes, repetitions: 5, answers: Self.answers)
    let facts = try sample.evidence().timeFree
    let crossover = try #require(facts.crossover)
    #expect(crossover.before == .hybrid)
    #expect(crossover.after == .endToEnd)
    #expect(crossover.measured == 400)
    #expect(crossover.upTo == 800)
    #expect(Set(crossover.curves.keys) == Set(Architecture.allCases))
    #expect(crossover.curves.values.allSatisfy { !$0.isIllBehaved })
    // The steps are equal at size 50·2^(1/0.7) = 134.6; AUC rises with the step alike for both.
    #expect(crossover.outcome == .crossing)
    #expect(crossover.interval?.contains(134.6) == true)
    #expect(try sample.evidence().timeFree.crossover == crossover)
  }

  @Test("Three sizes are no curve, and the evidence holds none")
  func fewSizes() throws {
    let sample = RunSample(sizes: [50, 100, 200], answers: Self.answers)
    let facts = try sample.evidence().timeFree
    #expect(facts.crossover == nil)
    #expect(!facts.remarks.contains { $0.contains("curves") })
  }

  @Test("A score that never changes has no curve, and a remark says so")
  func constant() throws {
    let sample = RunSample(sizes: Self.sizes) { _ in
      (0..<60).map { RunSample.item($0, $0.isMultiple(of: 3) ? 0.9 : 0.1, $0.isMultiple(of: 3)) }
    }
    let facts = try sample.evidence().timeFree
    #expect(facts.crossover == nil)
    #expect(
      facts.remarks.contains(
        "AUC has no learning curves that could cross: every size has the score 1.0: no curve to"
          + " fit."))
  }

  @Test("Sizes at which a budget stopped training are left out, and too few others are named")
  func stopped() throws {
    var sample = RunSample(sizes: Self.sizes, answers: Self.answers)
    sample.change = { record in
      guard record.specification.size < 200, let answers = record.answers else { return }
      let configuration = TrainingSummary.Configuration(
        settings: [:], validationLoss: 0.5, steps: 100, epochs: 1, reachedPlateau: false)
      record.answers?.training = TrainingSummary(
        configurations: [configuration], chosen: 0, steps: answers.training.steps,
        trainingExamples: 80, validationExamples: 20)
    }
    let facts = try sample.evidence().timeFree
    #expect(facts.crossover == nil)
    #expect(
      facts.remarks.contains(
        "Learning curves take at least 4 sizes at which both architectures were trained to their"
          + " plateau; this run has 3."))
  }
}
