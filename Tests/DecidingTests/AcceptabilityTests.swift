import Deciding
import Figures
import NumericCore
import Profiles
import Records
import Testing

@Suite("The acceptability analysis agrees with what can be derived")
struct AcceptabilityTests {
  /// Two criteria with fixed utilities.
  ///
  /// End-to-end leads by a on the first and trails by b on the second, so it ranks first where
  /// w₁ a > (1 − w₁) b, that is w₁ > t = b / (a + b). Under Dirichlet(κ p, κ (1 − p)) the weight w₁
  /// is Beta(κ p, κ (1 − p)), and for whole α and β
  /// P(w₁ > t) = 1 − I_t(α, β) = P(Bin(α + β − 1, t) < α).
  @Test(
    "The share of first ranks is the beta distribution's tail",
    arguments: [(0.5, 0.5, 0.4), (0.5, 0.5, 0.6), (0.25, 0.6, 0.2), (0.7, 0.3, 0.6)])
  func betaTail(_ priority: Double, _ lead: Double, _ trail: Double) {
    let count = 40_000
    var generator = SeededGenerator(seed: 11)
    let weights = AcceptabilityAnalysis.weights(
      [priority, 1 - priority], concentration: 20, count: count, &generator)
    let ranking = AcceptabilityAnalysis.rank(
      differences: [
        Array(repeating: lead, count: count), Array(repeating: -trail, count: count),
      ], weights: weights)
    let threshold = trail / (lead + trail)
    let alpha = Int((20 * priority).rounded())
    let expected = (0..<alpha).reduce(0.0) { $0 + binomial(19, $1, threshold) }
    // Four standard errors of a share over 40 000 draws.
    #expect(abs(ranking.firstRank.endToEnd - expected) < 4 * 0.5 / 200)
    #expect(abs(ranking.firstRank.endToEnd + ranking.firstRank.hybrid - 1) < 1e-12)
    for (_, central) in ranking.centralWeights {
      #expect(abs(central.reduce(0, +) - 1) < 1e-9)
    }
  }

  @Test("A criterion without priority gets no weight, and ties count half to each")
  func degenerate() {
    var generator = SeededGenerator(seed: 3)
    let weights = AcceptabilityAnalysis.weights(
      [1, 0], concentration: 20, count: 10, &generator)
    #expect(weights == Array(repeating: [1.0, 0.0], count: 10).flatMap(\.self))
    let ranking = AcceptabilityAnalysis.rank(
      differences: [Array(repeating: 0.0, count: 10), Array(repeating: 1.0, count: 10)],
      weights: weights)
    #expect(ranking.firstRank == Pair(endToEnd: 0.5, hybrid: 0.5))
  }

  /// C(n, k) t^k (1 − t)^(n − k).
  private func binomial(_ n: Int, _ k: Int, _ t: Double) -> Double {
    var coefficient = 1.0
    for i in 0..<k { coefficient *= Double(n - i) / Double(i + 1) }
    return (0..<k).reduce(coefficient) { product, _ in product * t }
      * (k..<n).reduce(1.0) { product, _ in product * (1 - t) }
  }
}

@Suite("Value functions turn figures into utilities")
struct ValueFunctionTests {
  /// logistic(0.2) = 1 / (1 + e^−0.2) = 0.549834 for one margin, whose unit is five margins.
  @Test("One indifference margin of quality decides nothing")
  func quality() {
    let one = ValueFunctions.quality(difference: 0.005, margin: 0.005)
    #expect(abs(one.endToEnd - 0.549834) < 1e-6)
    #expect(ValueFunctions.quality(difference: 0, margin: 0.005).endToEnd == 0.5)
    #expect(abs(one.endToEnd + one.hybrid - 1) < 1e-12)
  }

  /// log(limit / figure) / log 100: 0 at the limit, one half at a tenth, 1 at a hundredth.
  @Test(
    "Headroom counts from the limit to a hundredth of it",
    arguments: [(0.08, 0.0), (0.008, 0.5), (0.0008, 1.0), (0.00008, 1.0), (0.2, 0.0)])
  func headroom(_ figure: Double, _ utility: Double) {
    #expect(abs(ValueFunctions.headroom(limit: 0.08, figure: figure) - utility) < 1e-12)
  }

  /// The anchors of the label price: equal cost 0.5, four times the cost 0.25 (C9's +300 %).
  @Test("Labelling cost follows the anchors of C9")
  func labellingCost() {
    #expect(
      abs(ValueFunctions.labellingCost(Pair(endToEnd: 400, hybrid: 100)).endToEnd - 0.25) < 1e-12)
    #expect(
      ValueFunctions.labellingCost(Pair(endToEnd: 0, hybrid: 0))
        == Pair(endToEnd: 0.5, hybrid: 0.5))
  }

  /// The common quality is 0.80, the lower last point; hybrid passes it at half of the way from
  /// 0.78 at 1000 to 0.82 at 4000 on the log scale, which is √(1000 × 4000) = 2000.
  @Test("Examples to equal quality come from log-linear interpolation")
  func labelNeed() {
    let need = LabelNeed.examples(
      sizes: [1000, 4000], endToEnd: [0.70, 0.80], hybrid: [0.78, 0.82])
    #expect(abs(need.endToEnd - 4000) < 1e-6)
    #expect(abs(need.hybrid - 2000) < 1e-6)
  }

  /// The dip at 2000 is pooled with its neighbour: (0.76 + 0.74) / 2 = 0.75 at both sizes, so the
  /// common 0.75 is reached at 1000 already.
  @Test("A curve that dips is made monotone first")
  func dip() {
    let need = LabelNeed.examples(
      sizes: [500, 1000, 2000], endToEnd: [0.70, 0.76, 0.74], hybrid: [0.70, 0.72, 0.90])
    #expect(abs(need.endToEnd - 1000) < 1e-6)
  }
}
