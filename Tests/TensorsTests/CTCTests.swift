import NumericCore
import Tensors
import Testing

struct CTCTests {
  /// Against the sum over all paths.
  ///
  /// Logits lie in ±2. The enumeration adds up to 4⁵ products, which leaves it a relative error of
  /// 1e-13 at most. Where the loss is below 1, −log p itself has lost digits: an error of 1e-15 in
  /// log p is absolute. A gradient is rounded to Float32 once, by 6e-8 of its value.
  @Test(
    "Loss and gradient are those of all paths, and a target without a path is refused",
    arguments: 1...5, 2...4)
  func paths(_ frames: Int, _ labels: Int) throws {
    var generator = SeededGenerator(seed: 11, "ctc paths", frames, labels)
    for target in LatticePaths.targets(upTo: 3, labels: labels) {
      let logits = (0..<frames * labels).map { _ in Float(generator.uniform(-2, 2)) }
      let tensor = Tensor(Shape(1, frames, labels), logits)
      let expected = LatticePaths.ctc(logits, frames: frames, labels: labels, target: target)
      guard let expected else {
        #expect(throws: TensorError.self) { try tensor.ctcLoss([target]) }
        continue
      }
      let (loss, gradient) = try tensor.ctcLossAndGradient([target])
      #expect(abs(loss - expected.loss) <= 1e-12 * max(expected.loss, 1e-2), "\(target)")
      #expect(try tensor.ctcLoss([target]) == loss)
      for (found, wanted) in zip(gradient.values, expected.gradient) {
        #expect(abs(Double(found) - wanted) <= 6e-8 * abs(wanted) + 1e-14, "\(target)")
      }
    }
  }

