import NumericCore

/// A linear-chain conditional random field over sequences of feature sets (Lafferty, McCallum &
/// Pereira 2001).
///
/// The score of tags y for a sequence x is Σₜ (Σ_{f ∈ xₜ} w[f, yₜ] + t[yₜ₋₁, yₜ]), with a start score in
/// the place of the first transition. A row of weights, one for each tag, is one SIMD vector, so that
/// there are 32 tags at most.
package struct ConditionalRandomField: Sendable {
  /// One number for each tag; those beyond the last tag mean nothing.
  package typealias Row = SIMD32<Float>

  package static let mostTags = 32

  package let tags: Int
  /// One row for each feature.
  package var weights: [Row]
  /// The row of a tag scores the tags after it.
  package var transitions: [Row]
  package var start: Row

  /// A field without knowledge: every weight is zero; `tags` is at most 32.
  package init(tags: Int, features: Int) {
    precondition((1...Self.mostTags).contains(tags), "a field has 1 … 32 tags, not \(tags)")
    self.tags = tags
    weights = [Row](repeating: .zero, count: features)
    transitions = [Row](repeating: .zero, count: tags)
    start = .zero
  }

  /// The number of learned numbers.
  package var parameters: Int { (weights.count + tags + 1) * tags }

  /// The score that the features of one step give to each tag.
  func emission(_ features: [Int32]) -> Row {
    var sum = Row.zero
    for feature in features { sum += weights[Int(feature)] }
    return sum
  }

  /// The tags of the highest score (Viterbi 1967); of equal ones the lowest tag.
  ///
  /// # Shapes
  /// - sequence: for each step the numbers of its features
  /// - result: one tag for each step
  package func bestTags(_ sequence: [[Int32]]) -> [Int] {
    guard let first = sequence.first else { return [] }
    var scores = start + emission(first)
    var pointers: [[Int]] = []
    for features in sequence.dropFirst() {
      var best = scores[0] + transitions[0]
      var from = [Int](repeating: 0, count: tags)
      for before in 1..<max(tags, 1) {
        let reached = scores[before] + transitions[before]
        let better = reached .> best
        best.replace(with: reached, where: better)
        for tag in 0..<tags where better[tag] { from[tag] = before }
      }
      scores = best + emission(features)
      pointers.append(from)
    }
    var tag = (0..<tags).max { (scores[$0], $1) < (scores[$1], $0) } ?? 0
    var path = [tag]
    for from in pointers.reversed() {
      tag = from[tag]
      path.append(tag)
    }
    return path.reversed()
  }

  /// The logarithm of the probability of tags for a sequence; `tags` has one for each step.
  package func logProbability(of path: [Int], _ sequence: [[Int32]]) -> Double {
    guard let first = sequence.first else { return 0 }
    let lattice = TagLattice(self, sequence, transitions: exponentials)
    var score = Double(start[path[0]] + emission(first)[path[0]])
    for step in 1..<max(1, sequence.count) {
      score += Double(
        transitions[path[step - 1]][path[step]] + emission(sequence[step])[path[step]])
    }
    return score - lattice.logTotal
  }

  /// e to the transitions, tags that there are not with zero.
  var exponentials: [Row] { transitions.map { Self.exponential($0, tags: tags) } }

  static func exponential(_ row: Row, tags: Int) -> Row {
    var result = Row.zero
    for tag in 0..<tags { result[tag] = Float(Double.exp(Double(row[tag]))) }
    return result
  }
}

/// The probabilities of tags and pairs of tags in one sequence, by forward–backward.
///
/// Each step is scaled to the sum 1 (Rabiner 1989, section V.A), so nothing under- or overflows.
struct TagLattice {
  typealias Row = ConditionalRandomField.Row

  /// The probability of each tag at each step.
  private(set) var marginals: [Row] = []
  /// The logarithm of the sum over all paths of e to their score.
  private(set) var logTotal = 0.0
  private var forward: [Row] = []
  private var backward: [Row] = []
  private var emissions: [Row] = []

  /// `transitions` are e to the field's; the scores of features are those of the field times `factor`.
  init(
    _ field: ConditionalRandomField, _ sequence: [[Int32]], transitions: [Row], factor: Float = 1
  ) {
    let tags = field.tags
    for (step, features) in sequence.enumerated() {
      var row = factor * field.emission(features)
      if step == 0 { row += field.start }
      var highest = row[0]
      for tag in 1..<max(tags, 1) { highest = max(highest, row[tag]) }
      let emission = ConditionalRandomField.exponential(row - highest, tags: tags)
      var reached = emission
      if let before = forward.last {
        var sum = Row.zero
        for tag in 0..<tags { sum += before[tag] * transitions[tag] }
        reached *= sum
      }
      let scale = reached.sum()
      forward.append(reached / scale)
      emissions.append(emission / scale)
      logTotal += Double(highest) + Double.log(Double(scale))
    }
    backward = [Row](repeating: Row(repeating: 1), count: sequence.count)
    for step in stride(from: sequence.count - 2, through: 0, by: -1) {
      let after = emissions[step + 1] * backward[step + 1]
      var row = Row.zero
      for tag in 0..<tags { row[tag] = (transitions[tag] * after).sum() }
      backward[step] = row
    }
    marginals = zip(forward, backward).map { $0 * $1 }
  }

  /// The probability of a tag at a step with each tag at the next.
  func pair(_ tag: Int, at step: Int, transitions: [Row]) -> Row {
    forward[step][tag] * transitions[tag] * emissions[step + 1] * backward[step + 1]
  }
}
