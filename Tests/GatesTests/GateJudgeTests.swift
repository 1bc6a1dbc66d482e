import Figures
import Gates
import Records
import Testing

@Suite("A gate")
struct GateJudgeTests {
  @Test(
    "is met, unmet or open by the interval, here 0.80 to 0.84",
    arguments: [
      ("auc >= 0.80", RequirementVerdict.met), ("auc >= 0.841", .unmet),
      ("auc >= 0.82", .inconclusive), ("auc <= 0.84", .met), ("auc <= 0.79", .unmet),
    ])
  func absolute(text: String, verdict: RequirementVerdict) throws {
    let report = try judge(Scene(), text)
    #expect(report.checks.map(\.verdict) == [verdict, verdict])
    #expect(report.checks.map(\.architecture) == [.endToEnd, .hybrid])
    #expect(report.checks.map(\.name) == ["end-to-end.\(text)", "hybrid.\(text)"])
    #expect(report.checks.allSatisfy { ($0.settledBy != nil) == (verdict == .inconclusive) })
  }

  @Test(
    "fails if any check is unmet, else is open if any is, else passes",
    arguments: [
      (["auc >= 0.80"], GateReport.Verdict.passed),
      (["auc >= 0.80", "auc >= 0.82"], .inconclusive),
      (["auc >= 0.80", "auc >= 0.82", "hybrid.auc >= 0.9"], .failed),
    ])
  func whole(lines: [String], verdict: GateReport.Verdict) throws {
    let gate = Gate(name: "g", profile: "/p.yaml", thresholds: try thresholds(lines))
    let report = GateJudge(gate, Scene().run, baseline: nil, repetitions: [:])
      .report(file: "g.yaml", baseline: nil)
    #expect(report.verdict == verdict)
  }

  @Test("compares what is counted by its value, and nothing else that has no interval")
  func counted() throws {
    var scene = Scene()
    scene.aucInterval = nil
    let report = try judge(
      scene, "hybrid.parameters <= 150", "hybrid.parameters <= 149", "hybrid.auc >= 0.1")
    #expect(report.checks.map(\.verdict) == [.met, .unmet, .inconclusive])
    #expect(
      report.checks[2].explanation
        == "There is no interval to judge by: crossed seed × item, t.")
  }

  @Test("is open on a figure that the run lacks, and says what to do")
  func missing() throws {
    let check = try #require(try judge(Scene(), "hybrid.p95 <= 80 ms").checks.first)
    #expect(check.verdict == .inconclusive)
    #expect(check.explanation == "The run has no latency-p95 of hybrid.")
    #expect(check.settledBy?.contains("latency.at") == true)
  }

  // The half width below 0.81 is 0.01 and the limit is 0.0045 away. With t(2) = 4.303, t(4) = 2.776 and
  // t(9) = 2.262 it shrinks to 0.01 · (2.776/√5) / (4.303/√3) = 0.0050 with 5 repetitions and to
  // 0.01 · (2.262/√10) / (4.303/√3) = 0.0029 with 10. The estimate of a fresh run scatters too, so 1.4
  // times that must fit.
  @Test("that is open names the least effort that would settle it, and a limit that this run keeps")
  func settling() throws {
    let near = try #require(try judge(Scene(), "hybrid.auc >= 0.8055").checks.first)
    #expect(
      near.settledBy
        == "Probably a fresh run with effort thorough (10 repetitions and sessions); this run would keep"
        + " >= 0.8.")
    let nearest = try #require(try judge(Scene(), "hybrid.auc >= 0.8095").checks.first)
    #expect(
      nearest.settledBy
        == "The estimate is so near to the limit that no effort is likely to settle it; this run"
        + " would keep >= 0.8.")
    let far = try #require(try judge(Scene(), "hybrid.auc >= 0.802").checks.first)
    #expect(far.settledBy?.contains("effort standard (5 repetitions and sessions)") == true)
  }

  @Test("says nothing of an architecture whose trial a budget stopped")
  func undertrained() throws {
    var scene = Scene()
    scene.undertrained = [2]
    let checks = try judge(scene, "auc >= 0.1").checks
    #expect(checks.map(\.architecture) == [.endToEnd, .hybrid])
    #expect(checks.map(\.verdict) == [.met, .inconclusive])
    #expect(
      checks.last?.explanation
        == "A budget stopped trials of hybrid before a plateau: no verdict rests on them.")
  }

  // Two repetitions that answer as before differ by nothing from the baseline, whatever befell the third.
  @Test("says nothing of an architecture without a value in every repetition")
  func failedRepetition() throws {
    var scene = Scene()
    scene.auc = [0.81, 0.82]
    let check = try #require(try judge(scene, "hybrid.auc >= 0.1").checks.first)
    #expect(check.verdict == .inconclusive)
    #expect(
      check.explanation
        == "Repetition 3 has no auc of hybrid: its trial or session failed.")
  }

  @Test("tells of failed and undertrained trials, and of another seed than the gate's")
  func remarks() throws {
    var scene = Scene()
    scene.failed = 2
    scene.undertrained = [1, 3]
    scene.seed = 7
    #expect(
      try judge(scene, "auc >= 0.5").remarks == [
        "The run has effort quick and seed 7; the gate asks for effort quick and seed 1.",
        "hybrid: 2 of 9 trials and 0 of 450 answers failed: it crashed.",
        "Their budget stopped trials 1, 3 before a plateau: they are undertrained.",
      ])
  }
}

@Suite("A gate on the decision")
struct DecisionCheckTests {
  // Wilson's interval of 8000 in 10 000 is 0.7920 to 0.8077: z² = 3.8415, centre (0.8 + z²/2n)/(1 + z²/n)
  // = 0.79988, half width 0.00784.
  @Test(
    "is met where the share of draws is surely enough",
    arguments: [
      (0.9, RequirementVerdict.met), (0.8, .inconclusive), (0.7, .unmet), (0.809, .met),
      (0.79, .unmet),
    ])
  func acceptability(share: Double, verdict: RequirementVerdict) throws {
    var scene = Scene()
    scene.share = share
    let check = try #require(
      try judge(scene, "decision == hybrid with acceptability >= 0.8").checks.first)
    #expect(check.verdict == verdict)
    #expect(check.observed?.value == share)
    #expect((check.settledBy != nil) == (verdict == .inconclusive))
  }

  @Test("is unmet by another outcome, and open where the run could not tell")
  func outcome() throws {
    var scene = Scene()
    #expect(try judge(scene, "decision == hybrid").verdict == .passed)
    scene.outcome = .either
    #expect(try judge(scene, "decision == hybrid").verdict == .failed)
    scene.outcome = .cannotTellYet
    let report = try judge(scene, "decision == hybrid with acceptability >= 0.1")
    #expect(report.verdict == .inconclusive)
    #expect(report.checks[0].settledBy == "Measure again.")
  }
}
