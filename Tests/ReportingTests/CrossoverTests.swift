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
      + " 3,900). At the profile's prices their labels cost "
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
        "Whether one overtakes the other up to 4,000 examples is undetermined: the curves cross in"
          + " 42 % of the bootstrap's draws. The curve of end-to-end gets worse with more data by"
          + " more than chance, so it is not continued."
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
