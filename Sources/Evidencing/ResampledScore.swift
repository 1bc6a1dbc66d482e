import Scores

/// A score on rows drawn with replacement, made cheap for thousands of draws.
///
/// The rows are handed to the score in ascending order of probability, which leaves it nothing to sort
/// (a sorted array is the sort's best case) and changes no score: none depends on the order of items.
struct ResampledScore {
  private let score: any Score
  private let tables: [ScoredItems]
  /// The rows of each table, ascending by probability.
  private let orders: [[Int]]
  private let blanks: [String]

  /// The answers of each seed, all over the same items.
  init(_ score: any Score, _ tables: [ScoredItems]) {
    self.score = score
    self.tables = tables
    orders = tables.map { table in
      guard let key = table.columns[ScoredItems.Column.probability] else {
        return Array(0..<table.count)
      }
      return key.indices.sorted { (key[$0], $0) < (key[$1], $1) }
    }
    blanks = Array(repeating: "", count: tables.first?.count ?? 0)
  }

  /// The score of one seed on the rows, as often as they are named; nil where it has no value.
  func value(_ seed: Int, _ rows: [Int]) -> Double? {
    let table = tables[seed]
    var times = [Int32](repeating: 0, count: table.count)
    for row in rows { times[row] += 1 }
    var drawn: [Int] = []
    drawn.reserveCapacity(rows.count)
    for row in orders[seed] {
      for _ in 0..<times[row] { drawn.append(row) }
    }
    let columns = table.columns.mapValues { column in drawn.map { column[$0] } }
    let ids = rows.count == blanks.count ? blanks : Array(repeating: "", count: rows.count)
    let folds = table.folds.map { folds in drawn.map { folds[$0] } }
    guard let items = try? ScoredItems(ids: ids, folds: folds, columns: columns) else { return nil }
    return try? score.value(of: items)
  }
}

/// How many bootstrap draws a table of answers can afford.
enum BootstrapCost {
  static let most = 2000
  static let least = 200
  /// Rows scored for one architecture and score, all draws together: about half a second.
  static let rows = 6_000_000

  /// From 2000 draws down to 200 as repetitions × items grow.
  ///
  /// The variance of 200 draws is within 10 % of its limit (relative standard error √(2/draws)), the
  /// half width within 5 %.
  static func draws(_ table: SizeTable) -> Int {
    let sheets = table.architectures.map { table.answers($0) }.max { $0.count < $1.count } ?? []
    return draws(rows: sheets.count * (sheets.first?.items.count ?? 0))
  }

  /// The same for answers that are scored together, counted in rows.
  static func draws(rows answers: Int) -> Int { min(most, max(least, rows / max(1, answers))) }
}
