import CreditRisk
import NumericCore
import Testing

@Suite("The default process")
struct DefaultProcessTests {
  /// Printed by Tests/References/credit_risk.py, to twelve places.
  static let byHand: [Double] = [
    0.991134553149, 0.391869859846, -0.852309607575, 0.128242135141, 1, 0.309506921213,
    -0.443679777880, 0.65,
    0.609599717010, -0.410976463461, 0.710236066248, -0.728763745482, 0.5,
  ]

  @Test("Every term of a hand-made application is the one computed apart")
  func terms() {
    let terms = DefaultProcess.terms(of: Samples.application)
    #expect(terms.count == DefaultProcess.terms.count)
    for (index, name) in DefaultProcess.terms.enumerated() {
      #expect(abs(terms[index] - Self.byHand[index]) < 1e-11, "\(name)")
    }
  }

  @Test("The rule of three yearly incomes is a steep step at three")
  func rule() {
    // 1.5 · σ((years − 3) / 0.3): half at the step, and 0.75 ∓ 0.75 · tanh(5/3 · 0.5) beside it.
    func term(years: Double) -> Double {
      var application = Samples.application
      application.numbers[EmbeddedCorpus.Field.debt] = 12 * 2500 * years
      return DefaultProcess.terms(of: application)[0]
    }
    #expect(term(years: 3) == 0.75)
    #expect(abs(term(years: 3.6) - 1.5 / (1 + Double.exp(-2))) < 1e-12)
    #expect(term(years: 1) < 0.01)
    #expect(term(years: 5) > 1.49)
  }

  @Test("Purpose, housing and term act as the parity of three: two of them tell nothing")
  func parity() {
    func term(_ isBusiness: Bool, _ rents: Bool, _ isLong: Bool) -> Double {
      var application = Samples.application
      application.categories[EmbeddedCorpus.Field.purpose] = isBusiness ? 3 : 0
      application.categories[EmbeddedCorpus.Field.housing] = rents ? 1 : 0
      application.numbers[EmbeddedCorpus.Field.term] = isLong ? 48 : 24
      return DefaultProcess.terms(of: application)[12]
    }
    for first in [false, true] {
      for second in [false, true] {
        #expect(term(first, second, false) == -term(first, second, true))
        #expect(term(first, false, second) == -term(first, true, second))
        #expect(term(false, first, second) == -term(true, first, second))
      }
    }
  }

  @Test("Knowledge moves the index from the unknown terms to the known ones")
  func knowledge() {
    // Standardised over the very two applications of the sample, each group has the values ±1.
    var other = Samples.application
    other.numbers[EmbeddedCorpus.Field.delinquencies] = 0
    other.numbers[EmbeddedCorpus.Field.term] = 24
    let pair = [Samples.application, other].map { DefaultProcess.terms(of: $0) }
    let sums = pair.map { ($0.prefix(8).reduce(0, +), $0.dropFirst(8).reduce(0, +)) }
    let known = sums[0].0 > sums[1].0 ? 1.0 : -1
    let unknown = sums[0].1 > sums[1].1 ? 1.0 : -1
    for knowledge in [0, 0.25, 0.75, 1] {
      let process = DefaultProcess(knowledge: knowledge, sample: [Samples.application, other])
      let index = knowledge.squareRoot() * known + (1 - knowledge).squareRoot() * unknown
      let expected = Double.logistic(-1.75 + 1.7 * index)
      #expect(abs(process.probability(terms: pair[0]) - expected) < 1e-12)
    }
  }
}
