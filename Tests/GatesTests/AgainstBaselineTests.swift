import Figures
import Gates
import Records
import Testing

@Suite("A gate against a baseline")
struct AgainstBaselineTests {
  private func check(
    _ scene: Scene, _ line: String, against base: [Scene]
  ) throws -> GateCheck {
    try #require(try judge(scene, line, against: base).checks.first)
  }

  @Test("takes equal answers for no change at all")
  func identical() throws {
    let check = try check(Scene(), "hybrid.auc >= baseline", against: [Scene()])
    #expect(check.verdict == .met)
    #expect(check.observed?.interval == Interval(lower: 0, upper: 0, level: 0.95))
    #expect(
      check.remarks == ["Identical to the baseline in every repetition, to the last bit."])
  }

  // Differences −0.03, −0.02, −0.04: mean −0.03, standard error 0.01/√3 = 0.0057735, and
  // t(2; 0.975) = 4.302653 gives −0.03 ± 0.0248414. Unpaired, Welch would see no more than noise.
  @Test("pairs scores by repetition")
  func paired() throws {
    var scene = Scene()
    scene.auc = [0.78, 0.80, 0.79]
    let check = try check(scene, "hybrid.auc >= baseline - 0.005", against: [Scene()])
    #expect(check.verdict == .unmet)
    #expect(abs((check.observed?.value ?? 0) + 0.03) < 1e-12)
    #expect(abs((check.observed?.interval?.upper ?? 0) + 0.0051586) < 1e-6)
    #expect(abs((check.observed?.interval?.lower ?? 0) + 0.0548414) < 1e-6)
    #expect(
      try self.check(scene, "hybrid.auc >= baseline - 0.01", against: [Scene()]).verdict
        == .inconclusive)
    #expect(
      try self.check(scene, "hybrid.auc >= baseline - 0.06", against: [Scene()]).verdict
        == .met)
  }

  @Test("does not pair runs of different plans, and says so")
  func unpaired() throws {
    var other = Scene()
    other.seed = 2
    let check = try check(Scene(), "hybrid.auc >= baseline - 0.03", against: [other])
    // Equal samples of variance 1e−4: the error is √(2e−4/3) = 0.0081650 on 4 degrees of freedom,
    // t = 2.776445, half width 0.0226696.
    #expect(check.verdict == .met)
    #expect(abs((check.observed?.interval?.lower ?? 0) + 0.0226696) < 1e-6)
    #expect(check.remarks.contains { $0.contains("another plan") })
  }

  // Every multiple is 1.25 times the baseline's, session by session, so the ratio is exact.
  @Test("compares times as multiples of the reference loop, session by session")
  func times() throws {
    var slower = Scene()
    slower.times = Scene().times.map { $0 * 1.25 }
    let unmet = try check(slower, "hybrid.service-time-p50 <= 1.15 x baseline", against: [Scene()])
    #expect(unmet.verdict == .unmet)
    #expect(abs((unmet.observed?.value ?? 0) - 1.25) < 1e-4)
    // A machine that is slower by a quarter slows its reference loop as well.
    slower.references = Scene().references.map { $0 * 1.25 }
    let met = try check(slower, "hybrid.service-time-p50 <= 1.15 x baseline", against: [Scene()])
    #expect(met.verdict == .met)
    #expect(abs((met.observed?.value ?? 0) - 1) < 1e-4)
  }

  @Test("widens what it says of another machine by 1.25 either way")
  func otherMachine() throws {
    var other = Scene()
    other.processor = "Neoverse"
    let line = { (limit: String) in "hybrid.service-time-p50 <= \(limit) x baseline" }
    let met = try check(Scene(), line("1.26"), against: [other])
    #expect(met.verdict == .met)
    #expect(abs((met.observed?.interval?.upper ?? 0) - 1.25) < 1e-4)
    #expect(abs((met.observed?.interval?.lower ?? 0) - 0.8) < 1e-4)
    #expect(
      met.remarks.contains {
        $0.contains("another machine (Neoverse, kernels x86-64-v3)")
      })
    let open = try check(Scene(), line("1.2"), against: [other])
    #expect(open.verdict == .inconclusive)
    #expect(open.settledBy == "Record a baseline on this kind of machine.")
    #expect(try check(Scene(), line("0.79"), against: [other]).verdict == .unmet)
  }

  @Test(
    "says nothing of another machine's memory, nor of differences of its times",
    arguments: [
      ("hybrid.memory-peak-serving <= 1.5 x baseline", "means something on one machine only"),
      ("hybrid.service-time-p50 <= baseline + 5 ms", "a difference of times means nothing"),
    ])
  func incomparable(line: String, reason: String) throws {
    var other = Scene()
    other.processor = "Neoverse"
    let check = try check(Scene(), line, against: [other])
    #expect(check.verdict == .inconclusive)
    #expect(check.explanation.contains(reason))
    #expect(check.settledBy != nil)
    #expect(try self.check(Scene(), line, against: [Scene()]).verdict == .met)
  }

  // Sessions of a run vary by ±4 % about the same models; a baseline of three such runs has 8 degrees of
  // freedom where one run has 2.
  @Test("is sharper with a baseline of more runs")
  func moreRuns() throws {
    func scene(_ factors: [Double]) -> Scene {
      var scene = Scene()
      scene.times = zip(scene.times, factors).map { $0 * $1 }
      return scene
    }
    let runs = [
      scene([1.04, 1, 0.96]), scene([0.96, 1.04, 1]), scene([1, 0.96, 1.04]),
    ]
    let now = scene([0.98, 1.04, 1])
    let line = "hybrid.service-time-p50 <= 1.15 x baseline"
    let one = try check(now, line, against: [runs[0]])
    let three = try check(now, line, against: runs)
    #expect(three.observed?.degreesOfFreedom == 8)
    #expect(one.observed?.degreesOfFreedom == 2)
    #expect((three.observed?.interval?.upper ?? 9) < (one.observed?.interval?.upper ?? 0))
    #expect(three.verdict == .met)
  }
}

