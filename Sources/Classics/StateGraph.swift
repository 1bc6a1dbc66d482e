/// The states of a hidden Markov model without a grammar: who may follow whom, and what each emits.
///
/// Every state may also follow itself. Alternatives, such as two pronunciations of a word or a pause
/// that may be left out, are branches.
package struct StateGraph: Sendable, Equatable {
  /// By state: the class whose score it takes from a frame.
  package private(set) var classes: [Int] = []
  /// By state: the states that may stand before it, besides itself; all of smaller number.
  package private(set) var predecessors: [[Int]] = []
  /// States that may come first.
  package private(set) var starts: [Int] = []
  /// States that may come last.
  package var ends: [Int] = []

  package init() {}

  /// Adds a chain of states after any of `before`; at the start too where `isFirst`.
  ///
  /// - Returns: the number of the last state added.
  @discardableResult
  package mutating func append(
    _ chain: [Int], after before: [Int], isFirst: Bool = false
  ) -> Int {
    var before = before
    for (place, emitted) in chain.enumerated() {
      if place == 0, isFirst { starts.append(classes.count) }
      predecessors.append(before)
      before = [classes.count]
      classes.append(emitted)
    }
    return classes.count - 1
  }

  /// The likeliest way through the graph (Viterbi 1967).
  ///
  /// # Shapes
  /// - scores: `[frames, classCount]`
  ///
  /// - Parameters:
  ///   - scores: by frame and class, the logarithm of a likelihood.
  ///   - classCount: the number of classes.
  ///   - stay: by class, the logarithm of the probability to stay in its state.
  ///   - leave: by class, that of leaving it.
  /// - Returns: the state of each frame and the score; nil where no way fits the frames.
  package func bestPath(
    scores: [Float], classCount: Int, stay: [Float], leave: [Float]
  ) -> (states: [Int], score: Float)? {
    let frames = scores.count / max(classCount, 1)
    guard frames > 0, !classes.isEmpty else { return nil }
    var best = [Float](repeating: -.infinity, count: classes.count)
    for state in starts { best[state] = scores[classes[state]] }
    var origins = [Int32](repeating: -1, count: frames * classes.count)
    for frame in 1..<max(frames, 1) {
      var next = best
      for state in classes.indices {
        let emitted = classes[state]
        var score = best[state] + stay[emitted]
        var origin = state
        for before in predecessors[state] where best[before] + leave[classes[before]] > score {
          score = best[before] + leave[classes[before]]
          origin = before
        }
        next[state] = score + scores[frame * classCount + emitted]
        origins[frame * classes.count + state] = Int32(truncatingIfNeeded: origin)
      }
      best = next
    }
    guard var state = ends.max(by: { best[$0] < best[$1] }), best[state] > -.infinity else {
      return nil
    }
    let score = best[state]
    var path = [Int](repeating: state, count: frames)
    for frame in stride(from: frames - 1, to: 0, by: -1) {
      state = Int(origins[frame * classes.count + state])
      path[frame - 1] = state
    }
    return (path, score)
  }
}
