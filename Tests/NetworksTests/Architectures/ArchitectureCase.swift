import Networks
import NumericCore
import Tensors
import Testing

/// An architecture under test: a small model with data of its own, behind functions of any model.
struct ArchitectureCase: CustomTestStringConvertible, Sendable {
  /// The bits of every parameter by its path.
  typealias Bits = [String: [UInt32]]

  let name: String
  /// Trains so many steps from the same start, and calls back after each.
  let train: @Sendable (_ steps: Int, Batches, Workspace?, _ after: (Int) -> Void) throws -> Bits
  /// The answers to items by their numbers, of one tensor whose first axis is theirs.
  let answer: @Sendable (_ items: [Int], Tape) throws -> Tensor
  /// The loss of a step and its gradients at every parameter.
  let gradients: @Sendable (_ step: Int, Workspace) throws -> [Tensor]

  var testDescription: String { name }

  /// What the batches of a training are like.
  enum Batches: Sendable {
    case alike
    /// Sequences of three lengths in turn, or batches of three sizes where there are no sequences.
    case varying

    func extra(_ step: Int) -> Int { self == .varying ? step % 3 : 0 }
  }

  init<Model: Module>(
    _ name: String, model: @escaping @Sendable (inout SeededGenerator) -> Model,
    loss: @escaping @Sendable (Model, _ step: Int, _ extra: Int, Tape) throws -> Variable,
    answer: @escaping @Sendable (Model, [Int], Tape) throws -> Variable
  ) {
    @Sendable func built() -> Model {
      var generator = SeededGenerator(seed: 17, "weights", name)
      return model(&generator)
    }
    self.name = name
    train = { steps, batches, space, after in
      var trained = built()
      var optimizer = Optimizer(AdamW(), for: &trained)
      for step in 0..<steps {
        let tape = Tape(.training(seed: UInt64(step)), in: space)
        let loss = try loss(trained, step, batches.extra(step), tape)
        optimizer.step(&trained, tape.gradients(of: loss), learningRate: 1e-2)
        after(step)
      }
      return try bits(of: trained)
    }
    self.answer = { items, tape in try answer(built(), items, tape).value }
    gradients = { step, space in
      var numbered = built()
      numbered.numberParameters()
      let tape = Tape(.gradients, in: space)
      let loss = try loss(numbered, step, 0, tape)
      let gradients = tape.gradients(of: loss)
      return [loss.value] + numbered.namedParameters().map { gradients.of($0.parameter) }
    }
  }

  /// Numbers of an item that follow from its number alone.
  static func numbers(_ item: Int, _ count: Int) -> [Float] {
    var generator = SeededGenerator(seed: 23, "item", item)
    return (0..<count).map { _ in Float(generator.uniform(-1, 1)) }
  }

  /// Tokens of an item in 0 ..< `bound` that follow from its number alone.
  static func tokens(_ item: Int, _ count: Int, below bound: Int) -> [Int] {
    var generator = SeededGenerator(seed: 29, "tokens", item)
    return (0..<count).map { _ in generator.index(below: bound) }
  }

  /// The numbers of the items of a step's batch.
  static func batch(_ step: Int, _ count: Int) -> [Int] { (0..<count).map { 5 * step + $0 } }
}
