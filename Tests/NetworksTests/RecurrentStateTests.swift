import Networks
import NumericCore
import Tensors
import Testing

struct RecurrentStateTests {
  @Test("The last state of an LSTM is that after each sequence's own steps, or the first of none")
  func lastState() throws {
    var generator = SeededGenerator(seed: 4)
    let layer = LSTM(2, 3, from: &generator)
    let tape = Tape(.inference)
    func draw(_ shape: Shape, _ seed: UInt64) -> Variable {
      tape.constant(Tensor(uniform: shape, limit: 1, seed: seed))
    }
    let (x, hidden, cell) = (draw(Shape(3, 4, 2), 1), draw(Shape(3, 3), 2), draw(Shape(3, 3), 3))
    let last = layer(
      x, from: LSTM.State(hidden: hidden, cell: cell),
      lengths: try Lengths(checking: [4, 0, 2], time: 4)
    ).last
    for (item, length) in [4, 0, 2].enumerated() {
      func own(_ all: Variable) -> Variable { all.slice(axis: 0, item..<item + 1) }
      let first = LSTM.State(hidden: own(hidden), cell: own(cell))
      // The same steps alone, without any padding.
      let alone =
        length == 0 ? first : layer(own(x).slice(axis: 1, 0..<length), from: first).last
      #expect(own(last.hidden).value == alone.hidden.value)
      #expect(own(last.cell).value == alone.cell.value)
    }
  }
}
