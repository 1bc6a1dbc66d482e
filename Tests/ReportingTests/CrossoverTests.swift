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
