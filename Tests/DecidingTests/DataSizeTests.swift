import Deciding
import Figures
import Profiles
import Records
import Testing

@Suite("The number of labels") struct DataSizeTests {
  /// Hybrid leads with few examples and end-to-end with many; data alone has a priority.
  ///
  /// AUC of end-to-end is 0.70, 0.77, 0.84 at 500, 1000 and 2000 examples, of hybrid 0.80 at all.
  private static var crossing: Scene {
    var scene = Scene()
    scene.auc = .init(endToEnd: 0.84, hybrid: 0.80, error: 0.001)
    scene.climb = [.endToEnd: 0.14, .hybrid: 0]
    scene.profile.quality.target = nil
    scene.profile.priorities = .init(data: 1, latency: 0, regulation: 0)
    scene.profile.data.pairedCost = 0
    return scene
  }

  @Test("Fewer examples than measured are read from the curves, and may turn the choice")
  func flips() throws {
    var scene = Self.crossing
    #expect(scene.decide().outcome == .endToEnd)
    let flip = try #require(
      scene.decide().acceptability?.flips.first { $0.parameter == "data.paired-examples" })
    // The curves cross where 0.77 + 0.07·log2(n / 1000) = 0.80: n = 1000·2^(3/7) = 1346. With free labels
    // only quality tells them apart, so the choice turns near there.
    #expect(flip.current == 2000)
    #expect(abs(flip.value - 1346) < 100, "\(flip.value)")
    #expect(flip.change.hasPrefix("The number of paired examples at 1,"))
    #expect(flip.change.hasSuffix(" instead of 2,000"))
    scene.profile.data.pairedExamples = 1000
    let decision = scene.decide()
    #expect(decision.outcome == .hybrid)
    let quality = try #require(
      decision.acceptability?.criteria.first { $0.name == "quality" })
    #expect(quality.verdict == .worse)
    #expect(
      quality.basis.hasPrefix(
        "AUC at the profile's 1,000 examples, read from the curves: end-to-end 0.770"))
  }

  @Test("A target is held against the score with the profile's number of examples")
  func target() throws {
    var scene = Self.crossing
    scene.profile.quality.target = 0.79
    func verdict() throws -> RequirementResult {
      try #require(
        scene.decide().requirements.first {
          $0.requirement.hasPrefix("AUC") && $0.architecture == .endToEnd
        })
    }
    #expect(try verdict().verdict == .met)
    scene.profile.data.pairedExamples = 1000
    let result = try verdict()
    #expect(abs((result.estimate?.value ?? 0) - 0.77) < 1e-9)
    #expect(result.verdict == .unmet)
    #expect(result.explanation.contains(", read at the profile's 1,000 examples from the curve"))
    // Halfway between 1000 and 2000 on the logarithm: 0.805.
    scene.profile.data.pairedExamples = 1414
    #expect(abs((try verdict().estimate?.value ?? 0) - 0.805) < 1e-4)
  }

  @Test("Less than was measured is never tried, and stage annotations only where a stage learns")
  func bounds() throws {
    var scene = Self.crossing
    scene.profile.data.stageAnnotations = 1000
    for uses in [false, true] {
      scene.usesStageAnnotations = uses
      let flips = scene.decide().acceptability?.flips ?? []
      #expect(flips.allSatisfy { $0.parameter != "data.paired-examples" || $0.value >= 500 })
      #expect(uses || !flips.contains { $0.parameter == "data.stage-annotations" })
    }
  }

  @Test(
    "What labels cost at the crossover is told at the profile's prices, stage annotations included",
    arguments: [(false, 4.0), (true, 4 + 2 * 0.5)])
  func crossoverCost(uses: Bool, hybrid: Double) throws {
    var scene = Self.crossing
    scene.usesStageAnnotations = uses
    scene.profile.data.pairedCost = 4
    scene.profile.data.stageCost = 0.5
    // Two annotations to each of 2000 examples.
    scene.profile.data.stageAnnotations = 4000
    let crossing = CrossoverEvidence(
      outcome: .crossing, size: 1346, interval: Interval(lower: 1000, upper: 2000, level: 0.9),
      before: .hybrid, after: .endToEnd, upTo: 4000, measured: 2000, share: 1, curves: [:])
    var evidence = scene.evidence
    evidence.timeFree.crossover = crossing
    func cost() -> CrossoverCost? {
      Decider.decide(
        profile: scene.profile, plan: scene.plan, evidence: evidence, regimes: Scene.regimes,
        headline: Scene.auc, usesStageAnnotations: uses
      ).crossover
    }
    let found = try #require(cost())
    // 1346 examples at 4 EUR.
    #expect(found.costs[.endToEnd]?.value == 5384)
    #expect(found.costs[.hybrid]?.value == 1346 * hybrid)
    #expect(found.costs[.hybrid]?.interval?.lower == 1000 * hybrid)
    #expect(found.costs[.hybrid]?.interval?.upper == 2000 * hybrid)
    #expect(found.countsStageAnnotations == uses)
    evidence.timeFree.crossover?.outcome = .undetermined
    #expect(cost() == nil)
  }
}
