import NumericCore
import Tensors
import Testing

@Suite("Mixed rows")
struct MixedRowTests {
  @Test(
    "Every column is the row's where its part is present, and the other row's elsewhere",
    arguments: [1, 20, 255, 256, 257, 600])
  func definition(columns: Int) {
    var generator = SeededGenerator(seed: 4, columns)
    let parts = 7
    let units = (0..<columns).map { _ in Int32(generator.index(below: parts)) }
    let row = (0..<columns).map { _ in Float(generator.normal()) }
    let others = (0..<3 * columns).map { _ in Float(generator.normal()) }
    let present = (0..<5 * parts).map { _ in generator.bernoulli(0.5) }
    let mixed = Tensor(Shape(3, columns), others).mixed(
      with: Tensor(Shape(columns), row), units: units, parts: parts, present: present)
    #expect(mixed.shape == Shape(15, columns))
    var expected: [Float] = []
    for part in 0..<5 {
      for other in 0..<3 {
        for column in 0..<columns {
          expected.append(
            present[part * parts + Int(units[column])]
              ? row[column] : others[other * columns + column])
        }
      }
    }
    #expect(mixed.values == expected)
  }

  @Test("What is no number stays so, and no part gives no rows")
  func edges() {
    let others = Tensor(Shape(1, 2), [.nan, 1])
    let mixed = others.mixed(
      with: Tensor(Shape(2), [2, .infinity]), units: [0, 1], parts: 2, present: [false, true])
    #expect(mixed.values[0].isNaN)
    #expect(mixed.values[1] == .infinity)
    let none = others.mixed(
      with: Tensor(Shape(2), [2, 3]), units: [0, 1], parts: 2, present: [])
    #expect(none.shape == Shape(0, 2))
  }
}
