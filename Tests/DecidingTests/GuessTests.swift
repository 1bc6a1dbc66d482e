import Deciding
import Profiles
import Records
import Testing

@Suite("Guesses of the profile")
struct GuessTests {
  /// Stages learn from labels of their own, so that every key counts.
  static func prior(_ profile: Profile, _ dimension: Dimension) -> Pair {
    PriorMatrix.utilities(
      profile, regimes: Scene.regimes, usesStageAnnotations: true, dimension)
  }

  static func guessing(_ keys: GuessedKey..., in profile: Profile = Scene().profile) -> Profile {
    var copy = profile
    copy.unknown = keys
    return copy
  }

  @Test("Where nothing is guessed, nothing changes, whatever the list is")
  func nothing() {
    var scene = Scene()
    let decision = scene.decide()
    scene.profile.unknown = []
    #expect(scene.decide() == decision)
  }

  /// The mean of logistic(a + b·ln x) over a range symmetric about its anchor stays at the anchor's
  /// side of one half, and comes nearer to it.
  @Test(
    "A guessed budget brings the prior of latency nearer to indifference, on the same side",
    arguments: [0.01, 0.08, 0.5, 3])
  func budget(seconds: Double) {
    var profile = Scene().profile
    profile.latency.budget = seconds
    let known = Self.prior(profile, .latency)
    let guessed = Self.prior(Self.guessing(.latencyBudget, in: profile), .latency)
    #expect(abs(guessed.hybrid - 0.5) < abs(known.hybrid - 0.5))
    #expect((guessed.hybrid - 0.5) * (known.hybrid - 0.5) > 0)
    #expect(abs(guessed.endToEnd + guessed.hybrid - 1) < 1e-12)
  }

  /// Python: `t = [2*(i + .5)/41 - 1 for i in range(41)]; b = 2*log(3)/log(10);
  /// a = log(1/3) - b*log(.1); sum(1/(1 + exp(-(a + b*log(.08 * 10**x)))) for x in t)/41`.
  @Test("The mean is taken at the midpoints of 41 steps from a tenth to ten times the guess")
  func mean() {
    let guessed = Self.prior(Self.guessing(.latencyBudget), .latency)
    #expect(abs(guessed.hybrid - 0.27339347785612506) < 1e-12)
  }

  @Test("A guessed flag or place is the mean of both, guessed regimes of one more and one less")
  func choices() {
    let base = Scene().profile
    var other = base
    other.regulation.businessCritical.toggle()
    let mean =
      (Self.prior(base, .regulation).hybrid + Self.prior(other, .regulation).hybrid) / 2
    #expect(abs(Self.prior(Self.guessing(.businessCritical), .regulation).hybrid - mean) < 1e-12)
    other = base
    other.data.distribution = .scattered
    let both = (Self.prior(base, .data).hybrid + Self.prior(other, .data).hybrid) / 2
    #expect(abs(Self.prior(Self.guessing(.distribution), .data).hybrid - both) < 1e-12)
    // The scene's one demand for explanation, none and two: weights 4, 2 and 6 of a critical system.
    let weights = [2.0, 4, 6].map { PriorAnchors.regulation($0) }.reduce(0, +) / 3
    #expect(abs(Self.prior(Self.guessing(.regimes), .regulation).hybrid - weights) < 1e-12)
  }

  @Test("A guess of nothing says nothing: its part of the cell is neutral")
  func nothingGuessed() {
    // The scene has no stage annotations: their share of the cell moves to one half.
    let base = Self.prior(Scene().profile, .data)
    let guessed = Self.prior(Self.guessing(.stageAnnotations), .data)
    let known = PriorAnchors.stageAnnotations(0)
    let share = PriorAnchors.dataShares.annotations
    #expect(abs(guessed.hybrid - base.hybrid - share * (0.5 - known)) < 1e-12)
  }

  @Test("The cell's reason says what was guessed, and over which range")
  func reasons() {
    let matrix = PriorMatrix.make(
      Self.guessing(.pairedExamples, .latencyBudget), regimes: Scene.regimes,
      usesStageAnnotations: true)
    #expect(
      matrix.rows[1].prior[.hybrid]?.reason.hasSuffix(
        " Guessed, so this is a mean over what it may be: latency.budget (8 ms to 800 ms).") == true
    )
    #expect(
      matrix.rows[0].prior[.hybrid]?.reason.hasSuffix(
        " Guessed, so this is a mean over what it may be: data.paired-examples (200 to 20,000).")
        == true)
    #expect(matrix.rows[2].prior[.hybrid]?.reason.contains("Guessed") == false)
  }

  @Test("A guess that would change the outcome is a doubt of its own; others are named together")
  func doubts() {
    var scene = Scene()
    scene.auc = .init(endToEnd: 0.84, hybrid: 0.80, error: 0.002)
    scene.latency = .init(endToEnd: 0.02, hybrid: 0.002, error: 0.01)
    scene.profile.unknown = [.latencyBudget, .latencyRate, .distribution]
    let texts = scene.decide().doubts.map(\.text)
    // A tenth of 80 ms rules out the network, which takes 20 ms; a third does not.
    #expect(
      texts.contains(
        "`latency.budget` is a guess that matters: 8.00 ms would make the outcome hybrid."
          + " Find it out before you build."))
    #expect(
      texts.contains(
        "`latency.rate` is a guess, and latency was measured at it: another rate has another tail."
          + " Measure again once it is known."))
    #expect(
      texts.contains(
        "Guessed, but no other value that was tried changes the outcome: `data.distribution`."))
  }
}
