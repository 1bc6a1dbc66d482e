import Networks
import NumericCore
import Tensors
import Testing

/// Derivatives against central differences; the rows are in the files beside this one.
struct DerivativeTests {
  static let rows =
    ArithmeticRows.all + ShapeRows.all + LayerRows.all + SequenceRows.all + LossRows.all

  /// Against (f(x + h) − f(x − h)) / 2h of f = Σ weight · output, with h = 2⁻⁷, added up in Float64.
  ///
  /// Inputs lie in ±2, those of layers in ±1, and away from ReLU's corner and max's ties. The third
  /// derivatives are of the order of 1, which gives h²/6 ≈ 1e-5. Float32 rounds an output of size 10
  /// by up to 5e-7, which division by 2h makes 3e-5 an element, and the errors of independent
  /// elements add up like a root. Hence 5e-4 absolute and 5e-4 relative, four times the largest error
  /// that was seen; gradients that are off by 1 % fail in every row but that whose kernel fits nowhere.
  @Test(
    "Every derivative agrees with central differences over random shapes",
    arguments: rows, 0..<12)
  func derivativesAgreeWithCentralDifferences(_ row: DerivativeCase, seed: Int) throws {
    var generator = SeededGenerator(
      seed: UInt64(seed), "derivatives", "\(row.operation) \(row.name)")
    let inputs = row.shapes(&generator).map { spread($0, reach: row.reach, &generator) }
    let tape = Tape(.gradients)
    let recorded = try row.function(tape, inputs)
    let output = recorded.output
    let weights = Tensor(
      output.shape, (0..<output.shape.count).map { _ in Float(generator.uniform(-1, 1)) })
    let gradients = recorded.gradients(
      tape.gradients(of: (output * tape.constant(weights)).sum()))
    try #require(gradients.count == inputs.count)

    func value(_ inputs: [Tensor]) throws -> Double {
      let output = try row.function(Tape(.inference), inputs).output.value
      return zip(output.values, weights.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    let h: Float = 0x1p-7
    for (index, input) in inputs.enumerated() {
      let gradient = gradients[index]
      #expect(gradient.shape == input.shape)
      for element in 0..<input.shape.count {
        var (above, below) = (inputs, inputs)
        above[index].update { $0[element] += h }
        below[index].update { $0[element] -= h }
        let step = Double(above[index][element]) - Double(below[index][element])
        let expected = try (value(above) - value(below)) / step
        let found = Double(gradient[element])
        #expect(
          abs(found - expected) <= 5e-4 + 5e-4 * abs(expected),
          "input \(index) \(input.shape), element \(element): \(found), not \(expected)")
      }
    }
  }

  /// Values at least 2h from zero and, up to 128 of them within ±2, from each other, so that no
  /// corner and no tie lies within h.
  private func spread(
    _ shape: Shape, reach: Double, _ generator: inout SeededGenerator
  ) -> Tensor {
    let count = shape.count
    let spacing = 2 * reach / Double(max(count, 1))
    let values = generator.permutation(count).map { Float((Double($0) + 0.5) * spacing - reach) }
    let gap: Float = 0x1p-6
    return Tensor(shape, values.map { abs($0) < gap ? ($0 < 0 ? -gap : gap) : $0 })
  }
}
