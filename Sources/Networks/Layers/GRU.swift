package import NumericCore
package import Tensors

/// The weights of a recurrent layer with their names.
struct RecurrentParameters {
  var input: Parameter
  var state: Parameter
  var inputBias: Parameter
  var stateBias: Parameter

  /// Input weights uniform as in `Dense`, state weights orthogonal gate by gate (Saxe, McClelland &
  /// Ganguli 2014), biases zero.
  init(
    _ channels: Int, _ hidden: Int, gates: Int, from generator: inout SeededGenerator
  ) {
    let width = gates * hidden
    input = .glorot(Shape(channels, width), channels, hidden, &generator)
    let blocks = (0..<gates).map { _ in Self.orthogonal(hidden, &generator) }
    state = Parameter(Tensor.concatenated(blocks, axis: 1), decays: true)
    inputBias = Parameter(Tensor(repeating: 0, Shape(width)), decays: false)
    stateBias = Parameter(Tensor(repeating: 0, Shape(width)), decays: false)
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("inputWeight", &input)
    visitor.visit("hiddenWeight", &state)
    visitor.visit("inputBias", &inputBias)
    visitor.visit("hiddenBias", &stateBias)
  }

  /// The four as operands on a tape, in the order of the operation.
  func variables(on tape: Tape) -> [Variable] {
    [
      tape.parameter(input), tape.parameter(state), tape.parameter(inputBias),
      tape.parameter(stateBias),
    ]
  }

  var weights: RecurrentWeights {
    RecurrentWeights(
      input: input.value, state: state.value, inputBias: inputBias.value,
      stateBias: stateBias.value)
  }

  /// The rows of a random matrix, made orthonormal one after the other (modified Gram–Schmidt).
  private static func orthogonal(_ size: Int, _ generator: inout SeededGenerator) -> Tensor {
    var rows: [[Double]] = []
    for _ in 0..<size {
      var row = (0..<size).map { _ in generator.normal() }
      for other in rows {
        let along = zip(row, other).reduce(0) { $0 + $1.0 * $1.1 }
        for index in row.indices { row[index] -= along * other[index] }
      }
      let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      rows.append(row.map { norm > 0 ? $0 / norm : 0 })
    }
    return Tensor(Shape(size, size), rows.flatMap { $0.map { Float($0) } })
  }
}

/// A gated recurrent unit over sequences.
///
/// After Cho et al. 2014, in the form of cuDNN and PyTorch.
package struct GRU: Module {
  private var parameters: RecurrentParameters
  /// The size of the state.
  package let hidden: Int

  package init(_ channels: Int, _ hidden: Int, from generator: inout SeededGenerator) {
    parameters = RecurrentParameters(channels, hidden, gates: 3, from: &generator)
    self.hidden = hidden
  }

  /// The state after every step.
  ///
  /// # Shapes
  /// - x: `[batch, time, channels]`
  /// - first: `[batch, hidden]`, the state before the first step, zeros where it is nil
  /// - lengths: `batch` of them; beyond its length a sequence's output is zero
  /// - result: `[batch, time, hidden]`
  package func callAsFunction(
    _ x: Variable, from first: Variable? = nil, lengths: Lengths? = nil
  ) -> Variable {
    let tape = x.tape
    let first =
      first ?? tape.constant(Tensor(repeating: 0, Shape(x.shape[0], hidden), in: tape.space))
    let pass = GRUPass(
      x.value, parameters.weights, first: first.value, lengths: lengths, recording: tape.records,
      in: tape.space)
    return tape.record(.gru(pass), [x] + parameters.variables(on: tape) + [first], pass.output)
  }

  package mutating func visit(_ visitor: inout some ParameterVisitor) {
    parameters.visit(&visitor)
  }
}
