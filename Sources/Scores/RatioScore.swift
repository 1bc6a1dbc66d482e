import Figures

/// A score that is one sum over the items divided by another, such as errors by words.
///
/// It is no mean of the items' own ratios: a long item weighs more than a short one.
protocol RatioScore: Score {
  /// What each item brings above and below the line, in the items' order; none is negative below.
  func terms(
    of items: ScoredItems
  ) throws(ScoreError) -> (above: [Double], below: [Double])
}

extension RatioScore {
  package func value(of items: ScoredItems) throws(ScoreError) -> Double {
    try checked(items).value
  }

  /// One stratum, linearised about the score R: an item contributes R + (a − R·b) / b̄.
  ///
  /// The contributions' mean is R exactly, and their variance by their number is the delta method's
  /// for a ratio of means (Cochran 1977, "Sampling Techniques", §2.11).
  package func strata(of items: ScoredItems) throws(ScoreError) -> [Stratum]? {
    let ratio = try checked(items)
    let mean = ratio.below.reduce(0, +) / Double(items.count)
    let contributions = zip(ratio.above, ratio.below).map { above, below in
      ratio.value + (above - ratio.value * below) / mean
    }
    return [
      Stratum(name: "items", rows: Array(contributions.indices), contributions: contributions)
    ]
  }

  private func checked(
    _ items: ScoredItems
  ) throws(ScoreError) -> (value: Double, above: [Double], below: [Double]) {
    guard items.count > 0 else {
      throw ScoreError(code: .noItems, message: "there are no items to score")
    }
    let (above, below) = try terms(of: items)
    let total = below.reduce(0, +)
    guard total > 0 else {
      throw ScoreError(
        code: .singleClass,
        message: "\(kind.title) has nothing to count on any of \(items.count) items")
    }
    return (above.reduce(0, +) / total, above, below)
  }
}

extension ScoredItems {
  /// A column of counts.
  ///
  /// - Throws: ``ScoreError`` where there is no such column, or a value is negative or no number.
  func counts(_ name: String) throws(ScoreError) -> [Double] {
    let column = try column(name)
    if let row = column.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw ScoreError(
        code: .outOfRange,
        message: "item \"\(ids[row])\": \"\(name)\" is a count, not \(column[row])")
    }
    return column
  }
}
