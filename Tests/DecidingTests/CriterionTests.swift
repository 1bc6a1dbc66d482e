import Deciding
import Figures
import Profiles
import Records
import Testing

@Suite("What was measured is kept apart from what only leans, bounds or stands in")
struct CriterionTests {
  /// Equal scores: logistic(0) is 0.5 to 0.5 whatever the prior says of 120,000 examples.
  @Test("Beyond what was measured the cells hold the measurement, the ranking mixes the prior in")
  func beyondMeasured() throws {
    var scene = Scene()
    scene.profile.data.pairedExamples = 1_000_000
    let decision = scene.decide()
    let row = try #require(decision.matrix.rows.first { $0.dimension == .data })
    #expect(abs((row.measured[.hybrid]?.utility ?? 0) - 0.5) < 0.01)
    let quality = try #require(decision.acceptability?.criteria.first { $0.name == "quality" })
    #expect(abs((quality.measured?[.hybrid] ?? 0) - 0.5) < 0.01)
    let prior = try #require(row.prior[.hybrid]?.utility)
    #expect(abs((quality.utilities[.hybrid] ?? 0) - (prior + 0.5) / 2) < 0.02)
    #expect(row.disagreement == nil)
  }

  @Test("The share of the draws that rest on measurements alone stands beside the other")
  func measuredShare() throws {
    var scene = RobustnessTests.contested
    #expect(scene.decide().acceptability?.firstRankMeasured == nil)
    scene.profile.priorities = .init(data: 1, latency: 0, regulation: 0)
    scene.profile.data.pairedExamples = 20_000
    let decision = scene.decide()
    let acceptability = try #require(decision.acceptability)
    // End-to-end scores eight margins more but needs more examples by the prior.
    let all = try #require(acceptability.firstRank[.endToEnd])
    let measured = try #require(acceptability.firstRankMeasured?[.endToEnd])
    #expect(measured > all + 0.1)
    #expect(
      decision.reasons.contains {
        $0.text.contains("in the draws that rest on measurements alone)")
      })
  }

  @Test("Stage labels that no stage learns from do not move the ranking", arguments: [0, 900_000])
  func stageLabels(_ annotations: Int) {
    var scene = Scene()
    scene.profile.data.pairedExamples = 20_000
    let without = scene.decide().acceptability?.firstRank
    scene.profile.data.stageAnnotations = annotations
    scene.profile.data.stageCost = 0.001
    #expect(scene.decide().acceptability?.firstRank == without)
  }

  /// (0.7 − 0.2) / (1 − 0.2) = 0.625 for both, however strong the reversed control of one is.
  @Test("Interpretability counts from the control that both share")
  func sharedControl() throws {
    var scene = Scene()
    scene.reversed = [.endToEnd: 0.6]
    let decision = scene.decide()
    let interpretability = try #require(criterion("interpretability", decision))
    #expect(abs((interpretability.utilities[.endToEnd] ?? 0) - 0.625) < 0.005)
    #expect(abs((interpretability.utilities[.hybrid] ?? 0) - 0.625) < 0.005)
    #expect(interpretability.basis.contains("end-to-end 0.700 [0.680, 0.720] (random 0.200)"))
    #expect(decision.outcome == .either)
  }

  @Test("Equal necessity does not make interpretability level where sufficiency differs")
  func sufficiencyCounts() throws {
    var scene = Scene()
    scene.sufficiency = .init(endToEnd: 0.5, hybrid: 0.95, error: 0.01)
    let decision = scene.decide()
    #expect(criterion("interpretability", decision)?.verdict == .worse)
    #expect(decision.outcome != .either)
  }

  @Test("Reasons that cannot be measured for one of the two are never level")
  func oneSided() {
    var scene = Scene()
    scene.measurable = [.hybrid]
    scene.necessity = .init(endToEnd: 0.22, hybrid: 0.22, error: 0.005)
    #expect(scene.decide().outcome != .either)
  }

  @Test("The time to explain speaks for the faster one, and counts against the budget")
  func timeToExplain() throws {
    var scene = Scene()
    scene.auc = .init(endToEnd: 0.80, hybrid: 0.86, error: 0.002)
    scene.necessity = .init(endToEnd: 0.4, hybrid: 0.9, error: 0.01)
    scene.explanationTime = .init(endToEnd: 0.079, hybrid: 12e-6, error: 0.01)
    let chosen = scene.decide()
    let sentence =
      "To explain a decision takes end-to-end 79.0 ms [77.5, 80.5] and hybrid 12.0 µs [11.8, 12.2]"
    #expect(chosen.outcome == .hybrid)
    #expect(chosen.reasons.contains { $0.text.hasPrefix(sentence) })
    #expect(
      chosen.doubts.map(\.text).contains(
        "Where each answer of end-to-end is explained at once, it passes the latency budget of"
          + " 80 ms at p99 (50 queries/s): 2.00 ms to answer, at the median 79.0 ms more to explain."
      ))
    scene.auc = .init(endToEnd: 0.86, hybrid: 0.80, error: 0.002)
    scene.necessity = .init(endToEnd: 0.9, hybrid: 0.4, error: 0.01)
    let other = scene.decide()
    #expect(other.outcome == .endToEnd)
    #expect(other.doubts.contains { $0.text.hasPrefix(sentence) })
    scene.explanationTime = .init(endToEnd: 12e-6, hybrid: 12e-6, error: 0.01)
    let equal = scene.decide()
    #expect(!(equal.reasons + equal.doubts).contains { $0.text.hasPrefix("To explain") })
  }

  @Test("A need at an end of the measured sizes is called a bound")
  func bounds() throws {
    var scene = Scene()
    scene.auc = .init(endToEnd: 0.74, hybrid: 0.86, error: 0.001)
    let decision = scene.decide()
    #expect(
      criterion("labelling cost", decision)?.basis
        == "To the same quality end-to-end needs about 2,000 examples (8,000 EUR), where the"
        + " comparison ends; hybrid needs at most 500 examples (2,000 EUR), the smallest size"
        + " measured.")
  }

  @Test("Sizes at which training was stopped do not enter the labelling cost")
  func stoppedSizes() {
    var scene = Scene()
    scene.auc = .init(endToEnd: 0.74, hybrid: 0.86, error: 0.001)
    scene.undertrained = [5001]
    let decision = scene.decide()
    #expect(
      criterion("labelling cost", decision)?.basis.contains(
        "hybrid needs at most 1,000 examples") == true)
    #expect(
      decision.doubts.contains {
        $0.text.hasPrefix("At 500 examples trials were stopped before their plateau")
      })
    scene.undertrained = [5001, 10_000]
    #expect(criterion("labelling cost", scene.decide()) == nil)
  }

  @Test("An inconclusive comparison leans at most, after the reasons")
  func leaning() throws {
    var scene = Scene()
    scene.auc = .init(endToEnd: 0.80, hybrid: 0.815, error: 0.012)
    scene.necessity = .init(endToEnd: 0.4, hybrid: 0.9, error: 0.01)
    scene.profile.priorities = .init(data: 1, latency: 1, regulation: 6)
    let decision = scene.decide()
    #expect(decision.outcome == .hybrid)
    let texts = decision.reasons.map(\.text)
    let lean = try #require(
      texts.firstIndex { $0.hasPrefix("Quality leans to hybrid, inconclusive. AUC at 2,000") })
    let reason = try #require(texts.firstIndex { $0.hasPrefix("Necessity: ") })
    #expect(reason < lean)
    #expect(!texts.contains { $0.hasPrefix("AUC at") })
    #expect(
      decision.doubts.contains {
        $0.text == "The comparison of quality is inconclusive and leans to hybrid. It would be"
          + " settled by a fresh run with 12 seeds."
      })
  }

  @Test(
    "Far inside the budget it is no doubt which of the two is farther",
    arguments: [(0.0005, false), (0.02, true)])
  func ampleHeadroom(_ seconds: Double, _ isDoubt: Bool) {
    var scene = Scene()
    scene.latency = .init(endToEnd: seconds, hybrid: seconds * 1.3, error: 0.5)
    scene.profile.latency.budget = 0.08
    let doubts = scene.decide().doubts.map(\.text)
    #expect(
      doubts.contains { $0.hasPrefix("The comparison of latency headroom is inconclusive") }
        == isDoubt)
  }

  private func criterion(_ name: String, _ decision: Decision) -> Acceptability.Criterion? {
    decision.acceptability?.criteria.first { $0.name == name }
  }
}
