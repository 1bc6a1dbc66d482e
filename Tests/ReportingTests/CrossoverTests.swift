import Figures
import Records
import Reporting
import Testing

@Suite("The crossover in the summary") struct CrossoverTests {
  static func summary(_ crossover: CrossoverEvidence?) -> Document {
    var evidence = CreditRun.evidence
    evidence.timeFree.crossover = crossover
    return Summary.document(
      profileName: "consumer-credit", plan: CreditRun.plan, evidence: evidence,
      decision: CreditRun.decision)
  }

  /// The line in the summary of a run with these costs.
  static func sentence(_ facts: Evidence.TimeFree, _ cost: CrossoverCost) -> String? {
    var evidence = CreditRun.evidence
    evidence.timeFree = facts
    var decision = CreditRun.decision
    decision.crossover = cost
    let summary = Summary.document(
      profileName: "consumer-credit", plan: CreditRun.plan, evidence: evidence, decision: decision)
    return summary.blocks.lazy.compactMap { block -> String? in
      guard case .note(let line) = block else { return nil }
      return line.spans.map(\.text).joined()
    }.first { $0.hasPrefix("Crossover") }
  }

  static func crossover(
    _ outcome: CrossoverEvidence.Outcome, size: Double? = nil, upTo: Double = 8000,
    illBehaved: Bool = false
  ) -> CrossoverEvidence {
    let curve = FittedCurve(
      family: .lastPoint, limit: nil, exponent: nil, scale: nil, backtest: [:],
      monotonicity: illBehaved ? 0.001 : 0.5, isIllBehaved: illBehaved)
    return CrossoverEvidence(
      outcome: outcome, size: size,
      interval: outcome == .crossing ? Interval(lower: 2410.4, upper: 3899.6, level: 0.9) : nil,
      before: outcome == .none ? .endToEnd : .hybrid, after: .endToEnd, upTo: upTo, measured: 4000,
      share: 0.42, curves: [.endToEnd: curve])
  }

  @Test("The labels up to the crossing have a price, for either or for each")
  func price() {
    func estimate(_ value: Double) -> Estimate {
      Estimate(
        value: value, interval: Interval(lower: value / 2, upper: value * 2, level: 0.9), method: ""
      )
    }
    var facts = CreditRun.evidence.timeFree
    facts.crossover = Self.crossover(.crossing, size: 3047, upTo: 4000)
    let start =
      "Crossover: end-to-end overtakes hybrid at about 3,047 examples (90 % interval 2,410 to"
      + " 3,900). Labels of as many examples as where the curves cross cost, at the profile's prices, "
    let end = ": for less hybrid leads, for more end-to-end."
    let either = CrossoverCost(
      costs: [.endToEnd: estimate(12_188), .hybrid: estimate(12_188)],
      countsStageAnnotations: false)
    #expect(
      Self.sentence(facts, either) == start
        + "12,188 EUR (6,094 EUR to 24,376 EUR over the interval) for either architecture" + end)
    let each = CrossoverCost(
      costs: [.endToEnd: estimate(12_188), .hybrid: Estimate(value: 15_000, method: "")],
      countsStageAnnotations: true)
    #expect(
      Self.sentence(facts, each) == start
        + "12,188 EUR (6,094 EUR to 24,376 EUR over the interval) for end-to-end, and for hybrid,"
        + " with its stage annotations, 15,000 EUR" + end)
  }

  @Test(
    "One line says where, that there is none and up to where, or that it is not known",
    arguments: [
      (
        crossover(.crossing, size: 3047),
        "Crossover: end-to-end overtakes hybrid at about 3,047 examples (90 % interval 2,410 to"
          + " 3,900). Beyond 4,000 examples this is a projection, and beyond 8,000 nothing is said."
      ),
      (
        crossover(.none),
        "No crossover up to 8,000 examples: end-to-end leads throughout. Beyond 4,000 examples this"
          + " is a projection, and beyond 8,000 nothing is said."
      ),
      (
        crossover(.undetermined, upTo: 4000, illBehaved: true),
        "Whether one overtakes the other up to 4,000 examples is undetermined: the learning"
          + " curves cross in 42 % of the bootstrap's draws. The curve of end-to-end gets worse with"
          + " more data by more than chance, so it is not continued."
      ),
      (
        nil,
        "Where one overtakes the other takes curves of at least 4 sizes; this run has 3."
      ),
    ])
  func line(_ crossover: CrossoverEvidence?, _ expected: String) {
    #expect(Self.summary(crossover).blocks.contains(.note(Line(expected))))
  }
}

@Suite("The picture of the learning curves") struct CurvePictureTests {
  private static func course(_ sizes: [Double]) -> FittedCurve {
    FittedCurve(
      family: .power, limit: 0.9, exponent: 0.5, scale: 10, backtest: [:], monotonicity: 0.5,
      isIllBehaved: false,
      course: sizes.map { FittedCurve.Place(size: $0, score: 0.9 - 3 / $0.squareRoot()) })
  }

  @Test("Fitted curves are drawn, dashed beyond the largest size, with the crossover's interval")
  func fitted() throws {
    var evidence = CreditRun.evidence
    var crossover = CrossoverTests.crossover(.crossing, size: 3047)
    crossover.curves = [.endToEnd: Self.course([1000, 2000, 4000, 5600, 8000])]
    evidence.timeFree.crossover = crossover
    let document = ReportDocument.document(
      profile: CreditRun.profile, plan: CreditRun.plan, evidence: evidence,
      decision: CreditRun.decision)
    let pictures = document.blocks.compactMap { block in
      if case .picture(let picture) = block { picture } else { nil }
    }
    let picture = try #require(pictures.first { $0.title.hasSuffix("by examples trained on") })
    let lines = picture.wide.marks.compactMap { mark -> (count: Int, dashed: Bool)? in
      guard case .line(let points, .endToEnd, 1, let dashed) = mark else { return nil }
      return (points.count, dashed)
    }
    // 1000, 2000, 4000 are measured; 4000 on to 5600 and 8000 is projected.
    #expect(lines.map(\.count) == [3, 3])
    #expect(lines.map(\.dashed) == [false, true])
    #expect(
      picture.wide.marks.contains { mark in
        if case .label("crossover", _, _, _, _) = mark { true } else { false }
      })
  }
}
