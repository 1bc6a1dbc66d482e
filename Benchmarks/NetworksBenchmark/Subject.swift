package import ModelFiles
package import Networks
package import NumericCore
package import Tensors

/// One of the four networks with its data: what both sides train and ask.
package protocol Subject: Sendable {
  /// What trains.
  associatedtype Model: Module

  static var name: String { get }
  /// What the network is and what it trains on, in a few words.
  static var title: String { get }
  /// The operations of a training step's matrix products, a multiply-add being two.
  ///
  /// What lies between the products is left out, and so is the gradient by the data, which nobody
  /// asks for.
  static var trainingOperations: Double { get }

  /// The network with its initial weights.
  var model: Model { get }
  /// The data under the names that the peer reads.
  var data: [String: ModelArray] { get }

  init(from generator: inout SeededGenerator)

  /// The mean loss of the whole batch.
  func loss(_ model: Model, on tape: Tape) throws -> Variable
  /// The answer to the first item.
  func answer(_ model: Model, on tape: Tape) throws -> Tensor
}

private func draw(_ shape: Shape, _ generator: inout SeededGenerator) -> Tensor {
  Tensor(shape) { values in
    for index in 0..<shape.count { values[index] = Float(generator.normal()) }
  }
}

private func draw(_ count: Int, below bound: Int, _ generator: inout SeededGenerator) -> [Int] {
  (0..<count).map { _ in generator.index(below: bound) }
}

/// Ids as the peer takes them.
private func array(_ ids: [Int], _ shape: [Int]) -> ModelArray {
  ModelArray(ids.map { Float($0) }, shape: shape)
}

/// The operations of products of so many multiply-adds each.
///
/// Forward, by the weights and by what comes before: three products of a size for each.
private func operations(of products: [Double]) -> Double {
  products.reduce(0) { $0 + 3 * 2 * $1 }
}

/// Dense layers 24-64-64-1 on a table of 256 rows.
package struct PerceptronSubject: Subject {
  package static let name = "mlp"
  package static let title = "dense 24-64-64-1, batches of 256"
  package static let trainingOperations =
    operations(of: [256 * (24 * 64 + 64 * 64 + 64)]) - 2 * 256 * 24 * 64

  package let model: MultilayerPerceptron
  private let inputs: Tensor
  private let first: Tensor
  private let targets: [Float]

  package init(from generator: inout SeededGenerator) {
    model = MultilayerPerceptron([24, 64, 64, 1], from: &generator)
    inputs = draw(Shape(256, 24), &generator)
    first = inputs.slice(axis: 0, 0..<1)
    targets = draw(256, below: 2, &generator).map { Float($0) }
  }

  package var data: [String: ModelArray] {
    ["data.inputs": ModelArray(inputs), "data.targets": ModelArray(targets)]
  }

  package func loss(_ model: MultilayerPerceptron, on tape: Tape) throws -> Variable {
    try model(tape.constant(inputs)).binaryCrossEntropy(targets)
  }

  package func answer(_ model: MultilayerPerceptron, on tape: Tape) throws -> Tensor {
    model(tape.constant(first)).value
  }
}

/// Two convolutions over 64 images of 32 × 32.
package struct ConvolutionSubject: Subject {
  package static let name = "cnn"
  package static let title = "two convolutions on 32 × 32, batches of 64"
  package static let trainingOperations =
    operations(of: [64 * 1024 * 9 * 16, 64 * 256 * 144 * 32, 64 * (2048 * 64 + 64 * 4)])
    - 2 * 64 * 1024 * 9 * 16

  package let model: ConvolutionalClassifier
  private let images: Tensor
  private let first: Tensor
  private let labels: [Int]

  package init(from generator: inout SeededGenerator) {
    model = ConvolutionalClassifier(
      .init(side: 32, channels: 1, filters: 16, hidden: 64, classes: 4), from: &generator)
    images = draw(Shape(64, 32, 32, 1), &generator)
    first = images.slice(axis: 0, 0..<1)
    labels = draw(64, below: 4, &generator)
  }

  package var data: [String: ModelArray] {
    ["data.inputs": ModelArray(images), "data.labels": array(labels, [64])]
  }

  package func loss(_ model: ConvolutionalClassifier, on tape: Tape) throws -> Variable {
    try model(tape.constant(images)).softmaxCrossEntropy(labels)
  }

  package func answer(_ model: ConvolutionalClassifier, on tape: Tape) throws -> Tensor {
    model(tape.constant(first)).value
  }
}

