import Figures
import NumericCore
import Records
import Scores
import Testing

import Evidencing

@Suite("Named reasons and their controls") struct ReasonTests {
  /// Ten decisions of each repetition, with necessity as given by namer, repetition and decision.
  private func sample(
    _ necessity: @escaping (ExplanationTests.Namer, Int, Int) -> Double
  ) -> RunSample {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.change = { record in
      let repetition = record.specification.repetition
      let items = (0..<10).map { decision in
        var item = ExplanationTests.Item(
          id: "i\(repetition * 100 + decision)", necessity: [:], sufficiency: [:],
          size: 2 + decision % 2)
        for namer in ExplanationTests.Namer.allCases {
          item.necessity[namer] = necessity(namer, repetition, decision)
          item.sufficiency[namer] = 0.5
        }
        return item
      }
      record.answers?.explanations = ExplanationTests(method: "KernelSHAP", items: items)
    }
    return sample
  }

  @Test("Reasons that do what random ones do are not measurable")
  func random() throws {
    let evidence = try sample { namer, repetition, decision in
      switch namer {
      case .explanation, .random: 0.4 + 0.01 * Double(repetition + decision)
      case .reversed, .randomisedModel: 0.1
      }
    }.evidence()
    #expect(evidence.timeFree.explanations.map(\.measurable) == [false, false])
  }

  @Test("Reasons above all three controls are measurable")
  func measurable() throws {
    let evidence = try sample { namer, repetition, decision in
      (namer == .explanation ? 0.8 : 0.2) + 0.01 * Double((7 * decision + repetition) % 5)
    }.evidence()
    let found = try #require(evidence.timeFree.explanations.first)
    #expect(found.measurable)
    #expect(found.architecture == .endToEnd)
    #expect(found.method == "KernelSHAP")
    #expect(found.decisions == 30)
    #expect(found.size == 2.5)
    #expect(found.sufficiency[.random]?.value == 0.5)
    let necessity = try #require(evidence.property("necessity"))
    #expect(necessity.estimates[.endToEnd] == found.necessity[.explanation])
    // The same decisions and answers of both: the difference is 0, its interval Welch's.
    #expect(necessity.contrast?.estimate.value == 0)
    #expect(necessity.contrast?.verdict == .equivalent)
  }

  @Test("Reasons that name more inputs on average carry no verdict, and a remark says how many")
  func unequalSizes() throws {
    // Hybrid names 2 and 3 inputs by turns, 2.5 on average; end-to-end 3 in so many of 10 decisions.
    func necessity(_ threes: Int) throws -> ComparedFigure? {
      var sample = sample { namer, _, _ in namer == .explanation ? 0.8 : 0.2 }
      let even = sample.change
      sample.change = { record in
        even(&record)
        guard record.specification.architecture == .endToEnd else { return }
        for decision in 0..<10 {
          record.answers?.explanations?.items[decision].size = decision < threes ? 3 : 2
        }
      }
      return try sample.evidence().property("necessity")
    }
    #expect(try necessity(7)?.contrast?.verdict == .equivalent)
    #expect(try necessity(7)?.remarks == [])
    let unequal = try #require(try necessity(8))
    #expect(unequal.contrast?.estimate.value == 0)
    #expect(unequal.contrast?.verdict == nil)
    #expect(
      unequal.remarks == [
        "Named inputs of a decision, on average: end-to-end 2.80, hybrid 2.50. The tests depend on this"
          + " number, so no verdict rests on them."
      ])
  }

  @Test("A lead over controls in one repetition of three is not enough")
  func oneRepetition() throws {
    let evidence = try sample { namer, repetition, _ in
      namer == .explanation && repetition == 2 ? 0.9 : 0.3
    }.evidence()
    #expect(evidence.timeFree.explanations.map(\.measurable) == [false, false])
  }

  @Test("Holm's procedure gives the furthest control a third of the level, the next a half")
  func holm() throws {
    // Differences by repetition d and d ± s, decisions alike, so t = d / (s/√3) on 2 degrees of
    // freedom: with d = 0.3, s = 0.1 it is 5.20 and p = 0.0176, above 0.05/3, for all three
    // controls.
    let spread = { (repetition: Int) in 0.1 * Double(repetition - 2) }
    let level = try sample { namer, repetition, _ in
      namer == .explanation ? 0.6 + spread(repetition) : 0.3
    }.evidence()
    #expect(level.timeFree.explanations.map(\.measurable) == [false, false])
    // One control further below, with p = 0.0051 ≤ 0.05/3: the others may then take 0.05/2.
    let holm = try sample { namer, repetition, _ in
      switch namer {
      case .explanation: 0.6 + spread(repetition)
      case .reversed: 0.03
      case .random, .randomisedModel: 0.3
      }
    }.evidence()
    #expect(holm.timeFree.explanations.map(\.measurable) == [true, true])
  }

  @Test("A mean over decisions of which few recur agrees with NumPy's clustered variance")
  func clustered() throws {
    // Tests/References/evidence.py, "clustered".
    let cells = [
      (1, "a", 0.9), (1, "b", 0.7), (1, "c", 0.8), (2, "a", 0.6), (2, "c", 0.9), (2, "d", 0.5),
      (3, "b", 0.4), (3, "e", 0.7),
    ]
    let mean = try #require(
      ClusteredMean(cells.map { ClusteredValue(repetition: $0.0, item: $0.1, value: $0.2) }))
    #expect(matches(mean.estimate, 0.6875, 0.3918633892246338, 0.9831366107753662))
    #expect(abs(mean.oneSidedP - 0.004826071140794678) < 1e-8)
  }
}

