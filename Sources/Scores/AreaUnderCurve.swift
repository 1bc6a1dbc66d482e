package import Figures

/// The area under the ROC curve: how often a positive item outranks a negative one, ties half.
///
/// Hanley & McNeil 1982; placement values after DeLong, DeLong & Clarke-Pearson 1988, by sorting in
/// O(n log n) (Sun & Xu 2014). Where folds are named, only pairs within a fold are compared, since
/// the scores of two models share no scale: AUC = Σ_f U_f / Σ_f m_f·n_f, the average of the folds'
/// AUCs weighted by their pairs.
package struct AreaUnderCurve: Score {
  package let kind = FigureKind(
    id: "auc", title: "AUC", unit: .dimensionless, direction: .higherIsBetter,
    comparability: """
      Compare on the same items only; a cross-validated AUC counts pairs within folds and may differ \
      from one pooled over them.
      """,
    source: "Hanley & McNeil 1982; DeLong et al. 1988",
    range: 0...1)

  package init() {}

  package func value(of items: ScoredItems) throws(ScoreError) -> Double {
    try placements(of: items).value
  }

  package func strata(of items: ScoredItems) throws(ScoreError) -> [Stratum]? {
    try placements(of: items).strata
  }

  private func placements(
    of items: ScoredItems
  ) throws(ScoreError) -> (value: Double, strata: [Stratum]) {
    let predictions = try BinaryPredictions(items)
    let folds = predictions.rowsByFold.map { Fold(rows: $0, predictions) }
    let pairs = folds.reduce(0.0) { $0 + $1.pairs }
    guard pairs > 0 else {
      throw ScoreError(
        code: .singleClass,
        message: "AUC needs a positive and a negative item in the same fold of \(items.count) items"
      )
    }
    let value = folds.reduce(0.0) { $0 + $1.wins } / pairs
    var contributions = [Double](repeating: value, count: items.count)
    let positives = predictions.outcomes.count { $0 }
    let totals = (positive: Double(positives), negative: Double(items.count - positives))
    for fold in folds where fold.pairs > 0 {
      // Linearised about the score, V = A + (placement − A)·w with w near 1, so that each stratum's
      // mean is A exactly and unequal folds add no variance of their own. With one fold w is 1.
      for (row, placement) in zip(fold.rows, fold.placements) {
        let weight =
          predictions.outcomes[row]
          ? fold.negatives * totals.positive / pairs : fold.positives * totals.negative / pairs
        contributions[row] = value + (placement - value) * weight
      }
    }
    let strata = [(name: "positives", outcome: true), (name: "negatives", outcome: false)].map {
      (name, outcome) in
      let rows = predictions.outcomes.indices.filter { predictions.outcomes[$0] == outcome }
      return Stratum(name: name, rows: rows, contributions: rows.map { contributions[$0] })
    }
    return (value, strata)
  }
}

/// The pairs of one fold.
private struct Fold {
  let rows: [Int]
  /// Of each row: the share of the other class that it is on the right side of, ties half.
  private(set) var placements: [Double]
  private(set) var positives = 0.0
  private(set) var negatives = 0.0
  /// The Mann–Whitney U of the positives.
  private(set) var wins = 0.0

  var pairs: Double { positives * negatives }

  init(rows: [Int], _ predictions: BinaryPredictions) {
    self.rows = rows
    placements = Array(repeating: 0, count: rows.count)
    for row in rows {
      if predictions.outcomes[row] { positives += 1 } else { negatives += 1 }
    }
    guard pairs > 0 else { return }
    let order = rows.indices.sorted {
      predictions.probabilities[rows[$0]] < predictions.probabilities[rows[$1]]
    }
    var below = (positives: 0.0, negatives: 0.0)
    var start = 0
    while start < order.count {
      let probability = predictions.probabilities[rows[order[start]]]
      var end = start
      var tied = (positives: 0.0, negatives: 0.0)
      while end < order.count, predictions.probabilities[rows[order[end]]] == probability {
        let isPositive = predictions.outcomes[rows[order[end]]]
        if isPositive { tied.positives += 1 } else { tied.negatives += 1 }
        end += 1
      }
      let positivePlacement = (below.negatives + tied.negatives / 2) / negatives
      let negativePlacement = (positives - below.positives - tied.positives / 2) / positives
      for place in order[start..<end] {
        placements[place] =
          predictions.outcomes[rows[place]] ? positivePlacement : negativePlacement
      }
      wins += tied.positives * (below.negatives + tied.negatives / 2)
      below = (below.positives + tied.positives, below.negatives + tied.negatives)
      start = end
    }
  }
}