@Suite("A baseline")
struct BaselineTests {
  @Test("is read back as it was written, one figure a line, below 30 kB of five runs")
  func file() throws {
    let baseline = try #require(try Baseline.keeping(Array(repeating: Scene().run, count: 5)))
    let bytes = try BaselineFile.encode(baseline)
    let path = "/tmp/assay-baseline-\(UInt64.random(in: 0...UInt64.max)).json"
    defer { remove(path) }
    try write(bytes, to: path)
    #expect(try BaselineFile.read(path) == baseline)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count { $0.contains("\"id\":") } == baseline.figures.count)
    // Four figures stand for the two dozen of a run.
    #expect(bytes.count * 6 < 30_000)
  }

  @Test("keeps answers to the last bit, and times with five digits")
  func precision() {
    var scene = Scene()
    scene.auc = [0.1 + 0.2, 0.82, 0.83]
    scene.times = [123.456789e-6, 1, 2]
    let baseline = Baseline(of: scene.run)
    #expect(baseline.figure("auc")?.runs[.hybrid]?[0][0].value == 0.1 + 0.2)
    #expect(baseline.figure("service-time-p50")?.runs[.hybrid]?[0][0].value == 123.46e-6)
  }

  private static func scene(_ change: (inout Scene) -> Void) -> Scene {
    var scene = Scene()
    change(&scene)
    return scene
  }

  @Test(
    "refuses runs that do not belong together",
    arguments: [
      ("has another plan than", scene { $0.seed = 2 }),
      ("was made on another machine than", scene { $0.processor = "Neoverse" }),
      ("gave another auc with the same seed than", scene { $0.auc[1] = 0.5 }),
      ("has the profile mortgage, unlike", scene { $0.profile = "mortgage" }),
    ])
  func mixed(problem: String, other: Scene) {
    #expect {
      try Baseline.keeping([Scene().run, other.run])
    } throws: { error in
      (error as? RecordError)?.problem == "\(problem) runs/scene"
    }
  }
}

@Suite("A diff of two runs")
struct RunDiffTests {
  private func diff(_ before: Scene, _ after: Scene) -> RunDiff {
    RunDiffing.diff(("before", Baseline(of: before.run)), ("after", Baseline(of: after.run)))
  }

  private func row(_ diff: RunDiff, _ figure: String) -> RunDiff.Row? {
    diff.families.flatMap(\.rows).first { $0.figure == figure && $0.architecture == .hybrid }
  }

  @Test("finds nothing between a run and itself")
  func same() {
    let diff = diff(Scene(), Scene())
    #expect(diff.conditions == [])
    #expect(diff.families.map(\.rows.count) == [4, 2, 2])
    #expect(diff.families[0].rows.allSatisfy { $0.verdict == .identical })
    #expect(diff.families[1].rows.allSatisfy { $0.verdict == .equivalent })
  }

  // t = −0.03 / 0.0057735 = −5.196 on 2 degrees of freedom has p = 0.0351; of the family's two tested
  // rows Holm doubles it to 0.0702, so the change that the interval alone shows does not count.
  @Test("judges significance by family")
  func holm() throws {
    var after = Scene()
    after.auc = [0.78, 0.80, 0.79]
    let row = try #require(self.row(diff(Scene(), after), "auc"))
    #expect(abs((row.adjustedP ?? 0) - 0.0702) < 1e-3)
    #expect((row.change?.interval?.upper ?? 0) < 0)
    #expect(row.verdict == .inconclusive)
    after.auc = [0.780, 0.791, 0.799]
    #expect(self.row(diff(Scene(), after), "auc")?.verdict == .worse)
  }

  @Test("tells first what of plan and machine differs")
  func conditions() {
    var after = Scene()
    after.seed = 2
    after.processor = "Neoverse"
    #expect(
      diff(Scene(), after).conditions == [
        "plan.seed is 2, and was 1.",
        "The machine is Neoverse, kernels x86-64-v3, and was AMD EPYC, kernels x86-64-v3.",
      ])
    #expect(row(diff(Scene(), after), "memory-peak-serving")?.verdict == .incomparable)
  }
}
