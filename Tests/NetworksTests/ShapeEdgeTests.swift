import Networks
import Tensors
import Testing

struct ShapeEdgeTests {
  static let rows = EmptyRows.all + EmptyLayerRows.all + OneElementRows.all

  @Test(
    "Shapes of nothing and of one element give what they say on every tape, and gradients",
    arguments: rows)
  func edges(_ row: ShapeEdgeRow) throws {
    let inputs = row.shapes.map { Tensor(repeating: 1, $0) }
    for mode in [Tape.Mode.inference, .gradients] {
      let tape = Tape(mode)
      let variables = inputs.map { tape.input($0) }
      let output = try row.function(variables)
      #expect(output.value == row.expected, "\(mode)")
      guard mode == .gradients else { continue }
      let gradients = tape.gradients(of: output.sum())
      for (variable, input) in zip(variables, inputs) {
        let gradient = gradients.of(variable)
        #expect(gradient.shape == input.shape)
        #expect(gradient.values.allSatisfy { $0.isFinite })
      }
    }
  }

  @Test("Every operation is tried on one element, and all but the losses on none")
  func everyOperationIsTried() throws {
    var operations = Set(try DerivativeCoverageTests.operations())
    operations.remove("leaf")
    #expect(operations.subtracting(OneElementRows.all.map(\.operation)).sorted() == [])
    let empty = (EmptyRows.all + EmptyLayerRows.all).map(\.operation)
    // A mean over nothing is no number: losses refuse it, see `emptyLosses`.
    let losses = ["binaryCrossEntropy", "lattice", "regression", "softmaxCrossEntropy"]
    #expect(operations.subtracting(empty).sorted() == losses)
  }

  @Test(
    "Losses of nothing are typed errors", arguments: [Shape(0, 3), Shape(2, 0), Shape(0)])
  func emptyLosses(_ shape: Shape) {
    let tape = Tape(.gradients)
    let x = tape.input(Tensor(repeating: 1, shape))
    let labels = [Int](repeating: 0, count: shape.rows)
    #expect(throws: TensorError.self) { try x.binaryCrossEntropy([]) }
    #expect(throws: TensorError.self) { try x.regressionLoss(.absolute, []) }
    #expect(throws: TensorError.self) { try x.softmaxCrossEntropy(labels) }
    let sequences = x.reshaped(Shape(1, 0, 3))
    #expect(throws: TensorError.self) { try sequences.ctcLoss([[]]) }
    #expect(throws: TensorError.self) {
      try x.reshaped(Shape(1, 0, 1, 3)).rnnTransducerLoss([[]])
    }
  }
}
