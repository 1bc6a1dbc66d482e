import Networks
import Tensors
import Testing

struct DropoutTests {
  /// The masks of so many calls on one tape, as what is left of ones.
  private func masks(_ rate: Float, calls: Int, count: Int, seed: UInt64) -> [[Float]] {
    let tape = Tape(.training(seed: seed))
    let ones = tape.constant(Tensor(repeating: 1, Shape(count)))
    return (0..<calls).map { _ in Dropout(rate)(ones).value.values }
  }

  private func correlation(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Double {
    let count = Double(a.count)
    let (meanA, meanB) = (
      a.reduce(0) { $0 + Double($1) } / count, b.reduce(0) { $0 + Double($1) } / count
    )
    var (aa, bb, ab) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      let (x, y) = (Double(x) - meanA, Double(y) - meanB)
      aa += x * x
      bb += y * y
      ab += x * y
    }
    return ab / (aa * bb).squareRoot()
  }

  @Test("Each rate's share is dropped and the rest scaled up", arguments: [Float(0.05), 0.5, 0.9])
  func rate(_ rate: Float) {
    let count = 100_001
    let mask = masks(rate, calls: 1, count: count, seed: 4)[0]
    #expect(Set(mask) == [0, 1 / (1 - rate)])
    let share = Double(mask.count { $0 == 0 }) / Double(count)
    // Four standard deviations of a share among n.
    let deviation = (Double(rate) * (1 - Double(rate)) / Double(count)).squareRoot()
    #expect(abs(share - Double(rate)) <= 4 * deviation)
  }

  @Test("Masks of two calls, of two seeds and of neighbours are uncorrelated")
  func independence() {
    let count = 100_000
    let calls = masks(0.3, calls: 3, count: count, seed: 4)
    let other = masks(0.3, calls: 1, count: count, seed: 5)[0]
    // Four standard deviations of the correlation of independent numbers, 1/√n.
    let limit = 4 / Double(count).squareRoot()
    #expect(abs(correlation(calls[0], calls[1])) <= limit)
    #expect(abs(correlation(calls[0], calls[2])) <= limit)
    #expect(abs(correlation(calls[1], calls[2])) <= limit)
    #expect(abs(correlation(calls[0], other)) <= limit)
    for distance in [1, 2, 16] {
      #expect(abs(correlation(calls[0].dropLast(distance), calls[0].dropFirst(distance))) <= limit)
    }
  }

  @Test("The masks are a function of the tape's seed and the number of the call")
  func reproducible() throws {
    #expect(masks(0.3, calls: 3, count: 99, seed: 8) == masks(0.3, calls: 3, count: 99, seed: 8))
    #expect(masks(0.3, calls: 1, count: 99, seed: 8) != masks(0.3, calls: 1, count: 99, seed: 9))
    // A shorter mask is the beginning of a longer one.
    #expect(
      masks(0.3, calls: 1, count: 50, seed: 8)[0]
        == Array(masks(0.3, calls: 1, count: 99, seed: 8)[0].prefix(50)))
    // Tests/References/training.py: seed 7, stream 2.
    let kept = try TrainingReferences.numbers("mask")
    #expect(
      masks(0.3, calls: 3, count: 37, seed: 7)[2].map { $0 == 0 ? 0 : 1 } == kept)
  }

  @Test("The gradient passes where the mask kept, with the same factor")
  func gradient() {
    let tape = Tape(.training(seed: 3))
    let x = tape.input(Tensor(repeating: 1, Shape(200)))
    let dropped = Dropout(0.4)(x)
    #expect(tape.gradients(of: dropped.sum()).of(x) == dropped.value)
  }
}
