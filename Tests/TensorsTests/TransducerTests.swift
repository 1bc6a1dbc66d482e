import NumericCore
import Tensors
import Testing

struct TransducerTests {
  /// Against the sum over all paths, with the tolerances of `CTCTests.paths`.
  @Test(
    "Loss and gradient are those of all paths", arguments: 1...4, 1...4)
  func paths(_ frames: Int, _ positions: Int) throws {
    let labels = 4
    var generator = SeededGenerator(seed: 13, "transducer paths", frames, positions)
    for target in LatticePaths.targets(upTo: positions - 1, labels: labels) {
      let logits = (0..<frames * positions * labels).map { _ in Float(generator.uniform(-2, 2)) }
      let tensor = Tensor(Shape(1, frames, positions, labels), logits)
      let expected = LatticePaths.transducer(
        logits, frames: frames, positions: positions, labels: labels, target: target)
      let (loss, gradient) = try tensor.transducerLossAndGradient([target])
      #expect(abs(loss - expected.loss) <= 1e-12 * max(expected.loss, 1e-2), "\(target)")
      #expect(try tensor.transducerLoss([target]) == loss)
      for (found, wanted) in zip(gradient.values, expected.gradient) {
        #expect(abs(Double(found) - wanted) <= 6e-8 * abs(wanted) + 1e-14, "\(target)")
      }
    }
  }