  /// Against torch in float64 (`Tests/References/lattices.py`).
  ///
  /// Torch's log-softmax, 16 frames and a mean of three are granted 1e-12; its gradient is exact
  /// beside the Float32 that ours is rounded to.
  @Test("Beyond one group of states and labels, loss and gradient are torch's in float64")
  func torch() throws {
    let (loss, gradient) = try References.logits(Shape(3, 16, 11)).ctcLossAndGradient(
      [[3, 3, 1, 10, 2, 2, 5, 9, 4], [7, 1, 7], []], lengths: [16, 9, 4])
    let expected = try References.lattice("ctc.loss")[0]
    #expect(abs(loss - expected) <= 1e-12 * expected)
    #expect(
      try largestError(gradient.values, References.lattice("ctc.gradient")) <= 6e-8)
  }

  @Test("One frame: the cross-entropy of the label, or of the blank for an empty target")
  func oneFrame() throws {
    let logits = Tensor(Shape(2, 1, 3), [0.5, -1, 2, 0.5, -1, 2])
    // log(e^0.5 + e^−1 + e^2) less the logit of label 2, and of the blank.
    let normaliser = Double.log(Double.exp(0.5) + Double.exp(-1) + Double.exp(2))
    let expected = (normaliser - 2 + normaliser - 0.5) / 2
    #expect(abs(try logits.ctcLoss([[2], []]) - expected) <= 1e-15)
  }

  @Test("Logits of ±1e4 give finite losses and gradients")
  func extremeLogits() throws {
    let logits = Tensor(Shape(1, 2, 2), [1e4, -1e4, 1e4, -1e4])
    let (loss, gradient) = try logits.ctcLossAndGradient([[1]])
    // One frame has to be wrong by 2e4, either of two; that both are, is e^−2e4 as likely.
    #expect(abs(loss - (2e4 - Double.log(2))) <= 1e-11)
    #expect(largestError(gradient.values, [0.5, -0.5, 0.5, -0.5]) <= 1e-11)
    #expect(try logits.ctcLoss([[]]) == 0)

    var generator = SeededGenerator(seed: 5, "ctc extremes")
    for size: Float in [1e4, .greatestFiniteMagnitude] {
      let signs = (0..<240).map { _ in generator.bernoulli(0.5) ? size : -size }
      let (loss, gradient) = try Tensor(Shape(2, 20, 6), signs).ctcLossAndGradient(
        [[1, 1, 2, 5, 5, 4, 3], []])
      #expect(loss.isFinite && loss >= 0)
      // At 1e38 the logarithms have no digits left to tell the shares of paths from.
      #expect(gradient.values.allSatisfy { size > 1e4 ? $0.isFinite : abs($0) <= 1 })
    }
  }

  @Test("A logit of −∞ takes a label away; NaN and +∞ are seen in the loss")
  func nonFiniteLogits() throws {
    let two = Tensor(Shape(1, 3, 2), [0.5, 1, -1, 0.25, 2, 0])
    let without = Tensor(
      Shape(1, 3, 3), [0.5, 1, -.infinity, -1, 0.25, -.infinity, 2, 0, -.infinity])
    #expect(try abs(without.ctcLoss([[1]]) - two.ctcLoss([[1]])) <= 1e-15)
    for wrong in [Float.nan, .infinity] {
      for element in 0..<6 {
        var broken = two
        broken.update { $0[element] = wrong }
        #expect(try broken.ctcLoss([[1]]).isNaN)
      }
    }
  }

  @Test("Frames beyond the lengths change nothing, bit for bit, and have no gradient")
  func padding() throws {
    var generator = SeededGenerator(seed: 7, "ctc padding")
    let targets = [[2, 2, 1], [], [3]]
    let lengths = [5, 1, 7]
    var logits = Tensor(
      Shape(3, 7, 4), (0..<84).map { _ in Float(generator.uniform(-2, 2)) })
    let (loss, gradient) = try logits.ctcLossAndGradient(targets, lengths: lengths)
    let padded = (0..<84).filter { $0 % 28 / 4 >= lengths[$0 / 28] }
    #expect(padded.allSatisfy { gradient.values[$0] == 0 })
    logits.update { values in for index in padded { values[index] = .nan } }
    let again = try logits.ctcLossAndGradient(targets, lengths: lengths)
    #expect(again.loss == loss)
    #expect(again.gradient == gradient)
  }

  @Test("The order of the batch does not matter: each item has the loss it has alone")
  func order() throws {
    var generator = SeededGenerator(seed: 9, "ctc order")
    let targets = [[2, 2, 1], [], [3], [1, 2, 3, 1]]
    let items = targets.map { _ in (0..<32).map { _ in Float(generator.uniform(-2, 2)) } }
    let (loss, gradient) = try Tensor(Shape(4, 8, 4), items.flatMap { $0 })
      .ctcLossAndGradient(targets)
    var alone = 0.0
    for (index, target) in targets.enumerated() {
      let item = try Tensor(Shape(1, 8, 4), items[index]).ctcLossAndGradient([target])
      alone += item.loss
      // A quarter is exact.
      let share = Array(gradient.values[32 * index..<32 * (index + 1)])
      #expect(share == item.gradient.scaled(by: 0.25).values)
    }
    #expect(loss == alone / 4)
    let reversed = try Tensor(Shape(4, 8, 4), items.reversed().flatMap { $0 })
      .ctcLossAndGradient(targets.reversed())
    // The losses are added up in the other order.
    #expect(abs(reversed.loss - loss) <= 1e-15 * loss)
    for index in 0..<4 {
      let (here, there) = (32 * index, 32 * (3 - index))
      #expect(gradient.values[here..<here + 32] == reversed.gradient.values[there..<there + 32])
    }
  }

  @Test(
    "What the loss cannot take is refused with the item and the values",
    arguments: [
      ([[1, 1], [1, 2]], nil, "2 targets for logits [3, 4, 3]"),
      ([[1], [1], [1]], [4, 4], "2 lengths for logits [3, 4, 3]"),
      ([[1], [1], [1]], [4, 5, 4], "length 5 of item 1, not in 1 ... 4"),
      ([[1], [1], []], [4, 4, 0], "length 0 of item 2, not in 1 ... 4"),
      ([[1], [1, 3], [1]], nil, "label 3 in the target of item 1, not in 1 ..< 3"),
      ([[1, 0], [1], [1]], nil, "label 0 in the target of item 0, not in 1 ..< 3"),
      (
        [[1], [2, 2, 1, 1], [1]], nil,
        "the target of item 1, 4 labels with 2 repeats, takes 6 frames, of which there are 4"
      ),
      (
        [[1], [1], [1, 2]], [4, 4, 1],
        "the target of item 2, 2 labels with 0 repeats, takes 2 frames, of which there are 1"
      ),
    ] as [([[Int]], [Int]?, String)])
  func refusals(_ targets: [[Int]], _ lengths: [Int]?, _ message: String) {
    let logits = Tensor(repeating: 0, Shape(3, 4, 3))
    let error = #expect(throws: TensorError.self) {
      try logits.ctcLoss(targets, lengths: lengths)
    }
    #expect(error?.description == "ctc loss: " + message)
  }

  @Test("An empty batch, no frames and no labels are refused")
  func empty() {
    for (shape, targets) in [
      (Shape(0, 4, 3), []), (Shape(1, 0, 3), [[]]), (Shape(1, 4, 0), [[]]),
    ] as [(Shape, [[Int]])] {
      let error = #expect(throws: TensorError.self) {
        try Tensor(repeating: 0, shape).ctcLoss(targets)
      }
      #expect(error?.description == "ctc loss: no elements in logits \(shape)")
    }
  }
}
