import NumericCore
import Scores

/// The items of `Tests/References/scores.py`, drawn in the same order.
enum Sample {
  static func items(folds: Bool) throws -> ScoredItems {
    var generator = SeededGenerator(seed: 7, "scores")
    var probabilities: [Double] = []
    var outcomes: [Bool] = []
    for _ in 0..<200 {
      let probability = (generator.uniform() * 50).rounded(.down) / 50
      probabilities.append(probability)
      outcomes.append(generator.uniform() < 0.1 + 0.7 * probability)
    }
    return try ScoredItems(
      ids: (0..<200).map(String.init), probabilities: probabilities, outcomes: outcomes,
      folds: folds ? (0..<200).map { $0 % 3 } : nil)
  }
}
