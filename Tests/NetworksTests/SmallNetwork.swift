import Networks
import NumericCore
import Tensors

/// A network of every kind of layer, of the size of the credit-risk example: a sequence, some
/// numbers and some categories to one logit.
struct SmallNetwork: Module {
  struct Example: Sendable {
    var sequence: [Float]
    var numbers: [Float]
    var categories: [Int]
    var target: Float
  }

  static let (steps, channels, numbers) = (24, 4, 20)
  static let categories = [4, 6, 9]

  var first: Conv1D
  var second: Conv1D
  var embeddings: [Embedding]
  var norm: LayerNorm
  var hidden: Dense
  var dropout = Dropout(0.1)
  var output: Dense

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed, "weights")
    first = Conv1D(Self.channels, 16, kernel: 5, stride: 2, padding: 2, from: &generator)
    second = Conv1D(16, 16, kernel: 5, stride: 2, padding: 2, from: &generator)
    embeddings = Self.categories.map { Embedding($0, 4, from: &generator) }
    let width = second.steps(after: first.steps(after: Self.steps)) * 16 + Self.numbers + 12
    norm = LayerNorm(width)
    hidden = Dense(width, 48, from: &generator)
    output = Dense(48, 1, from: &generator)
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("first", &first)
    visitor.visit("second", &second)
    visitor.visit("embeddings", &embeddings)
    visitor.visit("norm", &norm)
    visitor.visit("hidden", &hidden)
    visitor.visit("output", &output)
  }

  func logits(_ examples: [Example], on tape: Tape) throws(TensorError) -> Variable {
    let sequences = try Tensor(
      checking: examples.flatMap(\.sequence),
      shape: Shape(examples.count, Self.steps, Self.channels))
    let numbers = try Tensor(
      checking: examples.flatMap(\.numbers), shape: Shape(examples.count, Self.numbers))
    let convolved = second(first(tape.constant(sequences)).gelu()).gelu()
    var parts = [convolved.flattened(), tape.constant(numbers)]
    for (index, embedding) in embeddings.enumerated() {
      parts.append(try embedding(examples.map { $0.categories[index] }, on: tape))
    }
    return output(dropout(hidden(norm(Variable.concatenated(parts))).gelu()))
  }

  func loss(_ examples: [Example], on tape: Tape) throws(TensorError) -> Variable {
    try logits(examples, on: tape).binaryCrossEntropy(examples.map(\.target))
  }

  /// Examples whose target depends on the first numbers and on the first channel's rise.
  static func examples(_ count: Int, seed: UInt64) -> [Example] {
    var generator = SeededGenerator(seed: seed, "examples")
    return (0..<count).map { _ in
      let sequence = (0..<steps * channels).map { _ in Float(generator.normal()) }
      let numbers = (0..<numbers).map { _ in Float(generator.normal()) }
      let ids = categories.map { generator.index(below: $0) }
      let rise = sequence[(steps - 1) * channels] - sequence[0]
      let score = Double(numbers[0] * numbers[1] + rise) + Double(ids[0]) - 1.5
      let target: Float = generator.bernoulli(Double.logistic(2 * score)) ? 1 : 0
      return Example(sequence: sequence, numbers: numbers, categories: ids, target: target)
    }
  }
}
