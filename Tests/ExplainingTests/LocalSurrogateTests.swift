import Explaining
import Testing

struct LocalSurrogateTests {
  @Test("On the same coalitions the surrogate is lime's: constant, contributions, fidelity")
  func beside() throws {
    let reference = try AttributionReference.read()
    let coalitions = reference.perturbations.map { mask in
      Coalition(units: 16, members: (0..<16).filter { mask >> $0 & 1 == 1 })
    }
    let scores = reference.game(over: [reference.background[0]]).values(of: coalitions)
    let fit = LocalSurrogate(units: 16).fit(coalitions, scores: scores)
    let known = reference.surrogate
    // Both solve the same normal equations, in another order.
    #expect(abs(fit.constant - known.constant) < 1e-10)
    for (found, expected) in zip(fit.contributions, known.contributions) {
      #expect(abs(found - expected) < 1e-10)
    }
    #expect(abs(fit.fidelity - known.fidelity) < 1e-10)
  }

  @Test("A score that is linear in the units is fitted whole, but for the ridge")
  func linear() {
    let worth = [2.0, -1, 0, 0.5, 4]
    let fit = LocalSurrogate(units: 5, ridge: 1e-9).explain(seed: 1) { coalitions in
      coalitions.map { $0.members.reduce(3) { $0 + worth[$1] } }
    }
    #expect(abs(fit.constant - 3) < 1e-9)
    for (found, known) in zip(fit.contributions, worth) { #expect(abs(found - known) < 1e-9) }
    #expect(abs(fit.fidelity - 1) < 1e-12)
  }

  @Test("A score of two units together is no line, and the fidelity says so")
  func together() {
    let fit = LocalSurrogate(units: 2).explain(seed: 1) { $0.map { $0.count == 2 ? 1 : 0 } }
    // With the weights 1, q, q, q² of the coalitions {0, 1}, {0}, {1}, {} the shares of presence are
    // independent, p = 1/(1 + q) each, q = exp(−1/(2·0.5625·2)) = 0.6412. The variance of the score
    // is p²·(1 − p²), of which the line p·(z₀ + z₁) explains 2·p²·p·(1 − p): R² = 2p/(1 + p) = 0.757.
    #expect(abs(fit.fidelity - 0.757) < 0.02)
    #expect(abs(fit.contributions[0] - 0.609) < 0.02)
    #expect(abs(fit.contributions[1] - 0.609) < 0.02)
  }

  @Test("A score that never changes has contributions of zero and is fitted whole")
  func level() {
    let fit = LocalSurrogate(units: 4, samples: 50).explain(seed: 1) { $0.map { _ in 0.7 } }
    #expect(fit.constant == 0.7)
    #expect(fit.contributions == [0, 0, 0, 0])
    #expect(fit.fidelity == 1)
  }

  @Test("The first coalition is the whole input, and about half of each other one is present")
  func perturbations() {
    let coalitions = LocalSurrogate(units: 70, samples: 4_000).perturbations(seed: 2)
    #expect(coalitions.count == 4_000)
    #expect(coalitions[0] == .whole(units: 70))
    for unit in 0..<70 {
      // Four standard deviations of 4,000 draws.
      #expect(abs(coalitions.count { $0[unit] } - 2_000) < 127)
    }
  }

  @Test("The same seed draws the same coalitions, another seed others")
  func determinism() {
    let method = LocalSurrogate(units: 12, samples: 40)
    #expect(method.perturbations(seed: 1) == method.perturbations(seed: 1))
    #expect(method.perturbations(seed: 1) != method.perturbations(seed: 2))
  }
}
