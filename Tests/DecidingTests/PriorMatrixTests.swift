import Deciding
import Figures
import Profiles
import Records
import Testing

@Suite("The prior matrix knows the profile and the claims alone")
struct PriorMatrixTests {
  /// Each curve passes its anchors; the expected values are those that `PriorAnchors` states.
  @Test(
    "Every membership function hits its anchors",
    arguments: [
      ("C9, end-to-end", PriorAnchors.endToEndExamples, 50_000, 0.25),
      ("C9, end-to-end", PriorAnchors.endToEndExamples, 200_000, 0.75),
      ("between 50 k and 200 k on the log scale", PriorAnchors.endToEndExamples, 100_000, 0.5),
      ("C9, stages", PriorAnchors.hybridExamples, 12_500, 0.25),
      ("C9, stages", PriorAnchors.hybridExamples, 50_000, 0.75),
      ("C9, 50 k to 200 k", PriorAnchors.stageAnnotations, 0.25, 0.5),
      ("convention", PriorAnchors.stageAnnotations, 2.5, 0.9),
      ("C13, equal prices", PriorAnchors.labelPrice, 1, 0.5),
      ("C9, +300 %", PriorAnchors.labelPrice, 4, 0.75),
      ("C14, 100 ms", PriorAnchors.latencyBudget, 0.1, 0.25),
      ("C14, a second", PriorAnchors.latencyBudget, 1, 0.75),
      ("C15, need not explain", PriorAnchors.regulation, 1, 0.25),
      ("C15, must explain", PriorAnchors.regulation, 2, 0.75),
    ] as [(String, Membership, Double, Double)])
  func anchors(_ origin: String, _ membership: Membership, _ at: Double, _ utility: Double) {
    #expect(abs(membership(at) - utility) < 1e-12, "\(origin)")
  }

  @Test(
    "Every membership function rises and stays inside 0…1",
    arguments: [
      PriorAnchors.endToEndExamples, PriorAnchors.hybridExamples, PriorAnchors.stageAnnotations,
      PriorAnchors.labelPrice, PriorAnchors.latencyBudget, PriorAnchors.regulation,
    ])
  func monotone(_ membership: Membership) {
    let utilities = stride(from: -6.0, through: 9, by: 0.25).map { exponent in
      membership(powerOfTen(exponent))
    }
    #expect(zip(utilities, utilities.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(utilities.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test("Free labels, no annotations and no examples give cells inside 0…1")
  func extremes() {
    var profile = Scene().profile
    profile.data = .init(
      pairedExamples: 0, stageAnnotations: 0, distribution: .scattered, pairedCost: 0,
      stageCost: 0)
    for row in PriorMatrix.make(profile, regimes: [], usesStageAnnotations: true).rows {
      for cell in row.prior.values { #expect((0...1).contains(cell.utility)) }
    }
  }

  @Test("A withdrawn regime carries no weight")
  func withdrawn() {
    var profile = Scene().profile
    profile.regulation = .init(regimes: ["sr-11-7"], businessCritical: false)
    let prior = PriorMatrix.utilities(
      profile, regimes: Scene.regimes, usesStageAnnotations: true, .regulation)
    #expect(abs(prior.hybrid - 0.25) < 1e-12)
  }

  @Test("Each cell quotes the profile's own value and its claims")
  func reasons() {
    var profile = Scene().profile
    profile.data.pairedExamples = 120_000
    profile.data.stageAnnotations = 900_000
    let matrix = PriorMatrix.make(
      profile, regimes: Scene.regimes, usesStageAnnotations: true)
    let expected: [String] = [
      """
      C13, C8, C9: 120,000 paired examples, in one place, leave a network short of what the \
      claims ask (200,000 pairs did what 50,000 annotations did).
      """,
      """
      C13, C8, C9: 120,000 paired examples, in one place, with 7.50 stage annotations to each \
      and a paired label at the price of 10.0 stage labels, suit stages.
      """,
      """
      C14: A budget of 80 ms at p99 (50 queries/s) is below 100 ms, where the claims name \
      one network.
      """,
      """
      C14: A budget of 80 ms at p99 (50 queries/s) is tighter than the second for which \
      stages will do.
      """,
      """
      C15: The system is business-critical and gdpr/22 demands explanation, which speaks \
      against a network that must be explained afterwards.
      """,
      """
      C15: The system is business-critical and gdpr/22 demands explanation, which stages with \
      a readable trace answer.
      """,
    ]
    let cells: [String] = matrix.rows.flatMap { row -> [String] in
      Architecture.allCases.compactMap { row.prior[$0] }.map { "\($0.source): \($0.reason)" }
    }
    #expect(cells == expected)
    #expect(matrix.rows.allSatisfy { $0.measured.isEmpty })
  }

  /// Examples 0.5 · 0.5, and 0.5 · (0.15 + 0.15 + 0.2) for what prefers neither: 0.5 at 100,000.
  @Test("Stage labels that the hybrid does not learn from count for neither")
  func noStageLabels() throws {
    var profile = Scene().profile
    profile.data.pairedExamples = 100_000
    let scarce = PriorMatrix.make(profile, regimes: [], usesStageAnnotations: false)
    profile.data.stageAnnotations = 900_000
    profile.data.stageCost = 0.01
    let rich = PriorMatrix.make(profile, regimes: [], usesStageAnnotations: false)
    #expect(scarce == rich)
    let row = try #require(rich.rows.first)
    #expect(abs((row.prior[.endToEnd]?.utility ?? 0) - 0.5) < 1e-12)
    #expect(
      row.prior[.hybrid]?.reason
        == "100,000 paired examples, in one place, suit stages; this workload's hybrid learns from"
        + " no stage labels, so their number and price count for neither.")
  }

  private func powerOfTen(_ exponent: Double) -> Double {
    Double("1e\(Int(exponent.rounded(.down)))").map { base in
      // The fraction of a decade by repeated square roots: 0.25 is the root of the root of ten.
      let quarters = Int(((exponent - exponent.rounded(.down)) * 4).rounded())
      return (0..<quarters).reduce(base) { product, _ in product * 10.0.squareRoot().squareRoot() }
    } ?? 0
  }
}
