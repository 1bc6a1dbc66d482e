import Deciding
import Figures
import Profiles
import Records
import Testing

@Suite("The outcome follows from requirements first, then from the ranking")
struct OutcomeTests {
  @Test("Equal figures make it either")
  func either() {
    let decision = Scene().decide()
    #expect(decision.outcome == .either)
    #expect(
      decision.summary
        == "Either architecture will do: nothing that the profile asks for tells them apart.")
    #expect(decision.nextMeasurement == nil)
  }

  @Test("Two candidates over the budget make it neither")
  func neither() {
    var scene = Scene()
    scene.latency = .init(endToEnd: 0.2, hybrid: 0.3, error: 0.01)
    let decision = scene.decide()
    #expect(decision.outcome == .neither)
    #expect(decision.summary == "Neither architecture meets what the profile requires.")
    #expect(
      decision.reasons.first
        == .init(
          "End-to-end is ruled out: 'latency within 80 ms at p99 (50 queries/s)' is not met, 200 ms"
            + " [196, 204]: the whole interval misses 80 ms.",
          rule: .requirement, figures: ["latency-p99"]))
  }

  @Test("A single survivor wins, whatever the ranking says", arguments: Architecture.allCases)
  func singleSurvivor(_ survivor: Architecture) {
    var scene = Scene()
    scene.latency = .init(
      endToEnd: survivor == .endToEnd ? 0.07 : 0.2, hybrid: survivor == .hybrid ? 0.07 : 0.2,
      error: 0.01)
    // The other one is better in everything but the requirement.
    scene.auc = .init(
      endToEnd: survivor == .hybrid ? 0.9 : 0.8, hybrid: survivor == .hybrid ? 0.8 : 0.9,
      error: 0.001)
    #expect(scene.decide().outcome == outcome(survivor))
  }

  @Test("A clear lead where the weight lies is chosen", arguments: Architecture.allCases)
  func clearLead(_ leader: Architecture) {
    var scene = Scene()
    scene.auc = .init(
      endToEnd: leader == .endToEnd ? 0.86 : 0.80, hybrid: leader == .hybrid ? 0.86 : 0.80,
      error: 0.002)
    scene.necessity = .init(
      endToEnd: leader == .endToEnd ? 0.9 : 0.5, hybrid: leader == .hybrid ? 0.9 : 0.5,
      error: 0.01)
    let decision = scene.decide()
    #expect(decision.outcome == outcome(leader))
    #expect((decision.acceptability?.firstRank[leader] ?? 0) >= DecidingRules.decisive)
    #expect(decision.reasons.contains { $0.text.contains("0.900 [0.880, 0.920]") })
  }

  @Test("Wide intervals on what carries weight leave it open, and name the run that settles it")
  func wideIntervals() {
    var scene = Scene()
    scene.auc = .init(endToEnd: 0.80, hybrid: 0.80, error: 0.05)
    scene.climb = [.endToEnd: 0.06, .hybrid: 0.06]
    scene.profile.priorities = .init(data: 1, latency: 0, regulation: 0)
    let decision = scene.decide()
    #expect(decision.outcome == .cannotTellYet)
    #expect(
      decision.nextMeasurement
        == "Settle the quality of the two: a fresh run with 12 seeds.")
  }

  @Test("Trials stopped before their plateau carry no verdict")
  func undertrained() {
    var scene = Scene()
    scene.auc = .init(endToEnd: 0.80, hybrid: 0.90, error: 0.001)
    scene.necessity = .init(endToEnd: 0.4, hybrid: 0.9, error: 0.01)
    #expect(scene.decide().outcome == .hybrid)
    scene.undertrained = [20_000]
    let decision = scene.decide()
    #expect(decision.outcome == .cannotTellYet)
    let quality = decision.requirements.first {
      $0.figure == "auc" && $0.architecture == .endToEnd
    }
    #expect(quality?.verdict == .inconclusive)
  }

  @Test("Stopped trials at smaller sizes leave the verdict alone")
  func undertrainedBelow() {
    var scene = Scene()
    scene.undertrained = [5000]
    #expect(scene.decide().outcome == .either)
  }

  @Test("An open requirement of the leader leaves it open; of the loser it does not matter")
  func openRequirement() {
    var scene = Scene()
    scene.auc = .init(endToEnd: 0.80, hybrid: 0.88, error: 0.002)
    scene.necessity = .init(endToEnd: 0.4, hybrid: 0.9, error: 0.01)
    scene.profile.priorities.latency = 0.1
    scene.latencyError = 0.2
    scene.latency = .init(endToEnd: 0.08, hybrid: 0.01, error: 0.01)
    let ofLoser = scene.decide()
    #expect(ofLoser.outcome == .hybrid)
    #expect(
      ofLoser.doubts.contains { $0.text.hasSuffix("the outcome does not hang on it.") })
    scene.latency = .init(endToEnd: 0.01, hybrid: 0.08, error: 0.01)
    let ofLeader = scene.decide()
    #expect(ofLeader.outcome == .cannotTellYet)
    #expect(ofLeader.nextMeasurement?.hasPrefix("Settle 'latency within 80 ms") == true)
  }

  @Test("A figure that was not measured leaves its requirement open and says what to do")
  func missingFigure() {
    var scene = Scene()
    scene.profile.latency.percentile = 0.999
    let decision = scene.decide()
    #expect(decision.outcome == .cannotTellYet)
    let latency = decision.requirements.first
    #expect(latency?.verdict == .inconclusive)
    #expect(latency?.explanation == "latency-p99.9 was not measured: send more queries.")
  }

  @Test("Reasons that are not told apart from their controls neither meet nor miss a threshold")
  func notMeasurable() {
    var scene = Scene()
    scene.measurable = [.hybrid]
    scene.profile.policy.necessity = 0.6
    let decision = scene.decide()
    let results = decision.requirements.filter { $0.figure == "necessity" }
    #expect(results.map(\.verdict) == [.inconclusive, .met])
    let interpretability = decision.acceptability?.criteria.first {
      $0.name == "interpretability"
    }
    #expect(interpretability?.utilities[.endToEnd] == 0)
    #expect(decision.doubts.contains { $0.text.contains("(KernelSHAP) are not measurable") })
  }

  private func outcome(_ architecture: Architecture) -> Decision.Outcome {
    architecture == .hybrid ? .hybrid : .endToEnd
  }
}

@Suite("A requirement is judged by its interval alone")
struct RequirementTests {
  /// Limit 80 ms; the interval is value ± 1.96 × 10 % of it.
  @Test(
    "Within, beyond, and across the budget",
    arguments: [
      (0.06, RequirementVerdict.met), (0.066, .met), (0.07, .inconclusive), (0.09, .inconclusive),
      (0.1, .unmet),
    ])
  func latency(_ seconds: Double, _ verdict: RequirementVerdict) {
    var scene = Scene()
    scene.latencyError = 0.1
    scene.latency = .init(endToEnd: seconds, hybrid: 0.01, error: 0.01)
    #expect(scene.decide().requirements.first?.verdict == verdict)
  }

  @Test("Quality at another size than the profile's says that the measured size stands in")
  func standIn() {
    var scene = Scene()
    scene.profile.data.pairedExamples = 120_000
    let quality = scene.decide().requirements.first { $0.figure == "auc" }
    #expect(
      quality?.explanation
        == "0.800 [0.792, 0.808], measured at 2,000 examples, which stand in for the profile's"
        + " 120,000: the whole interval keeps to 0.75.")
  }
}