/// A GRU with CTC over 32 sequences of 100 frames.
package struct RecurrentSubject: Subject {
  package static let name = "gru"
  package static let title = "GRU 40-128 over 100 frames with CTC, batches of 32"
  package static let trainingOperations =
    operations(of: [3200 * 40 * 384, 3200 * 128 * 384, 3200 * 128 * 12]) - 2 * 3200 * 40 * 384

  package let model: RecurrentRecognizer
  private let frames: Tensor
  private let first: Tensor
  private let targets: [[Int]]

  package init(from generator: inout SeededGenerator) {
    model = RecurrentRecognizer(channels: 40, hidden: 128, labels: 12, from: &generator)
    frames = draw(Shape(32, 100, 40), &generator)
    first = frames.slice(axis: 0, 0..<1)
    targets = (0..<32).map { _ in draw(6, below: 11, &generator).map { $0 + 1 } }
  }

  package var data: [String: ModelArray] {
    ["data.inputs": ModelArray(frames), "data.labels": array(targets.flatMap { $0 }, [32, 6])]
  }

  package func loss(_ model: RecurrentRecognizer, on tape: Tape) throws -> Variable {
    try model(tape.constant(frames)).ctcLoss(targets)
  }

  package func answer(_ model: RecurrentRecognizer, on tape: Tape) throws -> Tensor {
    model(tape.constant(first)).value
  }
}

/// A transformer over 32 pairs of 20 tokens.
package struct TransformerSubject: Subject {
  package static let name = "transformer"
  package static let title = "2 + 2 layers of width 128 over 20 tokens, batches of 32"
  // Attention's own products, scores and mixtures, are 20 × 20 × 128 twice for each of 32 pairs; the
  // causal mask is not taken off. Embeddings are looked up and have no product.
  package static let trainingOperations = operations(of: [
    640 * (2 * (4 * 128 * 128 + 2 * 128 * 256) + 2 * (8 * 128 * 128 + 2 * 128 * 256)),
    6 * 2 * 32 * 20 * 20 * 128, 640 * 128 * 500,
  ])

  package let model: TranslationTransformer
  private let source: [Int]
  private let target: [Int]
  /// What the decoder reads, and what it should say after each token.
  private let read: [Int]
  private let said: [Int]
  private let first: (source: [Int], read: [Int])

  package init(from generator: inout SeededGenerator) {
    model = TranslationTransformer(
      .init(
        width: 128, heads: 4, inner: 256, layers: 2, sourceWords: 500, targetWords: 500,
        longest: 20), from: &generator)
    source = draw(32 * 20, below: 500, &generator)
    target = draw(32 * 21, below: 500, &generator)
    let rows = stride(from: 0, to: target.count, by: 21).map { [target] in target[$0..<$0 + 21] }
    read = rows.flatMap { $0.dropLast() }
    said = rows.flatMap { $0.dropFirst() }
    first = (Array(source.prefix(20)), Array(read.prefix(20)))
  }

  package var data: [String: ModelArray] {
    ["data.source": array(source, [32, 20]), "data.target": array(target, [32, 21])]
  }

  package func loss(_ model: TranslationTransformer, on tape: Tape) throws -> Variable {
    let memory = try model.encode(source, batch: 32, on: tape)
    return try model.decode(read, memory: memory).softmaxCrossEntropy(said)
  }

  package func answer(_ model: TranslationTransformer, on tape: Tape) throws -> Tensor {
    let memory = try model.encode(first.source, batch: 1, on: tape)
    return try model.decode(first.read, memory: memory).value
  }
}
