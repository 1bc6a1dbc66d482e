import Tensors

/// A language model's part in a search over labels.
///
/// Each new label adds `weight` · log P(label | prefix) + `insertionBonus` to its prefix's score
/// (Hannun et al. 2014, "First-Pass Large Vocabulary Continuous Speech Recognition using
/// Bi-Directional Recurrent DNNs", their α and β). The model has the search's labels for tokens; its
/// score of the blank is not used, and it is not asked for the end of the sequence.
package struct LanguageModelFusion<Model: SequenceModel> {
  package let model: Model
  /// The factor on the log-probabilities, finite and not negative; at 0 the model is not asked.
  package let weight: Double
  /// What each label adds, to make up for the model's preference for few of them: finite.
  package let insertionBonus: Double

  package init(_ model: Model, weight: Double, insertionBonus: Double = 0) {
    self.model = model
    self.weight = weight
    self.insertionBonus = insertionBonus
  }
}

extension LanguageModelFusion: Sendable where Model: Sendable {}

/// The states of a language model along the prefixes of a trie.
struct LanguageModelStates<Model: SequenceModel> {
  private let fusion: LanguageModelFusion<Model>
  private let labels: Int
  /// For each node: the model's state, where it was asked.
  private var states: [Model.State?] = [nil]

  init(_ fusion: LanguageModelFusion<Model>, labels: Int) throws(TensorError) {
    guard fusion.weight >= 0, fusion.weight.isFinite, fusion.insertionBonus.isFinite else {
      throw TensorError(
        operation: CTCPrefixSearch.operation,
        detail: "language model weight \(fusion.weight) and insertion bonus "
          + "\(fusion.insertionBonus), not finite and the weight at least 0")
    }
    self.fusion = fusion
    self.labels = labels
  }

  /// The priors of the empty prefix.
  mutating func start() throws(TensorError) -> PrefixPriors {
    var priors = PrefixPriors(weight: fusion.weight, insertionBonus: fusion.insertionBonus)
    if fusion.weight != 0 { try take(try fusion.model.start(), of: PrefixTrie.root, to: &priors) }
    return priors
  }

  /// Asks the model about those of some nodes that it has not seen, in one batch.
  mutating func ask(
    about nodes: [Int], in trie: PrefixTrie, _ priors: inout PrefixPriors
  ) throws(TensorError) {
    if fusion.weight == 0 { return }
    states += repeatElement(nil, count: trie.count - states.count)
    var asked: [Int] = []
    var continuations: [(state: Model.State, token: Int)] = []
    for node in nodes where states[node] == nil {
      // The parent was kept before this prefix came to be, so it has been asked about.
      guard let parent = states[trie.parent(of: node)] else { continue }
      asked.append(node)
      continuations.append((parent, trie.label(of: node)))
    }
    guard !asked.isEmpty else { return }
    let answers = try fusion.model.advance(all: continuations)
    try ScoreRows.check(
      answers: answers.count, of: asked.count, operation: CTCPrefixSearch.operation)
    for (node, answer) in zip(asked, answers) { try take(answer, of: node, to: &priors) }
  }

  private mutating func take(
    _ step: SequenceStep<Model.State>, of node: Int, to priors: inout PrefixPriors
  ) throws(TensorError) {
    try ScoreRows.check(
      step.logProbabilities, count: labels,
      operation: CTCPrefixSearch.operation + ", language model")
    states[node] = step.state
    priors.set(step.logProbabilities, for: node)
  }
}
