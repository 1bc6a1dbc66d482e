package import Tensors

/// What computes a network: records the operations that gradients need, or nothing at all.
///
/// The same forward code runs on every tape. A tape serves one forward pass and its gradients, on
/// one thread; one for inference, which keeps nothing, serves any number of passes in turn.
package final class Tape {
  /// What a tape is for.
  package enum Mode: Hashable, Sendable {
    /// Answers only: nothing is recorded, dropout is off.
    case inference
    /// Gradients of the answers as they are: records, dropout is off.
    case gradients
    /// Records, and dropout draws its masks from this seed.
    case training(seed: UInt64)
  }

  package let mode: Mode
  /// The memory that results lie in.
  let space: Workspace
  let records: Bool
  private var dropoutCalls: UInt64 = 0
  private var nodes: [Node] = []
  private var idOfSlot: [Int: Int] = [:]
  private var observed: [Int: Tensor] = [:]
  private var isSpent = false

  /// A tape whose results lie in that workspace, of its own where there is none.
  package init(_ mode: Mode, in workspace: Workspace? = nil) {
    self.mode = mode
    space = workspace ?? Workspace(mode == .inference ? .warmest : .turns)
    records = mode != .inference
    if records { nodes.reserveCapacity(64) }
  }

  /// Data, whose gradient nobody asks for.
  package func constant(_ value: Tensor) -> Variable {
    Variable(value: value, id: nil, tape: self)
  }

  /// Data that is copied into the tape's own memory, so that an answer takes none from the system.
  package func constant(_ shape: Shape, _ values: [Float]) -> Variable {
    constant(Tensor(shape, values, in: space))
  }

  /// An input whose gradient `Gradients` will hold.
  package func input(_ value: Tensor) -> Variable {
    guard records else { return constant(value) }
    return append(Node(operation: .leaf, operands: [], output: value))
  }

  /// A model's parameter, recorded once however often it is used.
  package func parameter(_ parameter: Parameter) -> Variable {
    guard records, let slot = parameter.slot, parameter.momentum == nil else {
      return constant(parameter.value)
    }
    if let id = idOfSlot[slot] {
      demand(
        nodes[id].output.isCopy(of: parameter.value),
        "tape: parameters of two models, which both are number \(slot)")
      return Variable(value: parameter.value, id: id, tape: self)
    }
    let variable = append(Node(operation: .leaf, operands: [], output: parameter.value))
    idOfSlot[slot] = variable.id
    return variable
  }

  /// Keeps what this pass saw of a statistic, for the optimiser's step.
  func observe(_ parameter: Parameter, _ value: Tensor) {
    guard let slot = parameter.slot else { return }
    demand(observed[slot] == nil, "tape: a statistic was observed twice in one pass")
    observed[slot] = value
  }

  /// The result of an operation; recorded where an operand's gradient is wanted.
  func record(
    _ operation: @autoclosure () -> Operation, _ operands: @autoclosure () -> [Variable],
    _ output: Tensor
  ) -> Variable {
    guard records else { return constant(output) }
    let operands = operands()
    demand(operands.allSatisfy { $0.tape === self }, "the operands lie on different tapes")
    guard operands.contains(where: { $0.id != nil }) else { return constant(output) }
    return append(
      Node(
        operation: operation(), operands: operands.map { Operand(value: $0.value, id: $0.id) },
        output: output))
  }

  /// A dropout mask of its own for each call; nil on a tape that drops nothing.
  func dropoutMask(_ shape: Shape, rate: Float) -> Variable? {
    guard case .training(let seed) = mode else { return nil }
    defer { dropoutCalls += 1 }
    return constant(Tensor(dropoutMask: shape, rate: rate, seed: seed, stream: dropoutCalls))
  }

  private func append(_ node: Node) -> Variable {
    demand(!isSpent, "tape: its gradients were taken, and it serves one pass")
    nodes.append(node)
    return Variable(value: node.output, id: nodes.count - 1, tape: self)
  }

  /// Goes back through the tape from a loss of one element, and empties the tape.
  ///
  /// The parameters are then no longer shared with the tape, so a step changes them in place.
  package func gradients(of loss: Variable) -> Gradients {
    demand(loss.tape === self, "the loss lies on another tape")
    demand(loss.value.shape.count == 1, "gradients of the shape \(loss.value.shape)")
    demand(!isSpent, "tape: its gradients were taken, and it serves one pass")
    isSpent = true
    var sums = GradientSums(count: nodes.count, space: space)
    if let id = loss.id { sums.start(id, Tensor(repeating: 1, loss.value.shape, in: space)) }
    var leaves: [Int: Tensor] = [:]
    while let node = nodes.popLast() {
      guard let gradient = sums.take(nodes.count) else { continue }
      if case .leaf = node.operation {
        leaves[nodes.count] = gradient
      } else {
        node.differentiate(gradient, &sums, in: space)
      }
    }
    var ofSlot = [Tensor?](repeating: nil, count: (idOfSlot.keys.max() ?? -1) + 1)
    for (slot, id) in idOfSlot { ofSlot[slot] = leaves[id] }
    defer { (idOfSlot, observed) = ([:], [:]) }
    return Gradients(ofSlot: ofSlot, leaves: leaves, observed: observed)
  }
}

