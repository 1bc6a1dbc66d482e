import NumericCore
import Tensors

/// One beam search over a transducer on its way.
struct TransducerRun<Model: Transducer> {
  private let search: TransducerBeamSearch
  private let transducer: Model
  private var joint: JointRows
  private var trie = PrefixTrie()
  /// For each node of the trie: the prediction network's answer, where it was asked.
  private var predictions: [TransducerStep<Model.State>?]
  private var hypotheses = [PrefixScore(node: PrefixTrie.root, logProbability: 0, age: 0)]

  init(search: TransducerBeamSearch, transducer: Model) throws(TensorError) {
    self.search = search
    self.transducer = transducer
    joint = JointRows(blank: search.blank, operation: TransducerBeamSearch.operation)
    predictions = [try transducer.start()]
  }

  /// The best hypotheses, best first.
  var results: [DecodedLabels] {
    hypotheses.prefix(search.results).map {
      DecodedLabels(
        labels: trie.labels(of: $0.node), logProbability: $0.logProbability,
        score: $0.logProbability)
    }
  }

  /// Takes in one frame of the encoder.
  mutating func step(_ frame: [Float]) throws(TensorError) {
    var growing = hypotheses
    var leaving = MergedPrefixes()
    for symbol in 0...search.symbolsPerFrame {
      growing.removeAll { !leaving.hasUse(for: $0, beam: search.beam) }
      if growing.isEmpty { break }
      try predict(growing)
      let rows = try joined(frame, growing)
      for (hypothesis, row) in zip(growing, rows) {
        leaving.add(
          hypothesis.node, hypothesis.logProbability + Double(row[search.blank]))
      }
      if symbol < search.symbolsPerFrame { growing = grown(growing, rows) }
    }
    var best = Shortlist<PrefixScore>(capacity: search.beam)
    for hypothesis in leaving.prefixes { best.insert(hypothesis) }
    hypotheses = best.elements
  }

  /// Asks the prediction network about the prefixes that it has not seen, in one batch.
  private mutating func predict(_ growing: [PrefixScore]) throws(TensorError) {
    predictions += repeatElement(nil, count: trie.count - predictions.count)
    var asked: [Int] = []
    var continuations: [(state: Model.State, label: Int)] = []
    for hypothesis in growing where predictions[hypothesis.node] == nil {
      // The parent grew before this prefix came to be, so it has been asked about.
      guard let parent = predictions[trie.parent(of: hypothesis.node)] else { continue }
      asked.append(hypothesis.node)
      continuations.append((parent.state, trie.label(of: hypothesis.node)))
    }
    guard !asked.isEmpty else { return }
    let answers = try transducer.advance(all: continuations)
    try ScoreRows.check(
      answers: answers.count, of: asked.count, operation: TransducerBeamSearch.operation)
    for (node, answer) in zip(asked, answers) { predictions[node] = answer }
  }

  private mutating func joined(
    _ frame: [Float], _ growing: [PrefixScore]
  ) throws(TensorError) -> [[Float]] {
    let rows = try transducer.join(
      frame, all: growing.compactMap { predictions[$0.node]?.output })
    try ScoreRows.check(
      answers: rows.count, of: growing.count, operation: TransducerBeamSearch.operation)
    for row in rows { try joint.check(row) }
    return rows
  }

  /// The best of all hypotheses with one label more.
  private mutating func grown(_ growing: [PrefixScore], _ rows: [[Float]]) -> [PrefixScore] {
    var best = Shortlist<Extension>(capacity: search.beam)
    for (position, row) in rows.enumerated() {
      for (label, score) in row.enumerated() where label != search.blank && score > -.infinity {
        best.insert(
          Extension(
            score: growing[position].logProbability + Double(score), token: label,
            hypothesis: position))
      }
    }
    return best.elements.enumerated().map { age, chosen in
      PrefixScore(
        node: trie.child(of: growing[chosen.hypothesis].node, label: chosen.token),
        logProbability: chosen.score, age: age)
    }
  }
}

/// A prefix with the log-probability of its alignments so far.
private struct PrefixScore: Ranked {
  let node: Int
  var logProbability: Double
  /// Its position among those that came up together.
  let age: Int

  func precedes(_ other: PrefixScore) -> Bool {
    if logProbability != other.logProbability { return logProbability > other.logProbability }
    return age < other.age
  }
}

/// Prefixes that leave a frame, equal ones merged into one with the sum of their probabilities.
private struct MergedPrefixes {
  private(set) var prefixes: [PrefixScore] = []
  private var positions: [Int: Int] = [:]

  mutating func add(_ node: Int, _ logProbability: Double) {
    guard logProbability > -.infinity else { return }
    if let position = positions[node] {
      prefixes[position].logProbability = Double.logSumExp(
        prefixes[position].logProbability, logProbability)
    } else {
      positions[node] = prefixes.count
      prefixes.append(
        PrefixScore(node: node, logProbability: logProbability, age: prefixes.count))
    }
  }

  /// Whether a hypothesis that still grows can leave the frame among the best, or as one of these.
  func hasUse(for growing: PrefixScore, beam: Int) -> Bool {
    positions[growing.node] != nil
      || prefixes.count { $0.logProbability > growing.logProbability } < beam
  }
}
