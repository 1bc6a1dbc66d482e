/// The least number of insertions, deletions and substitutions that turn one sequence into another.
///
/// Levenshtein 1966, by the dynamic programme of Wagner & Fischer 1974 with two rows.
package enum EditDistance {
  /// The distance of a hypothesis from its reference; every edit costs one.
  package static func errors<Symbol: Equatable>(
    _ reference: [Symbol], _ hypothesis: [Symbol]
  ) -> Int {
    // What both begin and end with costs nothing.
    var start = 0
    let shorter = min(reference.count, hypothesis.count)
    while start < shorter, reference[start] == hypothesis[start] { start += 1 }
    var end = 0
    while end < shorter - start,
      reference[reference.count - 1 - end] == hypothesis[hypothesis.count - 1 - end]
    {
      end += 1
    }
    let rows = reference[start..<(reference.count - end)]
    let columns = hypothesis[start..<(hypothesis.count - end)]
    var above = Array(0...columns.count)
    for (row, symbol) in rows.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(above.count)
      for (column, other) in columns.enumerated() {
        let substituted = above[column] + (symbol == other ? 0 : 1)
        current.append(min(substituted, above[column + 1] + 1, current[column] + 1))
      }
      above = current
    }
    return above[columns.count]
  }
}