/// A value on a tape.
package struct Variable {
  package let value: Tensor
  /// Its place on the tape; nil where no gradient is wanted.
  let id: Int?
  package let tape: Tape

  package var shape: Shape { value.shape }
}

/// The derivatives of a loss by the parameters and inputs that it depends on.
package struct Gradients: Sendable {
  let ofSlot: [Tensor?]
  /// What the pass saw of the statistics, by their slots.
  let observed: [Int: Tensor]
  private let leaves: [Int: Tensor]

  fileprivate init(ofSlot: [Tensor?], leaves: [Int: Tensor], observed: [Int: Tensor]) {
    self.observed = observed
    self.ofSlot = ofSlot
    self.leaves = leaves
  }

  /// The gradient at an input, zeros where the loss does not depend on it.
  package func of(_ input: Variable) -> Tensor {
    input.id.flatMap { leaves[$0] } ?? Tensor(repeating: 0, input.shape)
  }

  /// The gradient at a parameter, zeros where the loss does not depend on it.
  package func of(_ parameter: Parameter) -> Tensor {
    let slot = parameter.slot ?? ofSlot.count
    return (slot < ofSlot.count ? ofSlot[slot] : nil)
      ?? Tensor(repeating: 0, parameter.value.shape)
  }

  /// The Euclidean norm over all parameters' gradients, added up in the order of their slots.
  package var norm: Double {
    ofSlot.reduce(0) { $0 + ($1?.sumOfSquares() ?? 0) }.squareRoot()
  }
}

struct Operand {
  let value: Tensor
  let id: Int?
}

struct Node {
  let operation: Operation
  let operands: [Operand]
  let output: Tensor
}

/// The gradients on their way back, summed per node.
struct GradientSums {
  private var sums: [Tensor?]
  private let space: Workspace

  init(count: Int, space: Workspace) {
    sums = [Tensor?](repeating: nil, count: count)
    self.space = space
  }

  mutating func start(_ id: Int, _ gradient: Tensor) { sums[id] = gradient }

  mutating func take(_ id: Int) -> Tensor? {
    let sum = sums[id]
    sums[id] = nil
    return sum
  }

  /// Adds to an operand's gradient, which is not computed where nobody asks for it.
  mutating func add(_ operand: Operand, _ gradient: @autoclosure () -> Tensor) {
    guard let id = operand.id else { return }
    // A product reads all axes but the last as one, and so gives its operands' gradients.
    let share = gradient().reshaped(operand.value.shape)
    sums[id] = sums[id]?.combined(.add, share, in: space) ?? share
  }
}
