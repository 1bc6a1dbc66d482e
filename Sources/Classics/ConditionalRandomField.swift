import NumericCore

/// A linear-chain conditional random field over sequences of feature sets (Lafferty, McCallum &
/// Pereira 2001).
///
/// The score of tags y for a sequence x is Σₜ (Σ_{f ∈ xₜ} w[f, yₜ] + t[yₜ₋₁, yₜ]), with a start score in
/// the place of the first transition.
package struct ConditionalRandomField: Sendable {
  package let tags: Int
  /// The score of each feature for each tag, `[features, tags]`.
  package var weights: [Float]
  /// The score of each tag after each, `[tag before, tag]`.
  package var transitions: [Float]
  /// The score of each tag at the start, `[tags]`.
  package var start: [Float]

  /// A field without knowledge: every weight is zero; `tags` is at least 1.
  package init(tags: Int, features: Int) {
    precondition(tags > 0, "a field has at least one tag")
    self.tags = tags
    weights = [Float](repeating: 0, count: features * tags)
    transitions = [Float](repeating: 0, count: tags * tags)
    start = [Float](repeating: 0, count: tags)
  }

  /// The number of learned numbers.
  package var parameters: Int { weights.count + transitions.count + start.count }

  /// Adds the scores that the features of one step give to each tag.
  ///
  /// # Shapes
  /// - features: their numbers
  /// - row: `[tags]`, from `offset` on
  func addEmission(_ features: [Int32], to rows: inout [Float], at offset: Int) {
    for feature in features {
      let first = Int(feature) * tags
      for tag in 0..<tags { rows[offset + tag] += weights[first + tag] }
    }
  }

  /// The tags of the highest score (Viterbi 1967); of equal ones the lowest tag.
  ///
  /// # Shapes
  /// - sequence: for each step the numbers of its features
  /// - result: one tag for each step
  package func bestTags(_ sequence: [[Int32]]) -> [Int] {
    guard let first = sequence.first else { return [] }
    var scores = start
    addEmission(first, to: &scores, at: 0)
    var pointers: [Int] = []
    for features in sequence.dropFirst() {
      var next = [Float](repeating: 0, count: tags)
      for tag in 0..<tags {
        var from = 0
        for before in 1..<max(tags, 1)
        where scores[before] + transitions[before * tags + tag]
          > scores[from] + transitions[from * tags + tag]
        {
          from = before
        }
        next[tag] = scores[from] + transitions[from * tags + tag]
        pointers.append(from)
      }
      addEmission(features, to: &next, at: 0)
      scores = next
    }
    var tag = (0..<tags).max { (scores[$0], $1) < (scores[$1], $0) } ?? 0
    var path = [tag]
    for step in stride(from: sequence.count - 2, through: 0, by: -1) {
      tag = pointers[step * tags + tag]
      path.append(tag)
    }
    return path.reversed()
  }

  /// The logarithm of the probability of tags for a sequence; `path` has one for each step.
  package func logProbability(of path: [Int], _ sequence: [[Int32]]) -> Double {
    TagLattice(self, sequence).logProbability(of: path, self)
  }
}

/// The probabilities of tags and pairs of tags in one sequence, by forward–backward.
///
/// Each step is scaled to the sum 1 (Rabiner 1989, section V.A), so nothing under- or overflows.
struct TagLattice {
  private let tags: Int
  private let steps: Int
  /// The score of each tag at each step, transitions apart, `[steps, tags]`.
  private var scores: [Float]
  /// Powers of e to the transitions, `[tag before, tag]`.
  private let exponentials: [Float]
  /// Powers of e to the scores, brought to the scale of their step, `[steps, tags]`.
  private var emissions: [Float]
  /// The probability of each tag given the steps so far, `[steps, tags]`.
  private var forward: [Float]
  /// The weight of the steps after each tag, `[steps, tags]`.
  private var backward: [Float]
  /// The logarithm of the sum over all paths of e to their score.
  private(set) var logTotal = 0.0

  /// The scores of features are those of the field times `factor`.
  init(_ field: ConditionalRandomField, _ sequence: [[Int32]], factor: Float = 1) {
    tags = field.tags
    steps = sequence.count
    exponentials = field.transitions.map { Float(Double.exp(Double($0))) }
    scores = [Float](repeating: 0, count: steps * tags)
    for (step, features) in sequence.enumerated() {
      field.addEmission(features, to: &scores, at: step * tags)
    }
    if factor != 1 { for place in scores.indices { scores[place] *= factor } }
    for tag in 0..<(steps > 0 ? tags : 0) { scores[tag] += field.start[tag] }
    emissions = scores
    forward = scores
    backward = [Float](repeating: 1, count: steps * tags)
    for step in 0..<steps { goForward(step) }
    for step in stride(from: steps - 2, through: 0, by: -1) { goBackward(step) }
  }

  private mutating func goForward(_ step: Int) {
    let (row, before) = (step * tags, (step - 1) * tags)
    var highest = -Float.infinity
    for tag in 0..<tags { highest = max(highest, scores[row + tag]) }
    var reached = [Float](repeating: step == 0 ? 1 : 0, count: tags)
    if step > 0 {
      for from in 0..<tags {
        let mass = forward[before + from]
        let first = from * tags
        for tag in 0..<tags { reached[tag] += mass * exponentials[first + tag] }
      }
    }
    var scale: Float = 0
    for tag in 0..<tags {
      let emission = Float(Double.exp(Double(scores[row + tag] - highest)))
      emissions[row + tag] = emission
      reached[tag] *= emission
      scale += reached[tag]
    }
    for tag in 0..<tags {
      forward[row + tag] = reached[tag] / scale
      emissions[row + tag] /= scale
    }
    logTotal += Double(highest) + Double.log(Double(scale))
  }

  private mutating func goBackward(_ step: Int) {
    let (row, next) = (step * tags, (step + 1) * tags)
    let after = (0..<tags).map { emissions[next + $0] * backward[next + $0] }
    for tag in 0..<tags {
      var sum: Float = 0
      let first = tag * tags
      for to in 0..<tags { sum += exponentials[first + to] * after[to] }
      backward[row + tag] = sum
    }
  }

  /// The probability of each tag at a step.
  func marginals(_ step: Int) -> [Float] {
    (0..<tags).map { forward[step * tags + $0] * backward[step * tags + $0] }
  }

  /// Adds `factor` times the probability of each tag at a step with each at the next.
  ///
  /// # Shapes
  /// - sums: `[tag, tag after]`
  func addPairs(_ step: Int, times factor: Float, to sums: inout [Float]) {
    let (row, next) = (step * tags, (step + 1) * tags)
    let after = (0..<tags).map { emissions[next + $0] * backward[next + $0] }
    for tag in 0..<tags {
      let mass = factor * forward[row + tag]
      let first = tag * tags
      for to in 0..<tags {
        sums[first + to] += mass * exponentials[first + to] * after[to]
      }
    }
  }

  /// The logarithm of the probability of tags, one for each step.
  func logProbability(of path: [Int], _ field: ConditionalRandomField) -> Double {
    var score = -logTotal
    for (step, tag) in path.enumerated() {
      score += Double(scores[step * tags + tag])
      if step > 0 { score += Double(field.transitions[path[step - 1] * tags + tag]) }
    }
    return score
  }
}
