import Deciding
import Figures
import Profiles
import Records
import Testing

@Suite("The checklist of a profile's regimes")
struct ChecklistTests {
  private func decide(_ scene: Scene) -> Decision {
    Decider.decide(
      profile: scene.profile, plan: scene.plan, evidence: scene.evidence,
      regimes: RegimeDemand.catalogue, headline: Scene.auc, usesStageAnnotations: false)
  }

  private func scene(_ regimes: String...) -> Scene {
    var scene = Scene()
    scene.profile.regulation.regimes = regimes
    scene.profile.policy = .init()
    return scene
  }

  private func rows(_ decision: Decision, _ figure: String) -> [ChecklistRow] {
    (decision.checklist ?? []).filter { $0.figure == figure }
  }

  @Test("There is none without a regime, nor where the only one was withdrawn")
  func none() {
    #expect(decide(scene()).checklist == nil)
    #expect(decide(scene("sr-11-7")).checklist == nil)
  }

  @Test("Every demand has its lines in the order of the catalogue, with source and date")
  func order() throws {
    let checklist = try #require(decide(scene("ecoa/reg-b")).checklist)
    #expect(
      checklist.map { "\($0.demand) \($0.architecture?.rawValue ?? "–")" } == [
        "reasons end-to-end", "reasons hybrid", "reasons end-to-end", "reasons hybrid", "reasons –",
        "scored-factors end-to-end", "scored-factors hybrid", "notice –",
        "discrimination end-to-end", "discrimination hybrid", "discrimination –", "records –",
      ])
    #expect(checklist.allSatisfy { $0.checkedOn == "2026-11" && $0.source.hasPrefix("12 CFR ") })
    #expect(
      checklist.filter { $0.status == .yours }.map(\.demand) == [
        "notice", "discrimination", "records",
      ])
  }

  /// The interval is value ± 1.96 × 0.01, the default 0.5.
  @Test(
    "Without a policy a figure is held against assay's default, which vetoes nothing",
    arguments: [(0.70, "met"), (0.40, "unmet"), (0.505, "open")])
  func defaults(necessity: Double, status: String) throws {
    var scene = scene("gdpr/22")
    scene.necessity = .init(endToEnd: necessity, hybrid: 0.70, error: 0.005)
    let decision = decide(scene)
    let row = try #require(rows(decision, "necessity").first)
    #expect(row.architecture == .endToEnd)
    #expect(row.status.rawValue == status)
    #expect(row.threshold == 0.5)
    #expect(row.thresholdIsDefault == true)
    #expect(
      row.answer == "necessity of named reasons at least 0.5 (assay's default, not the law's)")
    #expect((row.settledBy != nil) == (status == "open"))
    #expect(decision.requirements.allSatisfy { $0.figure != "necessity" })
  }

  @Test("The profile's policy takes the place of the default, and its verdict is the requirement's")
  func policy() {
    var scene = scene("gdpr/22")
    scene.profile.policy.necessity = 0.9
    scene.profile.policy.sufficiency = 0.6
    scene.sufficiency = .init(endToEnd: 0.8, hybrid: 0.5, error: 0.005)
    let decision = decide(scene)
    #expect(rows(decision, "necessity").map(\.status) == [.unmet, .unmet])
    #expect(
      rows(decision, "necessity").map(\.answer)
        == Array(
          repeating: "necessity of named reasons at least 0.9 (the profile's policy)", count: 2))
    #expect(rows(decision, "sufficiency").map(\.status) == [.met, .unmet])
    let required = decision.requirements.filter { $0.figure == "sufficiency" }
    #expect(required.map(\.verdict) == [.met, .unmet])
    #expect(required.allSatisfy { $0.vetoes })
    #expect(decision.outcome == .neither)
  }

  @Test("Reasons that are not told apart from their controls leave their lines open")
  func notMeasurable() {
    var scene = scene("gdpr/22")
    scene.measurable = [.hybrid]
    #expect(rows(decide(scene), "necessity").map(\.status) == [.open, .met])
  }

  @Test("A figure that the run did not measure is open and says what to do")
  func missing() {
    let rows = rows(decide(scene("gdpr/22")), "disparate-impact")
    #expect(rows.map(\.status) == [.open, .open])
    #expect(
      rows.first?.settledBy
        == "disparate-impact was not measured: give the data a column with the role protected.")
  }

  @Test("What tests say of the user's own system is open on an embedded corpus, met on own data")
  func ownData() throws {
    var scene = scene("eu-ai-act/annex-iv-2")
    func testing(_ scene: Scene) -> [ChecklistRow.Status] {
      (decide(scene).checklist ?? []).filter { $0.demand == "testing" }.map(\.status)
    }
    #expect(testing(scene) == [.open, .open])
    scene.profile.workload.data = DataSource(path: "/data/loans.csv", columns: [])
    #expect(testing(scene) == [.met, .met])
    let design = try #require(decide(scene).checklist?.first { $0.demand == "design" })
    #expect(design.status == .met)
    #expect(design.answer == "decision.md, Decision Outcome and Considered Options")
  }
}
