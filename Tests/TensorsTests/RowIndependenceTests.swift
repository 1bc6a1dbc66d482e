import NumericCore
import Tensors
import Testing

/// A row of a result by itself against the same row among many: each is the other's expected value.
///
/// The sizes lie on both sides of every width of tile and vector that a product or a convolution is
/// likely to be cut into.
struct RowIndependenceTests {
  private func random(_ shape: Shape, _ stream: UInt64) -> Tensor {
    Tensor(uniform: shape, limit: 1, seed: 41, stream: stream)
  }

  private func bits(_ tensor: Tensor) -> [UInt32] { tensor.values.map(\.bitPattern) }

  @Test(
    "A row of a product does not depend on how many rows come with it",
    arguments: [1, 7, 64, 257, 1100], [1, 5, 16, 47, 130])
  func products(_ inner: Int, _ columns: Int) {
    let (x, weight) = (random(Shape(67, inner), 1), random(Shape(inner, columns), 2))
    let bias = random(Shape(columns), 3)
    let turned = weight.transposed(0, 1)
    let all = (
      x.product(weight), x.product(turned, otherTransposed: true),
      x.affine(weight: weight, bias: bias)
    )
    for count in [1, 2, 3, 6, 8, 13, 33] {
      for start in [0, 1, 34] {
        let rows = x.slice(axis: 0, start..<start + count)
        func among(_ tensor: Tensor) -> [UInt32] {
          bits(tensor.slice(axis: 0, start..<start + count))
        }
        #expect(bits(rows.product(weight)) == among(all.0))
        #expect(bits(rows.product(turned, otherTransposed: true)) == among(all.1))
        #expect(bits(rows.affine(weight: weight, bias: bias)) == among(all.2))
      }
    }
  }

  @Test(
    "An image's convolution does not depend on its batch",
    arguments: [(3, 8, 1), (16, 33, 1), (6, 12, 3)])
  func convolutions(_ channels: Int, _ outputs: Int, _ groups: Int) {
    let window = Window(square: AxisWindow(3, padding: 1))
    let x = random(Shape(9, 11, 13, channels), 4)
    let weight = random(Shape(9 * channels / groups, outputs), 5)
    let bias = random(Shape(outputs), 6)
    func convolved(_ images: Tensor) -> Tensor {
      images.convolved(window, weight: weight, bias: bias, groups: groups)
    }
    let all = convolved(x)
    for (start, count) in [(0, 1), (4, 1), (8, 1), (2, 2), (1, 7)] {
      let range = start..<start + count
      #expect(
        bits(convolved(x.slice(axis: 0, range))) == bits(all.slice(axis: 0, range)), "\(range)")
    }
  }

  @Test("A sequence's states do not depend on its batch", arguments: [1, 17, 96])
  func recurrences(_ hidden: Int) {
    let x = random(Shape(35, 6, 10), 7)
    func weights(_ gates: Int) -> RecurrentWeights {
      RecurrentWeights(
        input: random(Shape(10, gates * hidden), 8),
        state: random(Shape(hidden, gates * hidden), 9),
        inputBias: random(Shape(gates * hidden), 10), stateBias: random(Shape(gates * hidden), 11))
    }
    func gru(_ x: Tensor) -> Tensor {
      let first = Tensor(repeating: 0, Shape(x.shape[0], hidden))
      return GRUPass(x, weights(3), first: first, lengths: nil, recording: false).output
    }
    func lstm(_ x: Tensor) -> Tensor {
      let first = Tensor(repeating: 0, Shape(x.shape[0], hidden))
      return LSTMPass(x, weights(4), first: first, firstCell: first, lengths: nil).output
    }
    let all = (gru(x), lstm(x))
    for (start, count) in [(0, 1), (34, 1), (3, 2), (5, 7), (1, 33)] {
      let range = start..<start + count
      let some = x.slice(axis: 0, range)
      #expect(bits(gru(some)) == bits(all.0.slice(axis: 0, range)), "\(range)")
      #expect(bits(lstm(some)) == bits(all.1.slice(axis: 0, range)), "\(range)")
    }
  }

  @Test("A query's answer does not depend on the queries beside it, nor on its batch")
  func attention() {
    let (queries, keys) = (random(Shape(5, 19, 36), 12), random(Shape(5, 41, 36), 13))
    let values = random(Shape(5, 41, 36), 14)
    func attending(_ items: Range<Int>, _ times: Range<Int>) -> Tensor {
      AttentionPass(
        queries: queries.slice(axis: 0, items).slice(axis: 1, times),
        keys: keys.slice(axis: 0, items), values: values.slice(axis: 0, items), heads: 3,
        mask: AttentionMask()
      ).output
    }
    let all = attending(0..<5, 0..<19)
    for (items, times) in [(0..<1, 0..<19), (2..<4, 3..<4), (4..<5, 11..<18)] {
      let expected = all.slice(axis: 0, items).slice(axis: 1, times)
      #expect(bits(attending(items, times)) == bits(expected), "\(items), \(times)")
    }
  }
}
