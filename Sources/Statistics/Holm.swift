/// Adjustment of the p values of one family for their number (Holm 1979).
package enum Holm {
  /// The adjusted values in the order given; one at most a level keeps the family's error at that level.
  ///
  /// With p(1) ≤ … ≤ p(m), the adjusted p(k) is the largest of (m − j + 1) p(j) over j ≤ k, at most 1.
  package static func adjusted(_ values: [Double]) -> [Double] {
    var adjusted = values
    var largest = 0.0
    let order = values.indices.sorted { values[$0] < values[$1] }
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, Double(values.count - rank) * values[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
