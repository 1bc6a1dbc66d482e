package import Figures

/// The largest distance between the score distributions of positives and negatives.
///
/// The two-sided two-sample statistic over the predicted probabilities, the separation figure of
/// credit scoring. Where folds are named it is the folds' average weighted by their pairs, as the
/// scores of two models share no scale; folds of one class have no say.
package struct KolmogorovSmirnov: Score {
  package let kind = FigureKind(
    id: "ks", title: "KS", unit: .dimensionless, direction: .higherIsBetter,
    comparability: "Compare on the same items only; it is biased upwards on few items.",
    source: "Smirnov 1939; Siddiqi 2006",
    range: 0...1)

  package init() {}

  package func value(of items: ScoredItems) throws(ScoreError) -> Double {
    let predictions = try BinaryPredictions(items)
    var weighted = 0.0
    var pairs = 0.0
    for rows in predictions.rowsByFold {
      let positives = rows.count { predictions.outcomes[$0] }
      let weight = Double(positives) * Double(rows.count - positives)
      guard weight > 0 else { continue }
      weighted += weight * separation(of: rows, positives: positives, predictions)
      pairs += weight
    }
    guard pairs > 0 else {
      throw ScoreError(
        code: .singleClass,
        message: "KS needs a positive and a negative item in the same fold of \(items.count) items")
    }
    return weighted / pairs
  }

  package func strata(of items: ScoredItems) throws(ScoreError) -> [Stratum]? { nil }

  private func separation(
    of rows: [Int], positives: Int, _ predictions: BinaryPredictions
  ) -> Double {
    let order = rows.sorted { predictions.probabilities[$0] < predictions.probabilities[$1] }
    let total = (positive: Double(positives), negative: Double(rows.count - positives))
    var seen = (positive: 0.0, negative: 0.0)
    var largest = 0.0
    for (place, row) in order.enumerated() {
      if predictions.outcomes[row] { seen.positive += 1 } else { seen.negative += 1 }
      // The distribution functions step together over a tie: look only at its end.
      let tied =
        place + 1 < order.count
        && predictions.probabilities[order[place + 1]] == predictions.probabilities[row]
      if !tied {
        let distance = abs(seen.positive / total.positive - seen.negative / total.negative)
        largest = max(largest, distance)
      }
    }
    return largest
  }
}
