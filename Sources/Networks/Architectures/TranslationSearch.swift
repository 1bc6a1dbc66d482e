package import Tensors

/// A transformer's decoder on one source sentence, step by step, for a search: each step computes the
/// new token only, from the keys and values that the steps before left.
package struct TranslationSearch: SequenceModel {
  /// The keys and values of a prefix, for each layer.
  package struct State {
    fileprivate var past: [MultiHeadAttention.Memory?]
    fileprivate var length: Int
  }

  private let network: TranslationTransformer
  private let memory: [MultiHeadAttention.Memory]
  private let startToken: Int
  private let tape: Tape

  /// Encodes the source once.
  ///
  /// - Parameters:
  ///   - network: The trained transformer.
  ///   - source: The source's tokens.
  ///   - startToken: What stands before the target's first token.
  ///   - tape: An inference tape, which the steps use as well.
  /// - Throws: `TensorError` for a token that the network does not have, or too many of them.
  package init(
    _ network: TranslationTransformer, source: [Int], startToken: Int, on tape: Tape
  ) throws(TensorError) {
    self.network = network
    self.startToken = startToken
    self.tape = tape
    let encoded = try network.encode(source, batch: 1, on: tape)
    memory = network.decoder.map { $0.crossAttention.project(encoded) }
  }

  package func start() throws(TensorError) -> SequenceStep<State> {
    let empty = State(
      past: [MultiHeadAttention.Memory?](repeating: nil, count: memory.count), length: 0)
    return try advance(empty, with: startToken)
  }

  package func advance(
    _ state: State, with token: Int
  ) throws(TensorError) -> SequenceStep<State> {
    var state = state
    var x = try network.embedded(
      [token], network.target, batch: 1, from: state.length, on: tape)
    for (index, layer) in network.decoder.enumerated() {
      x = layer.step(x, past: &state.past[index], memory: memory[index])
    }
    state.length += 1
    let scores = network.output(network.decoderNorm(x)).logSoftmax()
    return SequenceStep(logProbabilities: scores.value.values, state: state)
  }
}
