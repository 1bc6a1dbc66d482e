/// One item's answer as a trial keeps it: an id and named numbers, never the input.
package struct ScoredItem: Codable, Sendable, Hashable {
  package var id: String
  /// The fold whose model answered the item; nil where one model answered all.
  package var fold: Int?
  /// Named numbers, such as `probability` and `outcome`.
  package var values: [String: Double]

  package init(id: String, fold: Int? = nil, values: [String: Double]) {
    self.id = id
    self.fold = fold
    self.values = values
  }
}

/// The answers of one trained model (or of one model a fold) as a table of columns.
///
/// Scores name the columns they read; a workload is free to keep others beside them.
package struct ScoredItems: Sendable, Hashable {
  /// The names of columns that more than one score reads.
  package enum Column {
    /// The predicted probability of the event, in 0…1.
    package static let probability = "probability"
    /// 1 where the event happened, 0 where not.
    package static let outcome = "outcome"
    /// 1 where the answer was right, 0 where not.
    package static let correct = "correct"
    /// Words inserted, deleted and substituted.
    package static let wordErrors = "word-errors"
    /// Words of the reference.
    package static let words = "words"
    /// Characters inserted, deleted and substituted.
    package static let characterErrors = "character-errors"
    /// Characters of the reference, blanks between words included.
    package static let characters = "characters"
    /// Seconds of the recording from the end of speech to where the last word stands.
    package static let lastWordDelay = "last-word-delay"
    /// 1 where the action and all its arguments were right, 0 where not.
    package static let taskSuccess = "task-success"
    /// 1 where the intent was right, 0 where not.
    package static let intentCorrect = "intent-correct"
    /// Slots found that are true, by type and extent.
    package static let slotHits = "slot-hits"
    package static let slotsFound = "slots-found"
    package static let slotsTrue = "slots-true"
    /// 1 where the request was out of scope, 0 where not.
    package static let outOfScope = "out-of-scope"
    /// How far the request looks out of scope, in 0…1.
    package static let outOfScopeScore = "out-of-scope-score"
  }

  package let ids: [String]
  /// The fold of each item, or nil where one model answered all.
  package let folds: [Int]?
  package let columns: [String: [Double]]

  package var count: Int { ids.count }

  /// A table from its columns.
  ///
  /// - Throws: ``ScoreError`` where a column is not as long as `ids`.
  package init(
    ids: [String], folds: [Int]? = nil, columns: [String: [Double]]
  ) throws(ScoreError) {
    for (name, column) in columns.sorted(by: { $0.key < $1.key }) where column.count != ids.count {
      throw ScoreError(
        code: .lengthMismatch,
        message: "column \"\(name)\" has \(column.count) values for \(ids.count) items")
    }
    if let folds, folds.count != ids.count {
      throw ScoreError(
        code: .lengthMismatch, message: "\(folds.count) folds are named for \(ids.count) items")
    }
    self.init(checked: ids, folds: folds, columns: columns)
  }

  /// A table from its rows; the first row says which columns there are.
  ///
  /// - Throws: ``ScoreError`` where a row lacks a column, has one more, or only some name a fold.
  package init(_ items: [ScoredItem]) throws(ScoreError) {
    let names = items.first.map { Array($0.values.keys) } ?? []
    var columns: [String: [Double]] = [:]
    for name in names { columns[name] = [] }
    for item in items {
      guard item.values.count == names.count else {
        throw ScoreError(
          code: .lengthMismatch,
          message: """
            item \"\(item.id)\" has \(item.values.count) values, the first has \(names.count)
            """)
      }
      for name in names {
        guard let value = item.values[name] else {
          throw ScoreError(
            code: .missingColumn, message: "item \"\(item.id)\" has no value \"\(name)\"")
        }
        columns[name]?.append(value)
      }
    }
    let folds = items.compactMap(\.fold)
    guard folds.isEmpty || folds.count == items.count else {
      throw ScoreError(
        code: .lengthMismatch, message: "\(folds.count) of \(items.count) items name a fold")
    }
    self.init(checked: items.map(\.id), folds: folds.isEmpty ? nil : folds, columns: columns)
  }

  /// A table of binary predictions.
  ///
  /// - Throws: ``ScoreError`` where lengths differ.
  package init(
    ids: [String], probabilities: [Double], outcomes: [Bool], folds: [Int]? = nil
  ) throws(ScoreError) {
    try self.init(
      ids: ids, folds: folds,
      columns: [
        Column.probability: probabilities, Column.outcome: outcomes.map { $0 ? 1 : 0 },
      ])
  }

  private init(checked ids: [String], folds: [Int]?, columns: [String: [Double]]) {
    self.ids = ids
    self.folds = folds
    self.columns = columns
  }

  /// The table of the rows named, in that order and as often as named; what a bootstrap scores.
  package func taking(_ rows: [Int]) -> ScoredItems {
    ScoredItems(
      checked: rows.map { ids[$0] }, folds: folds.map { folds in rows.map { folds[$0] } },
      columns: columns.mapValues { column in rows.map { column[$0] } })
  }

  /// One column.
  ///
  /// - Throws: ``ScoreError`` where there is none of that name, naming those there are.
  package func column(_ name: String) throws(ScoreError) -> [Double] {
    guard let column = columns[name] else {
      let known = columns.keys.sorted().joined(separator: ", ")
      throw ScoreError(
        code: .missingColumn, message: "the items have no column \"\(name)\", only: \(known)")
    }
    return column
  }
}

/// Why a score has no value for these items.
package struct ScoreError: Error, Codable, Sendable, Hashable, CustomStringConvertible {
  package enum Code: String, Codable, Sendable {
    case missingColumn
    case lengthMismatch
    case noItems
    /// All items had the same outcome, so that nothing can be told apart.
    case singleClass
    case outOfRange
    case tooFewGroups
  }

  package let code: Code
  /// What was wrong, with the offending value.
  package let message: String

  package init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
