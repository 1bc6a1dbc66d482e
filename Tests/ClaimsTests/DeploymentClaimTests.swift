import Claims
import Figures
import Records
import Testing

@Suite("Claims on the way from input to output, and on processes")
struct DeploymentClaimTests {
  static func stage(_ architecture: Architecture, _ name: String) -> StageEvidence {
    StageEvidence(
      architecture: architecture, stage: name, parameters: 10, bytes: nil,
      seconds: ClaimScene.estimate(0.001, 0.0001), share: 0.5)
  }

  @Test(
    "C1 and C2 need one part against three stages or more, served and scored",
    arguments: ["C1", "C2"])
  func path(claim: String) {
    var scene = ClaimScene()
    #expect(scene.judge(claim)?.verdict == .inconclusive)
    scene.scores = [ClaimScene.figure("auc", .equivalent)]
    scene.stages = [Self.stage(.endToEnd, "network"), Self.stage(.hybrid, "features")]
    #expect(scene.judge(claim)?.verdict == .doesNotHold)
    scene.stages =
      [Self.stage(.endToEnd, "network")]
      + ["features", "acoustic model", "decoder"].map { Self.stage(.hybrid, $0) }
    let result = scene.judge(claim)
    #expect(result?.verdict == .holds)
    #expect(
      result?.explanation
        == "End-to-end is one part from raw input to output; the hybrid goes over features, acoustic"
        + " model, decoder. The paths are so by construction; time and score were measured.")
  }

  static func services(_ verdict: ComparisonVerdict?) -> ServicesEvidence {
    func contrast(_ value: Double, _ verdict: ComparisonVerdict?) -> Contrast {
      Contrast(
        scale: .ratio, estimate: ClaimScene.estimate(value, 0.01), margin: 0.1, verdict: verdict,
        settledBy: verdict == .inconclusive ? "more sessions" : nil)
    }
    let memory = ServicesEvidence.Compared(
      kind: FigureKind(
        id: ServicesEvidence.memory, title: "Memory", unit: .bytes, direction: .lowerIsBetter,
        source: "test"),
      network: ClaimScene.estimate(1e7, 1e5), oneProcess: ClaimScene.estimate(2e7, 1e5),
      services: ClaimScene.estimate(6e7, 1e5), networkToServices: contrast(0.17, verdict),
      oneProcessToServices: contrast(0.33, .better))
    return ServicesEvidence(processes: 7, figures: [memory], hops: [], outages: [])
  }

  @Test(
    "C7 follows the memory of one process, and says what the hybrid saves in one",
    arguments: [
      (ComparisonVerdict.better, ClaimVerdict.holds), (.worse, .doesNotHold),
      (.equivalent, .doesNotHold), (.inconclusive, .inconclusive), (nil, .inconclusive),
    ] as [(ComparisonVerdict?, ClaimVerdict)])
  func processes(comparison: ComparisonVerdict?, verdict: ClaimVerdict) {
    var scene = ClaimScene()
    scene.services = Self.services(comparison)
    let result = scene.judge("C7")
    #expect(result?.verdict == verdict)
    #expect(
      result?.measured.map(\.what) == [
        "Memory, end-to-end, one process", "Memory, hybrid, one process",
        "Memory, hybrid, 7 processes",
      ])
    #expect(result?.explanation.contains("0.17") == true)
  }

  @Test("C7 of a run without such sessions says how to get them")
  func withoutServices() {
    let result = ClaimScene().judge("C7")
    #expect(result?.verdict == .notTestable)
    #expect(result?.explanation.contains("--studies services") == true)
  }
}
