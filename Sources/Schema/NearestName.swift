/// The search for the name that a writer meant.
package enum NearestName {
  /// The one known name that is near the given one; nil where none is, or several are equally near.
  ///
  /// Near means at most one edit in three letters and at most three in all, where an edit inserts,
  /// deletes or replaces a letter or swaps two neighbours; case and `_` for `-` cost nothing.
  ///
  /// - Parameters:
  ///   - name: The name as written.
  ///   - known: The names that would be right.
  /// - Returns: The nearest of them.
  package static func of(_ name: String, in known: [String]) -> String? {
    let given = folded(name)
    let bound = min(3, max(1, given.count / 3))
    var best: (names: [String], distance: Int) = ([], bound)
    for candidate in known {
      let letters = folded(candidate)
      guard abs(letters.count - given.count) <= best.distance else { continue }
      let distance = distance(given, letters)
      if distance < best.distance { best = ([], distance) }
      if distance == best.distance { best.names.append(candidate) }
    }
    return best.names.count == 1 ? best.names[0] : nil
  }

  private static func folded(_ name: String) -> [Character] {
    name.prefix(200).lowercased().map { $0 == "_" ? "-" : $0 }
  }

  /// The optimal string alignment distance: Levenshtein's with swaps of neighbours.
  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...second.count)
    for (i, letter) in first.enumerated() {
      var row = [i + 1]
      for (j, other) in second.enumerated() {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == second[j - 1], first[i - 1] == other {
          cost = min(cost, before[j - 1] + 1)
        }
        row.append(cost)
      }
      before = last
      last = row
    }
    return last[second.count]
  }
}
