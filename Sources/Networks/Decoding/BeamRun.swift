import Tensors

/// One beam search on its way.
struct BeamRun<Model: SequenceModel> {
  private struct Open {
    let node: Int
    let logProbability: Double
    /// The model's answer to the prefix, or to the one before until ``advance()`` asks it.
    let step: SequenceStep<Model.State>
  }

  private let search: BeamSearch
  private let model: Model
  private let vocabulary: Int
  private var trie = PrefixTrie()
  private var open: [Open]
  private var closed: Shortlist<ClosedHypothesis>
  /// How many hypotheses were closed so far: the age of the next one.
  private var closings = 0
  /// How many tokens each open hypothesis has.
  private var length = 0
  /// Whether every score so far was a log-probability, up to rounding.
  private var scoresOnlyFall = true

  init(search: BeamSearch, model: Model) throws(TensorError) {
    self.search = search
    self.model = model
    let first = try model.start()
    vocabulary = first.logProbabilities.count
    try ScoreRows.check(
      search.endToken, named: "end token", vocabulary: vocabulary,
      operation: BeamSearch.operation)
    open = [Open(node: PrefixTrie.root, logProbability: 0, step: first)]
    closed = Shortlist(capacity: search.results)
  }

  /// The closed hypotheses, best first.
  var results: [DecodedSequence] {
    closed.elements.map {
      DecodedSequence(
        tokens: trie.labels(of: $0.node), logProbability: $0.logProbability, score: $0.score,
        ending: $0.ending)
    }
  }

  /// Grows the open hypotheses until none is left or none can enter the results.
  mutating func run() throws(TensorError) {
    while length < search.maximumLength, !open.isEmpty, !isDecided {
      if length > 0 { try advance() }
      try grow()
    }
    guard length == search.maximumLength else { return }
    for hypothesis in open {
      close(hypothesis.node, hypothesis.logProbability, length: length, .maximumLength)
    }
  }

  /// Makes the best extensions the open hypotheses, and closes those that took the end token.
  private mutating func grow() throws(TensorError) {
    let extensions = try bestExtensions()
    length += 1
    var next: [Open] = []
    next.reserveCapacity(extensions.count)
    for chosen in extensions {
      let parent = open[chosen.hypothesis]
      if chosen.token == search.endToken {
        close(parent.node, chosen.score, length: length, .endToken)
      } else {
        let node = trie.child(of: parent.node, label: chosen.token)
        next.append(Open(node: node, logProbability: chosen.score, step: parent.step))
      }
    }
    open = next
  }

  /// The best extensions of all open hypotheses; those without any are closed.
  private mutating func bestExtensions() throws(TensorError) -> [Extension] {
    var best = Shortlist<Extension>(capacity: search.beam)
    for (position, hypothesis) in open.enumerated() {
      let scores = hypothesis.step.logProbabilities
      try ScoreRows.check(scores, count: vocabulary, operation: BeamSearch.operation)
      var isDeadEnd = true
      for (token, score) in scores.enumerated() where score > -.infinity {
        isDeadEnd = false
        if score > 1e-4 { scoresOnlyFall = false }
        best.insert(
          Extension(
            score: hypothesis.logProbability + Double(score), token: token,
            hypothesis: position))
      }
      if isDeadEnd { close(hypothesis.node, hypothesis.logProbability, length: length, .deadEnd) }
    }
    return best.elements
  }

  /// Gives every open hypothesis the step after its last token instead of the one before.
  private mutating func advance() throws(TensorError) {
    let steps = try model.advance(
      all: open.map { ($0.step.state, trie.label(of: $0.node)) })
    try ScoreRows.check(
      answers: steps.count, of: open.count, operation: BeamSearch.operation)
    open = zip(open, steps).map {
      Open(node: $0.node, logProbability: $0.logProbability, step: $1)
    }
  }

  private mutating func close(
    _ node: Int, _ logProbability: Double, length: Int, _ ending: DecodedSequence.Ending
  ) {
    closed.insert(
      ClosedHypothesis(
        node: node, logProbability: logProbability,
        score: search.normalisation.score(logProbability, length: length), ending: ending,
        age: closings))
    closings += 1
  }

  /// Whether the results are full and finished and no open hypothesis can enter them.
  ///
  /// An open hypothesis ends at the earliest with one token more and with at most the
  /// log-probability that it has now; at an equal score it would come behind, being younger.
  private var isDecided: Bool {
    guard scoresOnlyFall, closed.isFull, let last = closed.elements.last, let best = open.first,
      last.ending == .endToken
    else { return false }
    let bound = search.normalisation.bestScore(
      best.logProbability, lengths: (length + 1)...search.maximumLength)
    return last.score >= bound
  }
}

/// A hypothesis that takes no more tokens.
private struct ClosedHypothesis: Ranked {
  let node: Int
  let logProbability: Double
  let score: Double
  let ending: DecodedSequence.Ending
  /// How many hypotheses were closed before it.
  let age: Int

  /// Finished ones come first, then the better score, then the older.
  func precedes(_ other: ClosedHypothesis) -> Bool {
    let isFinished = ending == .endToken
    if isFinished != (other.ending == .endToken) { return isFinished }
    if score != other.score { return score > other.score }
    return age < other.age
  }
}
