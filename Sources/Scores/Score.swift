package import Figures

/// A figure of quality computed from per-item values.
package protocol Score: Sendable {
  var kind: FigureKind { get }

  /// The score of the items.
  ///
  /// - Throws: ``ScoreError`` where a column is missing, a value is out of range, or the items
  ///   cannot support the score (none at all, or all of one outcome).
  func value(of items: ScoredItems) throws(ScoreError) -> Double

  /// The items' contributions, or nil where the score is no mean and needs the bootstrap.
  ///
  /// The mean of **each** stratum's contributions is the score, and its variance over items is the
  /// sum over strata of the contributions' variance divided by their number. For a mean of losses
  /// there is one stratum; for AUC the placement values of positives and negatives are two (DeLong
  /// 1988). Two candidates' strata over the same items align, so paired differences are taken
  /// element by element.
  ///
  /// - Throws: ``ScoreError`` as ``value(of:)`` does.
  func strata(of items: ScoredItems) throws(ScoreError) -> [Stratum]?
}

/// Items that enter a score in the same way, with what each contributes.
package struct Stratum: Sendable, Hashable {
  package let name: String
  /// The rows of the items in their table, ascending.
  package let rows: [Int]
  /// One contribution an item, in the order of `rows`, in the score's own unit.
  package let contributions: [Double]

  package init(name: String, rows: [Int], contributions: [Double]) {
    self.name = name
    self.rows = rows
    self.contributions = contributions
  }

  package var mean: Double { contributions.reduce(0, +) / Double(contributions.count) }
}

/// The scores that records and profiles may name.
package enum ScoreCatalogue {
  package static let all: [any Score] = [
    AreaUnderCurve(), KolmogorovSmirnov(), BrierScore(), ExpectedCalibrationError(), LogLoss(),
    Accuracy(), WordErrorRate(), CharacterErrorRate(), LastWordDelay(), TaskSuccess(),
    IntentAccuracy(), SlotF1(), OutOfScopeAUROC(),
  ]

  /// The score of an id such as `auc`, or nil where the catalogue has none.
  package static func score(_ id: String) -> (any Score)? { all.first { $0.kind.id == id } }
}

/// Probabilities and outcomes, checked.
struct BinaryPredictions {
  let probabilities: [Double]
  let outcomes: [Bool]
  let folds: [Int]?

  init(_ items: ScoredItems) throws(ScoreError) {
    guard items.count > 0 else {
      throw ScoreError(code: .noItems, message: "there are no items to score")
    }
    let outcomes = try items.column(ScoredItems.Column.outcome)
    probabilities = try items.column(ScoredItems.Column.probability)
    for row in 0..<items.count {
      guard (0...1).contains(probabilities[row]) else {
        throw ScoreError(
          code: .outOfRange,
          message: "item \"\(items.ids[row])\": a probability is in 0…1, not \(probabilities[row])")
      }
      guard outcomes[row] == 0 || outcomes[row] == 1 else {
        throw ScoreError(
          code: .outOfRange,
          message: "item \"\(items.ids[row])\": an outcome is 0 or 1, not \(outcomes[row])")
      }
    }
    self.outcomes = outcomes.map { $0 == 1 }
    folds = items.folds
  }

  /// The rows of each fold, folds ascending; all rows where none are named.
  var rowsByFold: [[Int]] {
    guard let folds else { return [Array(probabilities.indices)] }
    return Dictionary(grouping: folds.indices) { folds[$0] }.sorted { $0.key < $1.key }.map(\.value)
  }
}
