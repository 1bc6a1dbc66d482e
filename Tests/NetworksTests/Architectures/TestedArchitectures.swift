import Networks
import NumericCore
import Tensors

/// The four architectures at small sizes, no width of which is a multiple of a processor's vector.
extension ArchitectureCase {
  static let all = [perceptron, classifier, recognizer, translation]

  private static let perceptron = ArchitectureCase(
    "multilayer perceptron",
    model: { MultilayerPerceptron([13, 37, 21, 5], activation: .gelu, from: &$0) },
    loss: { model, step, extra, tape in
      let items = batch(step, 8 + extra)
      return try model(tape.constant(rows(items, 13))).softmaxCrossEntropy(items.map { $0 % 5 })
    },
    answer: { model, items, tape in model(tape.constant(rows(items, 13))) })

  private static let classifier = ArchitectureCase(
    "convolutional classifier",
    model: {
      ConvolutionalClassifier(
        .init(side: 12, channels: 3, filters: 5, hidden: 19, classes: 7), from: &$0)
    },
    loss: { model, step, extra, tape in
      let items = batch(step, 4 + extra)
      return try model(tape.constant(images(items))).softmaxCrossEntropy(items.map { $0 % 7 })
    },
    answer: { model, items, tape in model(tape.constant(images(items))) })

  private static let recognizer = ArchitectureCase(
    "recurrent recogniser",
    model: { RecurrentRecognizer(channels: 7, hidden: 29, labels: 6, from: &$0) },
    loss: { model, step, extra, tape in
      let (items, time) = (batch(step, 4), 9 + extra)
      let counts = items.map { time - $0 % 3 }
      let logits = model(
        tape.constant(frames(items, time)), lengths: try Lengths(checking: counts, time: time))
      return try logits.ctcLoss(
        items.map { tokens($0, 3, below: 5).map { $0 + 1 } }, lengths: counts)
    },
    answer: { model, items, tape in model(tape.constant(frames(items, 9))) })

  static let transformer = TranslationTransformer.Sizes(
    width: 18, heads: 3, inner: 35, layers: 2, sourceWords: 11, targetWords: 9, longest: 12,
    dropout: 0.1)

  private static let translation = ArchitectureCase(
    "translation transformer",
    model: { TranslationTransformer(transformer, from: &$0) },
    loss: { model, step, extra, tape in
      let (items, time) = (batch(step, 4), 6 + extra)
      let lengths = try Lengths(checking: items.map { time - $0 % 3 }, time: time)
      let memory = try model.encode(
        items.flatMap { tokens($0, time, below: 11) }, batch: 4, lengths: lengths, on: tape)
      let target = items.flatMap { tokens($0 + 1000, time, below: 9) }
      return try model.decode(target, memory: memory, sourceLengths: lengths)
        .softmaxCrossEntropy(target.map { ($0 + 1) % 9 }, smoothing: 0.1, ignoring: 0)
    },
    answer: { model, items, tape in
      let memory = try model.encode(
        items.flatMap { tokens($0, 7, below: 11) }, batch: items.count, on: tape)
      return try model.decode(
        items.flatMap { tokens($0 + 1000, 6, below: 9) }, memory: memory)
    })

  private static func rows(_ items: [Int], _ width: Int) -> Tensor {
    Tensor(Shape(items.count, width), items.flatMap { numbers($0, width) })
  }

  private static func images(_ items: [Int]) -> Tensor {
    rows(items, 12 * 12 * 3).reshaped(Shape(items.count, 12, 12, 3))
  }

  private static func frames(_ items: [Int], _ time: Int) -> Tensor {
    rows(items, time * 7).reshaped(Shape(items.count, time, 7))
  }
}