@Suite("Disparate impact") struct FairnessTests {
  private func sample(_ impacts: [[GroupDecisions]]) -> RunSample {
    var sample = RunSample(
      repetitions: impacts.count, extraScores: [DisparateImpact.kind],
      answers: DrawnAnswers().records)
    sample.change = { $0.answers?.groups = impacts[$0.specification.repetition - 1] }
    return sample
  }

  private func decisions(_ column: String, _ favourable: [Int], of totals: [Int])
    -> [GroupDecisions]
  {
    zip(favourable, totals).enumerated().map { index, counts in
      GroupDecisions(
        column: column, group: "g\(index)", total: counts.1, favourable: counts.0)
    }
  }

  @Test("The lowest column's ratio over repetitions agrees with Katz and NumPy")
  func ratio() throws {
    // Tests/References/evidence.py, "disparate impact": 0.75 and 0.8, other columns nearer to 1.
    let evidence = try sample([
      decisions("age", [60, 160], of: [100, 200]) + decisions("sex", [50, 51], of: [100, 100]),
      decisions("age", [64, 160], of: [100, 200]) + decisions("sex", [50, 51], of: [100, 100]),
    ]).evidence()
    let figure = try #require(evidence.score("disparate-impact"))
    #expect(
      matches(
        figure.estimates[.hybrid], 0.7745966692414833, 0.49682186035962106, 1))
    // The same decisions of both, so the unpaired difference is 0 and too wide for the margin of 0.05.
    #expect(figure.contrast?.estimate.value == 0)
    #expect(figure.contrast?.verdict == .inconclusive)
    #expect(figure.contrast?.settledBy?.hasPrefix("a fresh run with about ") == true)
  }

  @Test("A group that is never favoured has a ratio of 0 and no interval")
  func neverFavoured() throws {
    let evidence = try sample([
      decisions("age", [0, 50], of: [40, 60]), decisions("age", [0, 50], of: [40, 60]),
    ]).evidence()
    let figure = try #require(evidence.score("disparate-impact"))
    #expect(figure.estimates[.endToEnd]?.value == 0)
    #expect(figure.estimates[.endToEnd]?.interval == nil)
    #expect(figure.contrast == nil)
  }

  @Test("Groups too small to compare are named once")
  func small() throws {
    let evidence = try sample([decisions("age", [20, 50, 3], of: [40, 60, 5])]).evidence()
    #expect(
      evidence.score("disparate-impact")?.remarks == [
        "Group \"g2\" of \"age\" has fewer than 30 members and was left out."
      ])
  }

  @Test("Unpaired differences have Welch's interval")
  func welch() {
    // Tests/References/evidence.py, "welch".
    let difference = Unpaired.difference(
      Estimate(value: 0.8, standardError: 0.03, degreesOfFreedom: 3, method: ""),
      Estimate(value: 0.6, standardError: 0.04, degreesOfFreedom: 5, method: ""))
    #expect(matches(difference, 0.2, 0.08468052363171324, 0.3153194763682868))
  }
}
