package import Figures
import NumericCore

/// A score that is a mean over all items, and so has one stratum.
protocol MeanScore: Score {
  /// What each item contributes, in the items' order; never empty.
  func contributions(of items: ScoredItems) throws(ScoreError) -> [Double]
}

extension MeanScore {
  package func value(of items: ScoredItems) throws(ScoreError) -> Double {
    try stratum(items).mean
  }

  package func strata(of items: ScoredItems) throws(ScoreError) -> [Stratum]? {
    [try stratum(items)]
  }

  private func stratum(_ items: ScoredItems) throws(ScoreError) -> Stratum {
    let contributions = try contributions(of: items)
    return Stratum(
      name: "items", rows: Array(contributions.indices), contributions: contributions)
  }
}

/// The mean squared error of probabilities of a binary event.
package struct BrierScore: MeanScore {
  package let kind = FigureKind(
    id: "brier", title: "Brier score", unit: .dimensionless, direction: .lowerIsBetter,
    comparability: "Compare on the same items only: its floor depends on the base rate.",
    source: "Brier 1950, in the form of one class (half of the original)",
    range: 0...1)

  package init() {}

  func contributions(of items: ScoredItems) throws(ScoreError) -> [Double] {
    let predictions = try BinaryPredictions(items)
    return zip(predictions.probabilities, predictions.outcomes).map { probability, outcome in
      let error = probability - (outcome ? 1 : 0)
      return error * error
    }
  }
}

/// The mean negative log-likelihood of binary outcomes, in nats.
///
/// Probabilities are clipped to [ε, 1 − ε] with ε = 2⁻⁵², as scikit-learn does, so that one
/// confident mistake costs about 36 nats and not infinity.
package struct LogLoss: MeanScore {
  package let kind = FigureKind(
    id: "log-loss", title: "Log loss", unit: .dimensionless, direction: .lowerIsBetter,
    comparability: "Compare on the same items only, and with the same clipping (2⁻⁵²).",
    source: "Good 1952")

  package init() {}

  func contributions(of items: ScoredItems) throws(ScoreError) -> [Double] {
    let predictions = try BinaryPredictions(items)
    let floor = Double.ulpOfOne
    return zip(predictions.probabilities, predictions.outcomes).map { probability, outcome in
      let clipped = min(max(probability, floor), 1 - floor)
      return outcome ? -Double.log(clipped) : -Double.log1p(-clipped)
    }
  }
}

/// The share of right answers.
///
/// It reads the column `correct` where the items have one, else it calls an answer right where the
/// probability, cut at a half (a half itself counts as the event), agrees with the outcome.
package struct Accuracy: MeanScore {
  package let kind = FigureKind(
    id: "accuracy", title: "Accuracy", unit: .dimensionless, direction: .higherIsBetter,
    comparability: "Compare on the same items only: where classes are rare, it is high for all.",
    source: "The share of items whose predicted class is the true one",
    range: 0...1)

  package init() {}

  func contributions(of items: ScoredItems) throws(ScoreError) -> [Double] {
    guard items.columns[ScoredItems.Column.correct] != nil else {
      let predictions = try BinaryPredictions(items)
      return zip(predictions.probabilities, predictions.outcomes).map { ($0 >= 0.5) == $1 ? 1 : 0 }
    }
    return try items.flags(ScoredItems.Column.correct)
  }
}

extension ScoredItems {
  /// A column of finite numbers, never empty.
  ///
  /// - Throws: ``ScoreError`` where there is no item, no such column, or a value that is no number.
  func numbers(_ name: String) throws(ScoreError) -> [Double] {
    let column = try column(name)
    guard !column.isEmpty else {
      throw ScoreError(code: .noItems, message: "there are no items to score")
    }
    if let row = column.firstIndex(where: { !$0.isFinite }) {
      throw ScoreError(
        code: .outOfRange, message: "item \"\(ids[row])\": \"\(name)\" is \(column[row])")
    }
    return column
  }

  /// A column of zeros and ones, never empty.
  ///
  /// - Throws: ``ScoreError`` as ``numbers(_:)`` does, and where a value is another.
  func flags(_ name: String) throws(ScoreError) -> [Double] {
    let column = try numbers(name)
    if let row = column.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw ScoreError(
        code: .outOfRange,
        message: "item \"\(ids[row])\": \"\(name)\" is 0 or 1, not \(column[row])")
    }
    return column
  }
}
