import Claims
import Figures
import Records
import Testing

@Suite("Claims are judged by the verdicts of a run")
struct ClaimJudgeTests {
  /// What claims say that end-to-end is worse in: the verdict of the comparison decides.
  static let comparisons: [(ComparisonVerdict?, ClaimVerdict)] = [
    (.worse, .holds), (.better, .doesNotHold), (.equivalent, .doesNotHold),
    (.inconclusive, .inconclusive), (nil, .inconclusive),
  ]

  @Test("C3 needs one part, several parts, and reasons that mean something")
  func structure() {
    var scene = ClaimScene()
    #expect(scene.judge("C3")?.verdict == .inconclusive)
    scene.parts = [
      .endToEnd: [NamedCount(name: "network", count: 1000)],
      .hybrid: [
        NamedCount(name: "cleaning", count: 10), NamedCount(name: "features", count: 0),
        NamedCount(name: "scorecard", count: 60),
      ],
    ]
    let holds = scene.judge("C3")
    #expect(holds?.verdict == .holds)
    #expect(
      holds?.measured.map(\.printed) == [
        "network 1,000", "40 by test, told apart from controls",
        "cleaning 10, features 0, scorecard 60", "40 by test, told apart from controls",
      ])
    scene.measurable = [.endToEnd]
    #expect(scene.judge("C3")?.verdict == .inconclusive)
    scene.parts[.hybrid] = [NamedCount(name: "scorecard", count: 60)]
    #expect(scene.judge("C3")?.verdict == .doesNotHold)
  }

  @Test("C5 follows the network without regularisation", arguments: comparisons)
  func regularisation(comparison: ComparisonVerdict?, verdict: ClaimVerdict) {
    var scene = ClaimScene()
    scene.studies = [
      ClaimScene.study(
        "regularisation", .regularisation,
        contrasts: [
          ClaimScene.contrast("bare", against: .endToEnd, comparison, of: .endToEnd)
        ])
    ]
    #expect(scene.judge("C5")?.verdict == verdict)
  }

  @Test("C11 follows the ratio of steps, and says how the article's lies to it")
  func convergence() {
    for (ratio, words) in [
      (4.0, "The ratio's interval and the article's 3–5 × overlap."),
      (2.0, "The ratio lies below the article's 3–5 ×."),
      (9.0, "The ratio lies above the article's 3–5 ×."),
    ] {
      var scene = ClaimScene()
      scene.properties = [
        ClaimScene.figure("steps-to-quality", .worse, unit: .count, ratio: ratio)
      ]
      let result = scene.judge("C11")
      #expect(result?.verdict == .holds)
      #expect(
        result?.explanation
          == "End-to-end takes more steps to the same quality. \(words) A step of one optimiser costs"
          + " otherwise than one of another.")
    }
    #expect(ClaimScene().judge("C11")?.verdict == .inconclusive)
  }

  @Test(
    "C11 of a run with steps to a plateau alone needs scores that do not point the other way",
    arguments: [
      (ComparisonVerdict.worse, ComparisonVerdict.worse, ClaimVerdict.holds),
      (.worse, .equivalent, .holds), (.worse, .better, .inconclusive),
      (.worse, .inconclusive, .inconclusive), (.equivalent, .equivalent, .doesNotHold),
      (.better, .better, .doesNotHold), (.better, .worse, .inconclusive),
      (.inconclusive, .worse, .inconclusive),
    ])
  func plateau(steps: ComparisonVerdict, score: ComparisonVerdict, verdict: ClaimVerdict) {
    var scene = ClaimScene()
    scene.scores = [ClaimScene.figure("auc", score)]
    scene.properties = [ClaimScene.figure("training-steps", steps, unit: .count, ratio: 2)]
    #expect(scene.judge("C11")?.verdict == verdict)
  }

  @Test("C12 follows reasons that are necessary and sufficient at once", arguments: comparisons)
  func reasons(comparison: ComparisonVerdict?, verdict: ClaimVerdict) {
    var scene = ClaimScene()
    // Each alone says the opposite, and does not count beside both at once.
    scene.properties = [
      ClaimScene.figure("necessity", .better),
      ClaimScene.figure("necessity-and-sufficiency", comparison),
    ]
    let result = scene.judge("C12")
    #expect(result?.verdict == verdict)
    #expect(result?.articleFigure == "explanation confidence 92 % traced, 65 % post-hoc")
    #expect(result?.measured.contains { $0.printed.contains("92") } == false)
  }

  @Test("C12 of an older run needs both tests to agree, and reasons that are told apart")
  func olderReasons() {
    var scene = ClaimScene()
    for (necessity, sufficiency, verdict) in [
      (ComparisonVerdict.worse, ComparisonVerdict.equivalent, ClaimVerdict.holds),
      (.worse, .better, .inconclusive), (.equivalent, .equivalent, .doesNotHold),
    ] {
      scene.properties = [
        ClaimScene.figure("necessity", necessity), ClaimScene.figure("sufficiency", sufficiency),
      ]
      #expect(scene.judge("C12")?.verdict == verdict)
    }
    scene.measurable = [.hybrid]
    #expect(scene.judge("C12")?.verdict == .inconclusive)
    #expect(ClaimScene().judge("C12")?.explanation == "Named reasons were not tested.")
  }

  @Test(
    "C12 and C15 say why no verdict rests on reasons, where the figures do",
    arguments: ["C12", "C15"])
  func whyNoVerdict(claim: String) {
    var scene = ClaimScene()
    scene.criteria = [ClaimScene.criterion("interpretability", .regulation, nil)]
    scene.properties = ["necessity", "sufficiency"].map {
      var figure = ClaimScene.figure($0, nil)
      figure.remarks = ["The named inputs are too unequal in number."]
      return figure
    }
    let result = scene.judge(claim)
    #expect(result?.verdict == .inconclusive)
    #expect(result?.explanation.hasPrefix("The named inputs are too unequal in number.") == true)
    #expect(result?.settledBy?.contains("as many inputs") == true)
  }

  /// Half widths are 10 ms, the claim's bound 100 ms.
  @Test(
    "C14 holds where only end-to-end keeps 100 ms",
    arguments: [
      (0.05, 0.2, ClaimVerdict.holds), (0.05, 0.05, .doesNotHold), (0.2, 0.05, .doesNotHold),
      (0.2, 0.2, .doesNotHold), (0.05, 0.1, .inconclusive), (0.1, 0.2, .inconclusive),
    ])
  func latency(endToEnd: Double, hybrid: Double, verdict: ClaimVerdict) {
    var scene = ClaimScene()
    scene.timed = [
      ClaimScene.figure(
        "latency-p99", nil, unit: .seconds, endToEnd: endToEnd, hybrid: hybrid, ratio: 1)
    ]
    #expect(scene.judge("C14")?.verdict == verdict)
  }

  @Test("C14 is open where the percentile was not measured, and says what to do")
  func missingPercentile() {
    #expect(
      ClaimScene().judge("C14")?.settledBy == "a profile with 'at: p99' under latency")
  }

  @Test("C15 follows the criterion interpretability", arguments: comparisons)
  func regulation(comparison: ComparisonVerdict?, verdict: ClaimVerdict) {
    var scene = ClaimScene()
    scene.criteria = [ClaimScene.criterion("interpretability", .regulation, comparison)]
    #expect(scene.judge("C15")?.verdict == verdict)
  }

  @Test(
    "C17 holds where a mix is no worse than both ends",
    arguments: [
      ([[ComparisonVerdict.equivalent, .better], [.worse, .better]], ClaimVerdict.holds),
      ([[.worse, .better], [.better, .worse]], .doesNotHold),
      ([[.inconclusive, .better], [.worse, .worse]], .inconclusive),
    ])
  func mix(verdicts: [[ComparisonVerdict]], verdict: ClaimVerdict) {
    var scene = ClaimScene()
    let mixes = verdicts.enumerated().flatMap { index, pair in
      zip(Architecture.allCases.reversed(), pair).map {
        ClaimScene.contrast("mix \(index)", against: $0, $1)
      }
    }
    // An oracle is compared with the hybrid alone: it is no mix.
    let oracle = ClaimScene.contrast("oracle", against: .hybrid, .better)
    scene.studies = [ClaimScene.study("stages", .stages, contrasts: mixes + [oracle])]
    #expect(scene.judge("C17")?.verdict == verdict)
    scene.studies = [ClaimScene.study("stages", .stages, contrasts: [oracle])]
    #expect(scene.judge("C17")?.verdict == .notTestable)
  }

  @Test("A run without the study of a claim cannot test it, and says how to make one")
  func lacking() {
    for (claim, study) in [("C5", "regularisation"), ("C13", "sites"), ("C17", "stages")] {
      let result = ClaimScene().judge(claim)
      #expect(result?.verdict == .notTestable)
      #expect(result?.explanation.contains("--studies \(study)") == true)
      #expect(result?.measured == [])
    }
  }
}

