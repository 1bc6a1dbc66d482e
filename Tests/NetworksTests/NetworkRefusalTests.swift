#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Networks
import NumericCore
import Tensors
import Testing

/// A use of tapes or layers that is a programmer's error, and the message it stops the program with.
struct NetworkRefusal: Sendable {
  let message: String
  let use: @Sendable () -> Void

  init(_ message: String, _ use: @escaping @Sendable () -> Void) {
    self.message = message
    self.use = use
  }

  static func input(_ sizes: Int...) -> Variable {
    let shape = try? Shape(checking: sizes)
    return Tape(.gradients).input(Tensor(repeating: 1, shape ?? Shape()))
  }

  static let all: [NetworkRefusal] = [
    NetworkRefusal("the operands lie on different tapes") { _ = input(2) + input(2) },
    NetworkRefusal("the loss lies on another tape") {
      _ = Tape(.gradients).gradients(of: input(2).sum())
    },
    NetworkRefusal("gradients of the shape [2]") {
      let x = input(2)
      _ = x.tape.gradients(of: x * 2)
    },
    NetworkRefusal("tape: parameters of two models, which both are number 0") {
      var generator = SeededGenerator(seed: 1)
      var (one, other) = (Dense(2, 2, from: &generator), Dense(2, 2, from: &generator))
      one.numberParameters()
      other.numberParameters()
      let x = input(1, 2)
      _ = one(x) + other(x)
    },
    NetworkRefusal("tape: its gradients were taken, and it serves one pass") {
      let x = input(2)
      _ = x.tape.gradients(of: x.sum())
      _ = x * 2
    },
    NetworkRefusal("mean: axis 1 of [2, 0] is empty") { _ = input(2, 0).mean(axis: 1) },
    NetworkRefusal("flatten: [] has no batch") { _ = input().flattened() },
    NetworkRefusal("last step: [2, 3] is not [batch, time, channels]") {
      _ = input(2, 3).lastStep()
    },
    NetworkRefusal("concat: nothing to join") { _ = Variable.concatenated([]) },
    NetworkRefusal("conv1d: [2, 3] is not [batch, time, channels]") {
      var generator = SeededGenerator(seed: 1)
      _ = Conv1D(3, 2, kernel: 1, from: &generator)(input(2, 3))
    },
    NetworkRefusal("affine: [2, 4] with weight [3, 2] and bias [2]") {
      var generator = SeededGenerator(seed: 1)
      _ = Dense(3, 2, from: &generator)(input(2, 4))
    },
    NetworkRefusal("attention: 4 heads of a width of 6") {
      var generator = SeededGenerator(seed: 1)
      _ = MultiHeadAttention(6, heads: 4, from: &generator)
    },
    NetworkRefusal("positions: the width 3 is odd") { _ = Positions.sinusoids(2, width: 3) },
    NetworkRefusal("dropout: the rate is 1.0, not in 0 ..< 1") { _ = Dropout(1) },
    NetworkRefusal("perceptron: widths [3], at least inputs and outputs") {
      var generator = SeededGenerator(seed: 1)
      _ = MultilayerPerceptron([3], from: &generator)
    },
    NetworkRefusal("classifier: the side 6 is no multiple of 4") {
      var generator = SeededGenerator(seed: 1)
      _ = ConvolutionalClassifier(
        .init(side: 6, channels: 1, filters: 1, hidden: 1, classes: 2), from: &generator)
    },
    NetworkRefusal("optimizer: it was made for another model than this") {
      var generator = SeededGenerator(seed: 1)
      var small = MultilayerPerceptron([3, 3], from: &generator)
      var large = MultilayerPerceptron([3, 3, 2], from: &generator)
      var optimizer = Optimizer(SGD(), for: &small)
      large.numberParameters()
      let x = Tape(.gradients).input(Tensor(1))
      optimizer.step(&large, x.tape.gradients(of: x), learningRate: 1)
    },
  ]
}

#if os(Linux) || os(macOS)
  struct NetworkRefusalTests {
    @Test(
      "Misused tapes and layers stop the program with what was given",
      arguments: NetworkRefusal.all.indices)
    func refused(_ index: Int) async {
      let result = await #expect(
        processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]
      ) { [index] in
        NetworkRefusal.all[index].use()
      }
      let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      let expected = "assay: \(NetworkRefusal.all[index].message)\n"
      #expect(message.contains(expected), "\(message), not \(expected)")
    }
  }
#endif
