import NumericCore
import Tensors

/// The weights of a recurrent layer with their names.
struct RecurrentParameters {
  var input: Parameter
  var state: Parameter
  var inputBias: Parameter
  var stateBias: Parameter

  /// Weights uniform within ±1 / √hidden, as PyTorch's, biases zero.
  init(_ channels: Int, _ hidden: Int, gates: Int, from generator: inout SeededGenerator) {
    let width = gates * hidden
    let limit = 1 / Float(max(1, hidden)).squareRoot()
    func weight(_ rows: Int) -> Parameter {
      Parameter(
        Tensor(uniform: Shape(rows, width), limit: limit, seed: generator.next()), decays: true)
    }
    input = weight(channels)
    state = weight(hidden)
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
    [input, state, inputBias, stateBias].map { tape.parameter($0) }
  }

  var weights: RecurrentWeights {
    RecurrentWeights(
      input: input.value, state: state.value, inputBias: inputBias.value,
      stateBias: stateBias.value)
  }
}
