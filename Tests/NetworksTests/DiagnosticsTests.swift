import Networks
import NumericCore
import Tensors
import Testing

struct DiagnosticsTests {
  private func gradients(_ model: SmallNetwork) throws -> Gradients {
    let tape = Tape(.gradients)
    return try tape.gradients(of: model.loss(SmallNetwork.examples(6, seed: 3), on: tape))
  }

  @Test("Norms by parameter and by layer stand in the model's order and add up to the global norm")
  func norms() throws {
    var model = SmallNetwork(seed: 1)
    model.numberParameters()
    let gradients = try gradients(model)
    let layers = gradients.norms(of: model, depth: 1)
    #expect(
      layers.map(\.name) == [
        "first", "second", "embeddings.0", "embeddings.1", "embeddings.2", "norm", "hidden",
        "output",
      ])
    let parameters = gradients.norms(of: model)
    #expect(parameters.map(\.name) == model.namedParameters().map { $0.name() })
    #expect(parameters.count == 13)
    #expect(parameters.map(\.name).prefix(2) == ["first.weight", "first.bias"])
    for parts in [layers, parameters] {
      let total = parts.reduce(0) { $0 + $1.norm * $1.norm }
      #expect(abs(total.squareRoot() - gradients.norm) <= 1e-12 * gradients.norm)
    }
    let output = gradients.of(model.output.weight).values + gradients.of(model.output.bias).values
    let squares = output.reduce(0) { $0 + Double($1) * Double($1) }
    #expect(abs(layers[7].norm - squares.squareRoot()) <= 1e-12)
  }

  @Test("A part that the loss does not depend on has norm 0")
  func unused() throws {
    var model = SmallNetwork(seed: 1)
    model.numberParameters()
    let tape = Tape(.gradients)
    let loss = model.output(tape.constant(Tensor(repeating: 1, Shape(1, 48)))).sum()
    let layers = tape.gradients(of: loss).norms(of: model, depth: 1)
    // ∂/∂w = 1 for 48 weights and for the bias.
    #expect(layers.map(\.norm) == [0, 0, 0, 0, 0, 0, 0, 7])
  }

  @Test("A step's record has the norms before clipping and the step over the weights")
  func record() {
    var generator = SeededGenerator(seed: 1)
    var dense = Dense(2, 1, from: &generator)
    dense.weight.value = Tensor(Shape(2, 1), [3, 4])
    var optimizer = Optimizer(SGD(momentum: 0, clipNorm: 1), for: &dense)
    let tape = Tape(.gradients)
    let loss = dense(tape.constant(Tensor(Shape(1, 2), [2, 1]))).sum() * 2
    let gradients = tape.gradients(of: loss)
    let before = dense
    optimizer.step(&dense, gradients, learningRate: 0.5)
    var recorder = StepRecorder(every: 2, depth: nil)
    recorder.record(step: 3, gradients, before: before, after: dense)
    #expect(recorder.records.isEmpty)
    recorder.record(step: 4, gradients, before: before, after: dense)
    // The gradients are (4, 2) and 2, their norm √24; the step is half a unit vector: for the
    // weights ½·√20/√24, over ‖(3, 4)‖ = 5; the bias was 0.
    #expect(recorder.records.map(\.step) == [4])
    let record = recorder.records[0]
    #expect(record.gradientNorm == 24.0.squareRoot())
    #expect(record.parts.map(\.name) == ["weight", "bias"])
    #expect(record.parts.map(\.gradientNorm) == [Double(20).squareRoot(), 2])
    let expected = 0.5 * (20.0 / 24).squareRoot() / 5
    // Weights near 4 carry 5e-7 each, a step of 0.46 over 5 thus 2e-7.
    #expect(abs((record.parts[0].updateRatio ?? 0) - expected) <= 3e-7)
    #expect(record.parts[1].updateRatio == nil)
  }
}
