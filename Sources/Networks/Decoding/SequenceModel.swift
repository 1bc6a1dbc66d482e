package import Tensors

/// An autoregressive model that scores the next token from a state it carries along.
///
/// A decoder calls ``start()`` once and then one `advance` for each hypothesis it goes on with; a
/// state stands for its whole prefix, so the cost of a step does not grow with what is recomputed.
/// A state is a value: a decoder may advance the same one with several tokens.
package protocol SequenceModel {
  /// What the model keeps of a prefix, such as hidden vectors or cached keys and values.
  associatedtype State

  /// The state of the empty prefix, with the scores of the first token.
  ///
  /// - Throws: `TensorError` where the model cannot answer.
  func start() throws(TensorError) -> SequenceStep<State>

  /// The state of a prefix with one token more, with the scores of the token after it.
  ///
  /// - Throws: `TensorError` where the model cannot answer, as for a token it does not have.
  func advance(_ state: State, with token: Int) throws(TensorError) -> SequenceStep<State>

  /// Advances several prefixes at once, for models that can do so in one product.
  ///
  /// # Shapes
  /// - continuations: any number, of prefixes of equal or different lengths
  /// - result: one for each continuation, in their order
  ///
  /// - Throws: `TensorError` where the model cannot answer one of them.
  func advance(
    all continuations: [(state: State, token: Int)]
  ) throws(TensorError) -> [SequenceStep<State>]
}

extension SequenceModel {
  /// Advances one prefix after the other.
  package func advance(
    all continuations: [(state: State, token: Int)]
  ) throws(TensorError) -> [SequenceStep<State>] {
    var steps: [SequenceStep<State>] = []
    steps.reserveCapacity(continuations.count)
    for (state, token) in continuations { steps.append(try advance(state, with: token)) }
    return steps
  }
}

/// What a sequence model says of one prefix.
package struct SequenceStep<State> {
  /// The natural logarithm of each next token's probability, by token id; −∞ forbids a token.
  package let logProbabilities: [Float]
  /// What the model needs to go on from this prefix.
  package let state: State

  package init(logProbabilities: [Float], state: State) {
    self.logProbabilities = logProbabilities
    self.state = state
  }
}

extension SequenceStep: Sendable where State: Sendable {}

/// A sequence model made of a function of the whole prefix, such as an n-gram model.
package struct PrefixModel: SequenceModel {
  private let scores: (_ prefix: [Int]) throws(TensorError) -> [Float]

  /// Takes a function from a prefix to the log-probability of each next token.
  package init(_ scores: @escaping (_ prefix: [Int]) throws(TensorError) -> [Float]) {
    self.scores = scores
  }

  /// The function's scores after no token.
  package func start() throws(TensorError) -> SequenceStep<[Int]> {
    SequenceStep(logProbabilities: try scores([]), state: [])
  }

  /// The function's scores after the prefix with the token at its end.
  package func advance(
    _ prefix: [Int], with token: Int
  ) throws(TensorError) -> SequenceStep<[Int]> {
    SequenceStep(logProbabilities: try scores(prefix + [token]), state: prefix + [token])
  }
}
