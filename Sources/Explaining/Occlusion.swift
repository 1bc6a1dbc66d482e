/// What the score loses when parts of the input are taken away, one at a time (Zeiler & Fergus 2014,
/// "Visualizing and Understanding Convolutional Networks", §4.2).
///
/// It takes one score a part and one more. What this does not see: parts that can stand in for each
/// other, of which neither is missed alone.
package struct Occlusion: AttributionMethod {
  private let units: Int

  /// The occlusion of each of so many units.
  package init(units: Int) {
    self.units = units
  }

  package var name: String { "occlusion" }

  /// The score of the whole input less that without each unit; nothing is drawn.
  package func values(seed: UInt64, _ value: ([Coalition]) -> [Double]) -> [Double] {
    differences((0..<units).map { [$0] }, value)
  }

  /// The score of the whole input less that without each group of units.
  ///
  /// - Parameters:
  ///   - groups: the units of each group; groups may overlap.
  ///   - value: the score of each coalition.
  /// - Returns: one difference a group.
  package func differences(_ groups: [[Int]], _ value: ([Coalition]) -> [Double]) -> [Double] {
    let whole = Coalition.whole(units: units)
    let scores = value(
      [whole]
        + groups.map { group in
          var present = whole
          for unit in group { present[unit] = false }
          return present
        })
    return scores.dropFirst().map { scores[0] - $0 }
  }
}
