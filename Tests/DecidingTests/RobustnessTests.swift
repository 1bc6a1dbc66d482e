import Deciding
import Figures
import Profiles
import Records
import Testing

@Suite("A decision says how firm it is")
struct RobustnessTests {
  /// Hybrid is easier to explain, end-to-end ranks higher: the priorities decide.
  static var contested: Scene {
    var scene = Scene()
    scene.auc = .init(endToEnd: 0.84, hybrid: 0.80, error: 0.002)
    scene.necessity = .init(endToEnd: 0.4, hybrid: 0.9, error: 0.01)
    scene.latency = .init(endToEnd: 0.02, hybrid: 0.002, error: 0.01)
    scene.profile.priorities = .init(data: 1, latency: 2, regulation: 6)
    return scene
  }

  @Test("The same seed gives the same decision, bit for bit")
  func deterministic() throws {
    let scene = Self.contested
    let first = scene.decide()
    #expect(first == scene.decide())
    #expect(try RecordCoding.encode(first) == RecordCoding.encode(scene.decide()))
  }

  @Test("Another seed moves the shares by no more than the draws' error")
  func otherSeed() throws {
    var scene = Self.contested
    let first = try #require(scene.decide().acceptability?.firstRank[.hybrid])
    scene.seed = 8
    let second = try #require(scene.decide().acceptability?.firstRank[.hybrid])
    // Five standard errors of the difference of two shares over 10 000 draws each.
    #expect(abs(first - second) < 5 * 0.5 * 0.02.squareRoot())
  }

  @Test("Deciding again at a flip's value gives its outcome, and just before it today's")
  func flipsHold() throws {
    let scene = Self.contested
    let decision = scene.decide()
    #expect(decision.outcome == .hybrid)
    let flips = try #require(decision.acceptability?.flips)
    #expect(flips.map(\.parameter).contains("priorities.regulation"))
    for flip in flips {
      let parameter = try #require(FlipParameter(rawValue: flip.parameter))
      #expect(parameter.value(in: scene.profile) == flip.current)
      #expect(decided(scene, parameter, flip.value) == flip.outcome, "\(flip)")
      #expect(flip.outcome != decision.outcome)
      let before = flip.current + (flip.value - flip.current) * 0.99
      #expect(decided(scene, parameter, before) == decision.outcome, "\(flip)")
    }
  }

  private func decided(
    _ scene: Scene, _ parameter: FlipParameter, _ value: Double
  ) -> Decision.Outcome {
    var changed = scene
    changed.profile = parameter.setting(value, in: scene.profile)
    return changed.decide().outcome
  }

  @Test("The measured cells hold what the criteria say, and disagreement is named")
  func matrix() throws {
    var scene = Self.contested
    // logit 0.25 + ln(0.9) · 2 ln 3 / ln 10 = −1.199, whose logistic is 0.23.
    scene.profile.latency.budget = 0.09
    let decision = scene.decide()
    let latency = try #require(decision.matrix.rows.first { $0.dimension == .latency })
    #expect(latency.measured[.hybrid]?.source == "latency-p99, memory-peak-serving")
    #expect(
      latency.disagreement?.hasPrefix("The prior prefers end-to-end (0.77 to 0.23)") == true)
    let regulation = try #require(decision.matrix.rows.first { $0.dimension == .regulation })
    // Necessity 0.9 over a control of 0.2: (0.9 − 0.2) / (1 − 0.2) = 0.875.
    #expect(abs((regulation.measured[.hybrid]?.utility ?? 0) - 0.875) < 0.005)
    #expect(regulation.disagreement == nil)
  }

  @Test("A size beyond what was measured is marked, mixed with the prior, and doubted")
  func beyondMeasured() throws {
    var scene = Scene()
    scene.profile.data.pairedExamples = 4000
    let within = scene.decide()
    #expect(within.matrix.rows.first { $0.dimension == .data }?.mark == nil)
    scene.profile.data.pairedExamples = 4001
    let beyond = scene.decide()
    let mark = try #require(beyond.matrix.rows.first { $0.dimension == .data }?.mark)
    #expect(
      mark
        == "beyond what was measured: 4,001 examples, at most 2,000 measured; in 50 % of the"
        + " ranking's draws the prior stands in; end-to-end less hybrid went from +0.000 at 500 examples to"
        + " +0.000 at 2,000")
    #expect(beyond.doubts.contains { $0.text == "Data are \(mark)." })
  }

  @Test("Failures, findings, few seeds and the embedded corpus are doubts")
  func doubts() {
    var scene = Scene()
    scene.repetitions = 3
    scene.failures = [
      FailureCount(
        architecture: .hybrid, trials: 9, failedTrials: 1, items: 6000, failedItems: 12,
        causes: ["hung"])
    ]
    scene.validity = [
      ValidityFinding(kind: .noisyMachine, detail: "the clock drifted", remedy: "run alone.")
    ]
    #expect(
      scene.decide().doubts.map(\.text) == [
        "The figures come from the workload's embedded corpus, an analogy for your task: run it"
          + " on your own data before you build.",
        "Each figure rests on 3 seeds: intervals over so few are wide.",
        "Of hybrid, 1 of 9 trials and 12 of 6,000 items failed (hung).",
        "Measuring: the clock drifted. Run alone.",
      ])
  }

  @Test("Curves whose crossing is not known are a doubt; one that is known is none")
  func crossover() {
    func doubts(_ outcome: CrossoverEvidence.Outcome) -> [String] {
      let scene = Scene()
      var evidence = scene.evidence
      evidence.timeFree.crossover = CrossoverEvidence(
        outcome: outcome, size: nil, interval: nil, before: .hybrid, after: .hybrid, upTo: 4000,
        measured: 2000, share: 0.42, curves: [:])
      return Decider.decide(
        profile: scene.profile, plan: scene.plan, evidence: evidence, regimes: Scene.regimes,
        headline: Scene.auc, usesStageAnnotations: false
      ).doubts.map(\.text)
    }
    let sentence =
      "Whether one overtakes the other up to 4,000 examples is undetermined: the learning"
      + " curves cross in 42 % of the bootstrap's draws. Beyond 2,000 examples this is a projection,"
      + " and beyond 4,000 nothing is said."
    #expect(doubts(.undetermined).contains(sentence))
    #expect(!doubts(.none).contains { $0.contains("overtakes") })
  }

  @Test("Regimes are remarked upon, withdrawn ones with their successor, none as legal advice")
  func regimes() {
    #expect(
      Scene().decide().regimeRemarks == [
        "gdpr/22 (GDPR art. 22): explain the procedure actually applied; necessity and"
          + " sufficiency of named reasons, and the decision report, speak to it.",
        "sr-11-7 (SR 11-7): withdrawn; its successor is sr-26-2. It carries no weight here.",
        "None of these sets a number for explanations: thresholds are a user's own, and the"
          + " profile's policy sets none. This is a list of what to check, not legal advice.",
      ])
  }
}
