import CKernels
import Measuring
import Networks
import Tensors

/// One network on our side: what `Trainer` does in a step, and answers on a tape that is kept.
struct OurSide<Side: Subject> {
  private static var rule: AdamW { AdamW(clipNorm: nil) }
  private static var learningRate: Double { 1e-3 }
  /// Steps of a block that are not timed: they make the optimiser's state.
  private static var warmUp: Int { 3 }

  private let subject: Side
  /// With the initial weights.
  private let initial: Side.Model
  private var model: Side.Model
  private var optimizer: Optimizer
  private let space = Workspace(.turns)
  private let tape = Tape(.inference)
  private let products = SquareProduct()

  /// The memory that training had taken when the first step was over, in bytes.
  private(set) var bytesAfterFirstStep = 0
  var bytes: Int { space.bytes }

  init(_ subject: Side, initial: Side.Model) {
    self.subject = subject
    self.initial = initial
    model = initial
    optimizer = Optimizer(Self.rule, for: &model)
  }

  /// The losses before each of so many steps from the initial weights.
  mutating func losses(steps: Int) throws -> [Double] {
    restart()
    var losses: [Double] = []
    for _ in 0..<steps { losses.append(Double(try step())) }
    return losses
  }

  /// The whole answer to the first item.
  func output() throws -> [Double] {
    try subject.answer(initial, on: tape).values.map(Double.init)
  }

  /// The seconds of each repetition of a block.
  mutating func times(_ work: Work, count: Int) throws -> [Double] {
    switch work {
    case .training:
      restart()
      for _ in 0..<Self.warmUp { _ = try step() }
      return try timed(count) { try step() }
    case .answer:
      return try timed(count) { try subject.answer(initial, on: tape) }
    case .product:
      return timed(count) { products.compute() }
    }
  }

  /// By how much so many answers change what the program has allocated, in bytes; nil where the C
  /// library does not tell.
  ///
  /// The median of five stretches: the threads that read from the peer allocate now and then too.
  func heapGrowth(answers: Int) throws -> Int? {
    var growths: [Int] = []
    for _ in 0..<5 {
      let before = assay_heap_in_use()
      for _ in 0..<answers { _ = try subject.answer(initial, on: tape) }
      guard before >= 0 else { return nil }
      growths.append(Int(assay_heap_in_use() - before))
    }
    return growths.sorted()[2]
  }

  private mutating func restart() {
    model = initial
    optimizer = Optimizer(Self.rule, for: &model)
  }

  private mutating func step() throws -> Float {
    let tape = Tape(.training(seed: 1), in: space)
    let loss = try subject.loss(model, on: tape)
    let value = loss.value.scalar
    optimizer.step(&model, tape.gradients(of: loss), learningRate: Self.learningRate)
    if bytesAfterFirstStep == 0 { bytesAfterFirstStep = space.bytes }
    return value
  }

  private func timed<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> [Double] {
    let clock = MonotonicClock()
    var seconds: [Double] = []
    seconds.reserveCapacity(count)
    for _ in 0..<count {
      let start = clock.now()
      _ = try body()
      seconds.append(Double(clock.now() - start) * 1e-9)
    }
    return seconds
  }
}

/// A product of two squares, whose speed is the peak that training is held against.
struct SquareProduct {
  static let size = 512
  static let operations = 2.0 * Double(size * size * size)

  private let left = Tensor(
    uniform: Shape(Self.size, Self.size), limit: 1, seed: 1)
  private let right = Tensor(
    uniform: Shape(Self.size, Self.size), limit: 1, seed: 2)
  private let space = Workspace(.warmest)

  func compute() -> Tensor { left.product(right, in: space) }
}
