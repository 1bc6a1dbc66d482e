#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ModelFiles
import Networks
import NumericCore
import Tensors
import Testing

struct ModuleTests {
  @Test("Equal seeds give equal weights bit for bit, and other seeds do not")
  func initialisation() throws {
    #expect(try bits(of: SmallNetwork(seed: 1)) == bits(of: SmallNetwork(seed: 1)))
    #expect(try bits(of: SmallNetwork(seed: 1)) != bits(of: SmallNetwork(seed: 2)))
  }

  @Test("The parameters are counted and named by their path")
  func enumeration() {
    let model = SmallNetwork(seed: 1)
    // By hand, of 6 steps · 16 channels + 20 numbers + 3 · 4 of embeddings: 128 inputs.
    let counts = [5 * 4 * 16 + 16, 5 * 16 * 16 + 16, 19 * 4, 2 * 128, 128 * 48 + 48, 48 + 1]
    #expect(model.parameterCount == counts.reduce(0, +))
    #expect(
      model.parameterArrays(prefix: "net.").keys.sorted() == [
        "net.embeddings.0.table", "net.embeddings.1.table", "net.embeddings.2.table",
        "net.first.bias", "net.first.weight", "net.hidden.bias", "net.hidden.weight",
        "net.norm.scale", "net.norm.shift", "net.output.bias", "net.output.weight",
        "net.second.bias", "net.second.weight",
      ])
  }

  @Test("A model saved and loaded through either format answers the same bit for bit")
  func saveAndLoad() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "assay-\(UUID().uuidString)").path
    defer {
      for ending in [".model", ".safetensors"] {
        try? FileManager.default.removeItem(atPath: path + ending)
      }
    }
    let examples = SmallNetwork.examples(9, seed: 4)
    let model = SmallNetwork(seed: 1)
    try ModelFile(kind: "test/small", arrays: model.parameterArrays()).write(to: path + ".model")
    try SafetensorsFile(arrays: model.parameterArrays()).write(to: path + ".safetensors")
    var loaded = [SmallNetwork(seed: 2), SmallNetwork(seed: 3)]
    let file = try ModelFile.read(path + ".model")
    try file.expect(kind: "test/small")
    try loaded[0].loadParameters(from: file)
    try loaded[1].loadParameters(from: SafetensorsFile.read(path + ".safetensors"))
    let answers = try ([model] + loaded).map { model in
      try model.logits(examples, on: Tape(.inference)).value.values.map(\.bitPattern)
    }
    #expect(answers[1] == answers[0])
    #expect(answers[2] == answers[0])
    #expect(try bits(of: loaded[1]) == bits(of: model))
  }

  @Test("A file without a parameter, or with one of another shape, leaves the module as it was")
  func mismatch() throws {
    let before = SmallNetwork(seed: 1)
    for broken in [nil, ModelArray([Float](repeating: 0, count: 49), shape: [49, 1])] {
      var arrays = SmallNetwork(seed: 2).parameterArrays()
      arrays["output.weight"] = broken
      var model = before
      let error = #expect(throws: ModelFileError.self) {
        try model.loadParameters(from: ModelFile(kind: "", arrays: arrays))
      }
      #expect(error?.code == .mismatch)
      #expect(error?.detail.contains("'output.weight'") == true)
      #expect(try bits(of: model) == bits(of: before))
    }
  }

  @Test("Every tape computes the same answers, and dropout is on a training tape alone")
  func tapes() throws {
    let examples = SmallNetwork.examples(5, seed: 4)
    var model = SmallNetwork(seed: 1)
    model.dropout = Dropout(0.5)
    model.numberParameters()
    let answers = try [Tape.Mode.inference, .gradients, .training(seed: 1), .training(seed: 2)]
      .map { try model.logits(examples, on: Tape($0)).value }
    #expect(answers[0] == answers[1])
    #expect(answers[0] != answers[2])
    #expect(answers[2] != answers[3])
  }

  @Test("Dropout keeps the mean and drops its share")
  func dropout() {
    let tape = Tape(.training(seed: 3))
    let ones = tape.constant(Tensor(repeating: 1, Shape(100, 100)))
    let kept = Dropout(0.25)(ones).value.values
    #expect(Set(kept) == [0, 1 / (1 - 0.25)])
    // The share's standard deviation is √(0.25 · 0.75 / 10⁴) = 0.0043: within four of them.
    #expect(abs(Double(kept.count { $0 == 0 }) / 1e4 - 0.25) < 0.0174)
  }

  @Test("A parameter that no optimiser has numbered is a constant")
  func frozen() throws {
    var generator = SeededGenerator(seed: 1)
    let frozen = Dense(2, 1, from: &generator)
    let tape = Tape(.gradients)
    let x = tape.input(Tensor(Shape(1, 2), [1, 2]))
    let gradients = tape.gradients(of: frozen(x).sum())
    #expect(gradients.of(x).values == frozen.weight.value.values)
    #expect(gradients.of(frozen.weight) == Tensor(repeating: 0, Shape(2, 1)))
  }

  @Test("Weight decay shrinks weights and leaves biases and norms, where gradients are zero")
  func decay() {
    var generator = SeededGenerator(seed: 1)
    var dense = Dense(2, 1, from: &generator)
    dense.bias.value = Tensor(Shape(1), [3])
    let before = dense
    var optimizer = Optimizer(AdamW(decay: 0.5), for: &dense)
    let tape = Tape(.gradients)
    let loss = tape.constant(Tensor(1))
    #expect(optimizer.step(&dense, tape.gradients(of: loss), learningRate: 0.5) == 0)
    #expect(dense.bias.value == before.bias.value)
    #expect(dense.weight.value == before.weight.value.scaled(by: 0.75))
  }

  @Test("Clipping scales the gradients of all parameters to the global norm")
  func clipping() {
    var generator = SeededGenerator(seed: 1)
    var dense = Dense(1, 1, from: &generator)
    dense.weight.value = Tensor(Shape(1, 1), [0])
    dense.bias.value = Tensor(Shape(1), [0])
    // With ε = 1 and both β = 0 a step is rate · g / (|g| + 1): it depends on g's size.
    var optimizer = Optimizer(
      AdamW(beta1: 0, beta2: 0, epsilon: 1, decay: 0, clipNorm: 1), for: &dense)
    let tape = Tape(.gradients)
    let loss = dense(tape.constant(Tensor(Shape(1, 1), [3]))).sum() * 4
    // The gradients are 12 and 4, their norm √160; clipped, 12/√160 and 4/√160.
    let norm = optimizer.step(&dense, tape.gradients(of: loss), learningRate: 1)
    #expect(abs(norm - 160.0.squareRoot()) < 1e-12)
    for (parameter, gradient) in [(dense.weight, 12.0), (dense.bias, 4.0)] {
      let clipped = gradient / 160.0.squareRoot()
      #expect(abs(Double(parameter.value.values[0]) + clipped / (clipped + 1)) < 1e-6)
    }
  }

  @Test("An id that an embedding does not have is a typed error, however large")
  func unknownCategory() {
    var generator = SeededGenerator(seed: 1)
    let embedding = Embedding(3, 2, from: &generator)
    for id in [-1, 3, Int.max, Int.min] {
      #expect(throws: TensorError.self) { try embedding([id], on: Tape(.inference)) }
    }
  }

  @Test("Labels and targets that do not fit are typed errors")
  func badTargets() throws {
    let logits = Tape(.inference).constant(Tensor(repeating: 0, Shape(2, 3)))
    for labels in [[0], [0, 3], [0, -1], [0, 1, 2]] {
      #expect(throws: TensorError.self) { try logits.softmaxCrossEntropy(labels) }
    }
    for target in [Float(-0.1), 1.5, .nan] {
      #expect(throws: TensorError.self) {
        try logits.binaryCrossEntropy([0, 0, 0, 1, 1, target])
      }
    }
    let none = Tape(.inference).constant(Tensor(repeating: 0, Shape(0, 3)))
    #expect(throws: TensorError.self) { try none.softmaxCrossEntropy([]) }
    #expect(throws: TensorError.self) { try none.binaryCrossEntropy([]) }
  }

  @Test("Logits of ±1e4 give finite losses and gradients on the tape")
  func extremeLogits() throws {
    let tape = Tape(.gradients)
    let logits = tape.input(Tensor(Shape(2, 2), [1e4, -1e4, -1e4, 1e4]))
    let loss = try logits.binaryCrossEntropy([0, 1, 1, 0]) + logits.softmaxCrossEntropy([1, 0])
    #expect(loss.value.scalar == 1e4 + 2e4)
    #expect(tape.gradients(of: loss).of(logits).values.allSatisfy { $0.isFinite })
  }
}
