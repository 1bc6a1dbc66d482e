import Networks
import NumericCore
import Tensors
import Testing

/// A function of logits or inputs of ±1e4, and its values by hand.
struct ExtremeCase: CustomTestStringConvertible, Sendable {
  let name: String
  /// Rows of 1e4 and −1e4.
  let input: Tensor
  /// nil where only finite numbers are asked for.
  let expected: [Float]?
  let function: @Sendable (Variable) throws -> Variable

  var testDescription: String { name }

  init(
    _ name: String, _ shape: Shape, is expected: [Float]?,
    _ function: @escaping @Sendable (Variable) throws -> Variable
  ) {
    self.name = name
    input = Tensor(shape, (0..<shape.count).map { $0 % 2 == 0 ? 1e4 : -1e4 })
    self.expected = expected
    self.function = function
  }

  static let all = rows + losses + lattices + layers

  private static let rows: [ExtremeCase] = [
    .init("softmax", Shape(2, 2), is: [1, 0, 1, 0]) { $0.softmax() },
    .init("log-softmax", Shape(2, 2), is: [0, -2e4, 0, -2e4]) { $0.logSoftmax() },
    // Many classes at the top: each half of them is as likely.
    .init("softmax of forty", Shape(40), is: (0..<40).map { $0 % 2 == 0 ? 0.05 : 0 }) {
      $0.softmax()
    },
  ]

  private static let losses: [ExtremeCase] = [
    // Right, wrong by 1e4, wrong by 1e4, right.
    .init("binary cross-entropy", Shape(2, 2), is: [5000]) {
      try $0.binaryCrossEntropy([1, 1, 0, 0])
    },
    // Of targets between: x − x·t for 1e4, −x·t for −1e4.
    .init("binary cross-entropy of halves", Shape(2), is: [5000]) {
      try $0.binaryCrossEntropy([0.5, 0.5])
    },
    // Right, then wrong by 2e4.
    .init("softmax cross-entropy", Shape(2, 2), is: [1e4]) { try $0.softmaxCrossEntropy([0, 1]) },
    // A smoothing of 0.2 gives the wrong class a tenth.
    .init("smoothed cross-entropy", Shape(1, 2), is: [2000]) {
      try $0.softmaxCrossEntropy([0], smoothing: 0.2)
    },
    .init("square", Shape(2), is: [1e8]) { try $0.regressionLoss(.square, [0, 0]) },
    .init("absolute", Shape(2), is: [1e4]) { try $0.regressionLoss(.absolute, [0, 0]) },
    // 2 · (1e4 − 1).
    .init("huber", Shape(2), is: [19998]) { try $0.regressionLoss(.huber(delta: 2), [0, 0]) },
  ]

  private static let lattices: [ExtremeCase] = [
    // The blank is certain; the label is wrong by 2e4 in one frame, and either of the two may be it.
    .init("ctc", Shape(1, 2, 2), is: [Float(2e4 - Double.log(2))]) { try $0.ctcLoss([[1]]) },
    .init("ctc of nothing", Shape(1, 2, 2), is: [0]) { try $0.ctcLoss([[]]) },
    // The label is wrong by 2e4, and the blank is certain in both places.
    .init("transducer", Shape(1, 1, 2, 2), is: [2e4]) { try $0.rnnTransducerLoss([[1]]) },
  ]

  private static let layers: [ExtremeCase] = [
    .init("layer norm", Shape(2, 4), is: [1, -1, 1, -1, 1, -1, 1, -1]) { x in
      x.layerNormalised(
        scale: x.tape.constant(Tensor(repeating: 1, Shape(4))),
        shift: x.tape.constant(Tensor(repeating: 0, Shape(4))), epsilon: 1e-5)
    },
    .init("batch norm", Shape(2, 1), is: [1, -1]) { x in
      x.batchNormalised(
        by: nil, scale: x.tape.constant(Tensor(repeating: 1, Shape(1))),
        shift: x.tape.constant(Tensor(repeating: 0, Shape(1))), epsilon: 1e-5
      ).output
    },
    // Scores of ±1e8: each query takes the value of its own sign.
    .init("attention", Shape(1, 2, 1), is: [1e4, -1e4]) {
      $0.attending(to: $0, values: $0, heads: 1).output
    },
    .init("gru", Shape(2, 3, 2), is: nil) { x in
      var generator = SeededGenerator(seed: 1)
      return GRU(2, 3, from: &generator)(x)
    },
    .init("lstm", Shape(2, 3, 2), is: nil) { x in
      var generator = SeededGenerator(seed: 1)
      return LSTM(2, 3, from: &generator)(x).output
    },
  ]
}

struct ExtremeValueTests {
  @Test(
    "Logits and inputs of ±1e4 give the values by hand and finite gradients",
    arguments: ExtremeCase.all)
  func extremes(_ row: ExtremeCase) throws {
    let tape = Tape(.gradients)
    let input = tape.input(row.input)
    let output = try row.function(input)
    #expect(output.value.values.allSatisfy { $0.isFinite })
    if let expected = row.expected {
      // The kernels' e^x ends at 1e-38 instead of at zero, and their sums round once or twice.
      for (found, wanted) in zip(output.value.values, expected) {
        #expect(abs(found - wanted) <= 2e-38 + 2e-7 * abs(wanted), "\(found), not \(wanted)")
      }
      #expect(output.shape.count == expected.count)
    }
    let gradient = tape.gradients(of: output.sum()).of(input)
    #expect(gradient.values.allSatisfy { $0.isFinite }, "\(gradient.values)")
  }

  @Test("NaN stays NaN through softmaxes and sums", arguments: 0..<3)
  func notANumber(_ place: Int) {
    var x = Tensor(Shape(1, 3), [1, 2, 3])
    x.update { $0[place] = .nan }
    #expect(x.softmax().values.allSatisfy { $0.isNaN })
    #expect(x.logSoftmax().values.allSatisfy { $0.isNaN })
    #expect(x.sum(axis: 1)[0].isNaN)
  }

  @Test("NaN stays NaN through maxima, so that trouble is seen", arguments: 0..<3)
  func notANumberInMaxima(_ place: Int) {
    var x = Tensor(Shape(1, 1, 3, 1), [1, 2, 3])
    x.update { $0[place] = .nan }
    let found = x.maximum(axis: 2).output[0]
    let pooled = x.maxPooled(Window(time: AxisWindow(3))).output[0]
    #expect(found.isNaN && pooled.isNaN)
  }
}
