import Networks
import NumericCore

/// A sequence model of a function that records the prefixes it was asked about.
final class RecordingModel: SequenceModel {
  let scores: (_ prefix: [Int]) -> [Float]
  /// The prefixes of every call, batch by batch.
  private(set) var batches: [[[Int]]] = []

  init(_ scores: @escaping (_ prefix: [Int]) -> [Float]) {
    self.scores = scores
  }

  func start() -> SequenceStep<[Int]> { SequenceStep(logProbabilities: scores([]), state: []) }

  func advance(_ state: [Int], with token: Int) -> SequenceStep<[Int]> {
    batches.append([state + [token]])
    return SequenceStep(logProbabilities: scores(state + [token]), state: state + [token])
  }

  func advance(all continuations: [(state: [Int], token: Int)]) -> [SequenceStep<[Int]>] {
    batches.append(continuations.map { $0.state + [$0.token] })
    return continuations.map {
      SequenceStep(logProbabilities: scores($0.state + [$0.token]), state: $0.state + [$0.token])
    }
  }
}

/// Rows of scores that depend on a seed and on what they follow, and on nothing else.
enum SeededScores {
  /// The logarithms of a distribution drawn anew for each context.
  static func distribution(_ count: Int, seed: UInt64, _ context: [Int]) -> [Float] {
    var generator = SeededGenerator(seed: seed, "\(context)")
    return generator.dirichlet([Double](repeating: 1, count: count)).map { Float(Double.log($0)) }
  }

  /// Multiples of ¼ from −1 to 0, whose sums are exact so that many are equal; some are −∞.
  static func ties(_ count: Int, seed: UInt64, _ context: [Int]) -> [Float] {
    var generator = SeededGenerator(seed: seed, "\(context)")
    return (0..<count).map { _ in
      generator.bernoulli(0.1) ? -.infinity : -Float(generator.index(below: 5)) / 4
    }
  }

  /// Scores of −10⁴, 0, 10⁴ and −∞ in any mixture.
  static func extremes(_ count: Int, seed: UInt64, _ context: [Int]) -> [Float] {
    var generator = SeededGenerator(seed: seed, "\(context)")
    let values: [Float] = [-1e4, 0, 1e4, -.infinity]
    return (0..<count).map { _ in values[generator.index(below: 4)] }
  }
}
