import NumericCore

/// One CTC prefix search on its way.
struct CTCPrefixRun {
  /// A prefix with the log-probabilities of its paths so far, by what they end in.
  private struct Entry {
    var node: Int
    var endingInBlank: Double
    var endingInLabel: Double

    var total: Double { Double.logSumExp(endingInBlank, endingInLabel) }
  }

  private struct Candidate: Ranked {
    let rank: Extension
    let endingInBlank: Double
    let endingInLabel: Double

    func precedes(_ other: Candidate) -> Bool { rank.precedes(other.rank) }
  }

  /// In place of a label: the prefix stays as it is.
  private static let stays = -1

  private let search: CTCPrefixSearch
  private let labels: Int
  private(set) var trie = PrefixTrie()
  var priors: PrefixPriors
  private var entries = [
    Entry(node: PrefixTrie.root, endingInBlank: 0, endingInLabel: -.infinity)
  ]
  /// For each node of the trie: its position among the entries, or −1.
  private var positions = [0]
  /// For each entry and label: whether the prefix with that label is an entry itself.
  private var isEntry: [Bool] = []

  init(search: CTCPrefixSearch, labels: Int, priors: PrefixPriors) {
    self.search = search
    self.labels = labels
    self.priors = priors
  }

  /// The trie's nodes of the prefixes in the beam, best first.
  var nodes: [Int] { entries.map(\.node) }

  /// The best prefixes, best first.
  var results: [DecodedLabels] {
    entries.prefix(search.results).map {
      DecodedLabels(
        labels: trie.labels(of: $0.node), logProbability: $0.total,
        score: $0.total + priors[$0.node])
    }
  }

  /// Takes in the scores of one frame.
  mutating func step(_ row: ArraySlice<Float>) {
    let scores = row.map(Double.init)
    let totals = entries.map(\.total)
    var best = Shortlist<Candidate>(capacity: search.beam)
    isEntry = [Bool](repeating: false, count: entries.count * labels)
    for position in entries.indices {
      insertStay(position, scores, totals, into: &best)
    }
    for position in entries.indices {
      insertExtensions(position, scores, totals, into: &best)
    }
    replaceEntries(by: best.elements)
  }

  /// The paths that leave a prefix as it is, and those that reach it from its parent's.
  private mutating func insertStay(
    _ position: Int, _ scores: [Double], _ totals: [Double],
    into best: inout Shortlist<Candidate>
  ) {
    let entry = entries[position]
    let endingInBlank = totals[position] + scores[search.blank]
    var endingInLabel = -Double.infinity
    if entry.node != PrefixTrie.root {
      let label = trie.label(of: entry.node)
      endingInLabel = entry.endingInLabel + scores[label]
      let parent = positions[trie.parent(of: entry.node)]
      if parent >= 0 {
        isEntry[parent * labels + label] = true
        endingInLabel = Double.logSumExp(
          endingInLabel, extended(parent, by: label, totals) + scores[label])
      }
    }
    insert(
      Candidate(
        rank: Extension(
          score: Double.logSumExp(endingInBlank, endingInLabel) + priors[entry.node],
          token: Self.stays, hypothesis: position),
        endingInBlank: endingInBlank, endingInLabel: endingInLabel), into: &best)
  }

  /// The prefixes with one label more that are no entries yet: only this entry's paths reach them.
  private func insertExtensions(
    _ position: Int, _ scores: [Double], _ totals: [Double],
    into best: inout Shortlist<Candidate>
  ) {
    let priors = priors.extended(entries[position].node, labels: labels)
    for label in 0..<labels where label != search.blank && !isEntry[position * labels + label] {
      let endingInLabel = extended(position, by: label, totals) + scores[label]
      insert(
        Candidate(
          rank: Extension(
            score: endingInLabel + priors[label], token: label,
            hypothesis: position),
          endingInBlank: -.infinity, endingInLabel: endingInLabel), into: &best)
    }
  }

  /// The paths of an entry that a label may follow as a new one: a repeat takes a blank before it.
  private func extended(_ position: Int, by label: Int, _ totals: [Double]) -> Double {
    let entry = entries[position]
    return trie.label(of: entry.node) == label ? entry.endingInBlank : totals[position]
  }

  private func insert(_ candidate: Candidate, into best: inout Shortlist<Candidate>) {
    if candidate.rank.score > -.infinity { best.insert(candidate) }
  }

  private mutating func replaceEntries(by candidates: [Candidate]) {
    for entry in entries { positions[entry.node] = -1 }
    var next: [Entry] = []
    next.reserveCapacity(candidates.count)
    for candidate in candidates {
      var node = entries[candidate.rank.hypothesis].node
      if candidate.rank.token != Self.stays {
        let parent = node
        node = trie.child(of: parent, label: candidate.rank.token)
        if node == positions.count {
          positions.append(-1)
          priors.append(parent: parent, label: candidate.rank.token)
        }
      }
      positions[node] = next.count
      next.append(
        Entry(
          node: node, endingInBlank: candidate.endingInBlank,
          endingInLabel: candidate.endingInLabel))
    }
    entries = next
  }
}
