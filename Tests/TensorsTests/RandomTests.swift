import Tensors
import Testing

struct RandomTests {
  @Test("Uniform numbers lie within the limit, none is zero, and the moments are the uniform's")
  func moments() {
    let count = 1_000_001
    let values = Tensor(uniform: Shape(count), limit: 0.5, seed: 3).values
    #expect(values.allSatisfy { abs($0) <= 0.5 && $0 != 0 })
    let mean = values.reduce(0) { $0 + Double($1) } / Double(count)
    let square = values.reduce(0) { $0 + Double($1) * Double($1) } / Double(count)
    // Over ±l the variance is l²/3 and the fourth moment l⁴/5, so x² has variance 4·l⁴/45: within
    // four standard deviations of means over n.
    #expect(abs(mean) <= 4 * (0.25 / 3 / Double(count)).squareRoot())
    #expect(abs(square - 0.25 / 3) <= 4 * (4 * 0.0625 / 45 / Double(count)).squareRoot())
  }

  @Test("A hundred equal bins fill alike", arguments: [UInt64(0), 1, 1 << 63, .max])
  func bins(_ seed: UInt64) {
    let count = 200_000
    var filled = [Double](repeating: 0, count: 100)
    for value in Tensor(uniform: Shape(count), limit: 1, seed: seed).values {
      filled[min(99, Int((value + 1) * 50))] += 1
    }
    let expected = Double(count) / 100
    let statistic = filled.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    // χ² of 99 degrees of freedom exceeds 161 with probability 1e-4, and falls below 54 with it.
    #expect(statistic > 54 && statistic < 161)
  }

  @Test("Neighbouring elements, seeds and streams are uncorrelated")
  func correlations() {
    let count = 200_000
    func draw(_ seed: UInt64, _ stream: UInt64 = 0) -> [Float] {
      Tensor(uniform: Shape(count), limit: 1, seed: seed, stream: stream).values
    }
    let values = draw(1)
    func correlation(_ other: some Collection<Float>) -> Double {
      3 * zip(values, other).reduce(0) { $0 + Double($1.0) * Double($1.1) } / Double(count)
    }
    // x·y has variance l⁴/9, so the ratio to l²/3 has deviation 1/√n: four of them.
    let limit = 4 / Double(count).squareRoot()
    for other in [draw(2), draw(0), draw(1, 1), draw(1, 2), draw(1 &+ 0x9e37_79b9_7f4a_7c15)] {
      #expect(abs(correlation(other)) <= limit)
    }
    for distance in [1, 2, 3, 8, 64] {
      #expect(abs(correlation(values.dropFirst(distance))) <= limit)
    }
  }

  @Test("A tensor's beginning does not depend on its length", arguments: 0...35)
  func prefixes(_ count: Int) {
    let long = Tensor(uniform: Shape(40), limit: 2, seed: 9).values
    #expect(Tensor(uniform: Shape(count), limit: 2, seed: 9).values == Array(long.prefix(count)))
    let mask = Tensor(dropoutMask: Shape(40), rate: 0.5, seed: 9, stream: 1).values
    #expect(
      Tensor(dropoutMask: Shape(count), rate: 0.5, seed: 9, stream: 1).values
        == Array(mask.prefix(count)))
  }
}
