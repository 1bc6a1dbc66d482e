import Networks
import NumericCore
import Tensors
import Testing

/// What a workspace promises: memory that does not grow, and results that stay what they are.
///
/// The expected values are those of the passes themselves, before others ran in the same memory.
struct MemoryTests {
  @Test(
    "Training steps of the same shapes take no memory after the first",
    arguments: ArchitectureCase.all)
  func trainingDoesNotGrow(_ architecture: ArchitectureCase) throws {
    let space = Workspace(.turns)
    var bytes: [Int] = []
    _ = try architecture.train(6, .alike, space) { _ in bytes.append(space.bytes) }
    #expect(bytes[0] > 0)
    #expect(bytes == [Int](repeating: bytes[0], count: 6))
  }

  @Test(
    "Batches of varying shapes take no memory after the first epoch",
    arguments: ArchitectureCase.all)
  func epochsDoNotGrow(_ architecture: ArchitectureCase) throws {
    let space = Workspace(.turns)
    var bytes: [Int] = []
    _ = try architecture.train(12, .varying, space) { _ in bytes.append(space.bytes) }
    #expect(Array(bytes[3...]) == [Int](repeating: bytes[2], count: 9))
  }

  @Test(
    "One inference tape takes no memory after its first answer", arguments: ArchitectureCase.all)
  func inferenceDoesNotGrow(_ architecture: ArchitectureCase) throws {
    let space = Workspace(.warmest)
    let tape = Tape(.inference, in: space)
    func bytes(_ items: [Int]) throws -> Int {
      _ = try architecture.answer(items, tape)
      return space.bytes
    }
    let first = try bytes([0, 1, 2])
    #expect(first > 0)
    for pass in 1..<6 { #expect(try bytes([pass, 2, 9]) == first) }
  }

  @Test(
    "Answers, reshaped answers, losses and gradients stay as they are while other passes run",
    arguments: ArchitectureCase.all)
  func keptTensorsStay(_ architecture: ArchitectureCase) throws {
    let space = Workspace(.turns)
    let tape = Tape(.inference, in: space)
    let answer = try architecture.answer([3, 4], tape)
    // Of the answer that nobody else keeps, only this view is left.
    let view = try architecture.answer([5], tape)
    let flat = view.reshaped(Shape(view.shape.count))
    let gradients = try architecture.gradients(0, space)
    let kept = [answer, flat] + gradients
    let values = kept.map(\.values)
    for step in 1..<5 {
      _ = try architecture.answer([step, 7], tape)
      _ = try architecture.gradients(step, space)
      _ = try architecture.train(1, .alike, space) { _ in }
    }
    #expect(kept.map(\.values) == values)
    #expect(try architecture.answer([3, 4], tape) == answer)
    #expect(try architecture.gradients(0, space) == gradients)
  }

  @Test("A slice or view of a result that is let go keeps its values")
  func viewsStay() {
    let space = Workspace(.warmest)
    let x = Tensor(Shape(2, 3), [1, 2, 3, 4, 5, 6])
    func doubled() -> Tensor { x.scaled(by: 2, in: space).reshaped(Shape(6)) }
    let view = doubled()
    for _ in 0..<4 { _ = x.scaled(by: -1, in: space) }
    #expect(view.values == [2, 4, 6, 8, 10, 12])
  }

  @Test("A tensor of a workspace that is written to is copied from what others hold")
  func writingCopies() {
    let space = Workspace(.warmest)
    var x = Tensor(repeating: 1, Shape(40), in: space)
    let (copy, view) = (x, x.reshaped(Shape(8, 5)))
    x.update { $0[3] = 9 }
    x.move(towards: Tensor(repeating: 3, Shape(40)), share: 0.5)
    #expect(copy == Tensor(repeating: 1, Shape(40)))
    #expect(view == Tensor(repeating: 1, Shape(8, 5)))
    // (1 + 3) / 2, and (9 + 3) / 2.
    #expect(x.values == (0..<40).map { $0 == 3 ? 6 : 2 })
  }

  @Test("Two models that share parameters go apart when one is trained", arguments: [true, false])
  func modelsGoApart(_ trainsTheCopy: Bool) throws {
    var generator = SeededGenerator(seed: 4)
    var model = MultilayerPerceptron([3, 4, 2], from: &generator)
    var copy = model
    let before = try bits(of: model)
    func train(_ model: inout MultilayerPerceptron) throws {
      var optimizer = Optimizer(AdamW(), for: &model)
      let space = Workspace(.turns)
      for _ in 0..<3 {
        let tape = Tape(.gradients, in: space)
        let x = tape.constant(Tensor(Shape(2, 3), [1, 2, 3, -1, 0, 1]))
        let loss = try model(x).softmaxCrossEntropy([0, 1])
        optimizer.step(&model, tape.gradients(of: loss), learningRate: 0.1)
      }
    }
    if trainsTheCopy { try train(&copy) } else { try train(&model) }
    #expect(try bits(of: trainsTheCopy ? model : copy) == before)
    #expect(try bits(of: trainsTheCopy ? copy : model) != before)
  }
}