@Suite("C13 has three parts")
struct DataClaimTests {
  private func scene(
    quality: ComparisonVerdict?, scattered: ComparisonVerdict?, labels: ComparisonVerdict?
  ) -> ClaimScene {
    var scene = ClaimScene()
    scene.scores = [ClaimScene.figure("auc", quality)]
    scene.studies = [ClaimScene.sites(scattered)]
    scene.criteria = [ClaimScene.criterion("labelling cost", .data, labels)]
    return scene
  }

  @Test("It holds where all parts do, does not where one does not, and is open otherwise")
  func parts() {
    #expect(
      scene(quality: .better, scattered: .worse, labels: .worse).judge("C13")?.verdict == .holds)
    #expect(
      scene(quality: .better, scattered: .equivalent, labels: .worse).judge("C13")?.verdict
        == .doesNotHold)
    #expect(
      scene(quality: .better, scattered: .worse, labels: .inconclusive).judge("C13")?.verdict
        == .inconclusive)
  }

  @Test("That end-to-end is not better on few examples leaves the part open")
  func scale() {
    var scene = scene(quality: .worse, scattered: .worse, labels: .worse)
    let few = scene.judge("C13")
    #expect(few?.verdict == .inconclusive)
    #expect(
      few?.explanation
        == "Large paired data: open, since 4,000 examples are fewer than the article speaks of."
        + " Scattered data: the hybrid is better where each site trains alone."
        + " Dear labels: the hybrid's cost less up to the same quality.")
    scene.sizes = [50_000, 200_000]
    #expect(scene.judge("C13")?.verdict == .doesNotHold)
  }

  @Test("A crossing after which end-to-end leads counts as overtaking")
  func crossing() {
    var scene = scene(quality: .worse, scattered: .worse, labels: .worse)
    scene.crossover = CrossoverEvidence(
      outcome: .crossing, size: 6000, interval: Interval(lower: 5000, upper: 7500, level: 0.9),
      before: .hybrid, after: .endToEnd, upTo: 8000, measured: 4000, share: 0.99, curves: [:])
    let result = scene.judge("C13")
    #expect(result?.verdict == .holds)
    #expect(result?.measured.contains { $0.printed == "6,000 [5,000, 7,500]" } == true)
  }
}
