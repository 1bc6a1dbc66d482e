import Explaining
import Networks
import NumericCore
import Tensors
import Testing

struct IntegratedGradientsTests {
  @Test("A quadratic is attributed exactly by one point of the path")
  func quadratic() {
    // F = 3·x₀² + 2·x₀·x₁ − x₂ from (1, 0, 2) to (3, 4, 1). On the path ∂F/∂x₀ = 6·x₀ + 2·x₁ has the
    // mean 6·2 + 2·2 = 16, ∂F/∂x₁ = 2·x₀ the mean 4: contributions 2·16, 4·4 and −1·−1.
    let attribution = IntegratedGradients(points: 1).attribute(
      input: [3, 4, 1], baseline: [1, 0, 2],
      score: { Double(3 * $0[0] * $0[0] + 2 * $0[0] * $0[1] - $0[2]) },
      gradient: { [6 * $0[0] + 2 * $0[1], 2 * $0[0], -1] })
    for (found, known) in zip(attribution.contributions, [32, 16, 1] as [Double]) {
      #expect(abs(found - known) < 1e-12)
    }
    #expect(abs(attribution.completenessError) < 1e-12)
  }

  @Test("So many points integrate a power of one less than twice their number", arguments: 1...20)
  func degree(points: Int) {
    // F = x^2n from 0 to 1 has one contribution, 1; the path's points are rounded to Float32.
    let power = 2 * points
    func raised(_ x: Float, _ power: Int) -> Double { Double.pow(Double(x), Double(power)) }
    let attribution = IntegratedGradients(points: points).attribute(
      input: [1], baseline: [0], score: { raised($0[0], power) },
      gradient: { [Float(Double(power) * raised($0[0], power - 1))] })
    #expect(abs(attribution.contributions[0] - 1) < 1e-6)
    #expect(abs(attribution.completenessError) < 1e-6)
  }

  @Test("A network's gradients give what finite differences give, and add up to its answer")
  func network() throws {
    var generator = SeededGenerator(seed: 4, "integrated gradients")
    let network = MultilayerPerceptron([6, 12, 12, 1], activation: .tanh, from: &generator)
    let input = (0..<6).map { _ in Float(generator.normal()) }
    func score(_ row: [Float]) -> Double {
      Double(network(Tape(.inference).constant(Shape(1, 6), row)).value.scalar)
    }
    let method = IntegratedGradients()
    let baseline = [Float](repeating: 0, count: 6)
    let attribution = method.attribute(
      input: input, baseline: baseline, score: score,
      gradient: { row in
        let tape = Tape(.gradients)
        let point = tape.input(Tensor(Shape(1, 6), row))
        return tape.gradients(of: network(point)).of(point).values
      })
    let differences = method.attribute(
      input: input, baseline: baseline, score: score,
      gradient: { row in
        row.indices.map { index in
          var (above, below) = (row, row)
          above[index] += 0.02
          below[index] -= 0.02
          return Float((score(above) - score(below)) / Double(above[index] - below[index]))
        }
      })
    // Central differences of 0.02 miss by h²/6 of the third derivative, and Float32 by 1e-7/0.04.
    for (found, known) in zip(attribution.contributions, differences.contributions) {
      #expect(abs(found - known) < 1e-3)
    }
    #expect(abs(attribution.completenessError) < 1e-5)
    #expect(attribution.contributions.contains { abs($0) > 0.1 })
  }

  @Test("Where the quadrature misses, the completeness error says by how much")
  func missed() {
    // The gradient of |x| from −1 to 2 is read at its middle, ½, only: 3·1 for a difference of 1.
    let attribution = IntegratedGradients(points: 1).attribute(
      input: [2], baseline: [-1], score: { Double(abs($0[0])) }, gradient: { [$0[0] < 0 ? -1 : 1] })
    #expect(attribution.contributions == [3])
    #expect(attribution.completenessError == 2)
  }
}
