import Figures
import Records
import Scores

extension Workload {
  /// The headline score of answers to labelled items; nil where it has no value on them.
  ///
  /// An item that was not answered is scored as if by the constant predictor.
  package func headlineScore(
    of answers: [Answer?], to items: [Item], constant: Answer
  ) -> Double? {
    guard let kind = Self.descriptor.scores.first, let score = ScoreCatalogue.score(kind.id),
      let scored = try? ScoredItems(
        zip(items, answers).map { item, answer in
          ScoredItem(id: item.id, values: values(of: answer ?? constant, to: item))
        })
    else { return nil }
    return try? score.value(of: scored)
  }
}