  /// Against torch in float64 (`Tests/References/lattices.py`), as in `CTCTests.torch`.
  @Test("Beyond one group of positions and labels, loss and gradient are torch's in float64")
  func torch() throws {
    let (loss, gradient) = try References.logits(Shape(2, 5, 11, 9)).transducerLossAndGradient(
      [[3, 3, 1, 8, 2, 2, 5, 7, 4, 4], [7, 1, 7]], lengths: [5, 3])
    let expected = try References.lattice("transducer.loss")[0]
    #expect(abs(loss - expected) <= 1e-12 * expected)
    #expect(
      try largestError(gradient.values, References.lattice("transducer.gradient")) <= 6e-8)
  }

  @Test("One frame: the target's labels one after the other, then the blank")
  func oneFrame() throws {
    let logits = Tensor(Shape(1, 1, 2, 2), [0.5, -1, 2, 0.25])
    // Softmax of two: −log σ of the difference.
    let expected = Double.log(1 + Double.exp(1.5)) + Double.log(1 + Double.exp(-1.75))
    #expect(abs(try logits.transducerLoss([[1]]) - expected) <= 1e-15)
    // An empty target is one blank.
    #expect(abs(try logits.transducerLoss([[]]) - Double.log(1 + Double.exp(-1.5))) <= 1e-15)
  }

  @Test("Logits of ±1e4 give finite losses and gradients")
  func extremeLogits() throws {
    let logits = Tensor(Shape(1, 1, 2, 2), [1e4, -1e4, -1e4, 1e4])
    let (loss, gradient) = try logits.transducerLossAndGradient([[1]])
    // The only path is wrong by 2e4 twice.
    #expect(loss == 4e4)
    #expect(gradient.values == [1, -1, -1, 1])

    var generator = SeededGenerator(seed: 5, "transducer extremes")
    for size: Float in [1e4, .greatestFiniteMagnitude] {
      let signs = (0..<960).map { _ in generator.bernoulli(0.5) ? size : -size }
      let (loss, gradient) = try Tensor(Shape(2, 10, 8, 6), signs).transducerLossAndGradient(
        [[1, 1, 2, 5, 5, 4, 3], []])
      #expect(loss.isFinite && loss >= 0)
      // At 1e38 the logarithms have no digits left to tell the shares of paths from.
      #expect(gradient.values.allSatisfy { size > 1e4 ? $0.isFinite : abs($0) <= 1 })
    }
  }

  @Test("NaN and +∞ in any node that the item has are seen in the loss")
  func nonFiniteLogits() throws {
    for wrong in [Float.nan, .infinity] {
      for element in 0..<12 {
        var logits = Tensor(repeating: 0.5, Shape(1, 3, 2, 2))
        logits.update { $0[element] = wrong }
        #expect(try logits.transducerLoss([[1]]).isNaN)
      }
    }
  }

  @Test("Frames and positions beyond an item's change nothing, bit for bit, and have no gradient")
  func padding() throws {
    var generator = SeededGenerator(seed: 7, "transducer padding")
    let targets = [[2, 2, 1], [], [3]]
    let lengths = [4, 1, 5]
    var logits = Tensor(
      Shape(3, 5, 5, 4), (0..<300).map { _ in Float(generator.uniform(-2, 2)) })
    let (loss, gradient) = try logits.transducerLossAndGradient(targets, lengths: lengths)
    let padded = (0..<300).filter { index in
      let (item, frame, position) = (index / 100, index % 100 / 20, index % 20 / 4)
      return frame >= lengths[item] || position > targets[item].count
    }
    #expect(padded.allSatisfy { gradient.values[$0] == 0 })
    logits.update { values in for index in padded { values[index] = .nan } }
    let again = try logits.transducerLossAndGradient(targets, lengths: lengths)
    #expect(again.loss == loss)
    #expect(again.gradient == gradient)
  }

  @Test("The order of the batch does not matter: each item has the loss it has alone")
  func order() throws {
    var generator = SeededGenerator(seed: 9, "transducer order")
    let targets = [[2, 2, 1], []]
    let items = targets.map { _ in (0..<96).map { _ in Float(generator.uniform(-2, 2)) } }
    let (loss, gradient) = try Tensor(Shape(2, 6, 4, 4), items[0] + items[1])
      .transducerLossAndGradient(targets)
    let turned = try Tensor(Shape(2, 6, 4, 4), items[1] + items[0])
      .transducerLossAndGradient([[], [2, 2, 1]])
    // A sum of two is the same in either order, and a half is exact.
    #expect(turned.loss == loss)
    #expect(gradient.values[..<96] == turned.gradient.values[96...])
    #expect(gradient.values[96...] == turned.gradient.values[..<96])
    let alone = try Tensor(Shape(1, 6, 4, 4), items[0]).transducerLossAndGradient([[2, 2, 1]])
    #expect(alone.gradient.scaled(by: 0.5).values == Array(gradient.values[..<96]))
  }

  @Test(
    "What the loss cannot take is refused with the item and the values",
    arguments: [
      ([[1]], nil, "1 targets for logits [2, 4, 3, 3]"),
      ([[1], [1]], [4], "1 lengths for logits [2, 4, 3, 3]"),
      ([[1], [1]], [4, 5], "length 5 of item 1, not in 1 ... 4"),
      ([[1], []], [0, 4], "length 0 of item 0, not in 1 ... 4"),
      ([[1], [1, 3]], nil, "label 3 in the target of item 1, not in 1 ..< 3"),
      ([[0], [1]], nil, "label 0 in the target of item 0, not in 1 ..< 3"),
      (
        [[1], [1, 2, 1]], nil,
        "3 labels in the target of item 1, at most 2 for logits [2, 4, 3, 3]"
      ),
    ] as [([[Int]], [Int]?, String)])
  func refusals(_ targets: [[Int]], _ lengths: [Int]?, _ message: String) {
    let logits = Tensor(repeating: 0, Shape(2, 4, 3, 3))
    let error = #expect(throws: TensorError.self) {
      try logits.transducerLoss(targets, lengths: lengths)
    }
    #expect(error?.description == "transducer loss: " + message)
  }

  @Test("An empty batch, no frames, no positions and no labels are refused")
  func empty() {
    for (shape, targets) in [
      (Shape(0, 4, 2, 3), []), (Shape(1, 0, 2, 3), [[]]), (Shape(1, 4, 0, 3), [[]]),
      (Shape(1, 4, 2, 0), [[]]),
    ] as [(Shape, [[Int]])] {
      let error = #expect(throws: TensorError.self) {
        try Tensor(repeating: 0, shape).transducerLoss(targets)
      }
      #expect(error?.description == "transducer loss: no elements in logits \(shape)")
    }
  }
}
