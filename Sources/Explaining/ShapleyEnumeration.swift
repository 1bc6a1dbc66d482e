/// Exact Shapley values by asking for the value of every coalition (Shapley 1953, "A value for
/// n-person games").
///
/// φᵢ = Σ over S without i of |S|!·(n − |S| − 1)!/n! · (v(S ∪ i) − v(S)). It takes 2ⁿ values, so it
/// serves small inputs, and shows what sampling misses on larger ones.
package struct ShapleyEnumeration: Sendable {
  /// The most units that are enumerated: a million coalitions.
  package static let mostUnits = 20

  /// Coalitions that one call of the value gets at most.
  private static let batch = 4_096

  private let units: Int

  /// The enumeration for so many units.
  ///
  /// - Throws: ``AttributionError`` for a negative number of units, or more than ``mostUnits``.
  package init(units: Int) throws(AttributionError) {
    guard (0...Self.mostUnits).contains(units) else {
      throw AttributionError(
        code: .unitsOutOfRange,
        message: "\(units) units cannot be enumerated; take 0 to \(Self.mostUnits), or sample")
    }
    self.units = units
  }

  /// The number of coalitions, 2ⁿ.
  package var coalitions: Int { 1 << units }

  /// The contribution of each unit to the value of the whole input.
  ///
  /// - Parameter value: the value of each coalition.
  /// - Returns: one contribution a unit, on the scale of the value.
  package func values(_ value: ([Coalition]) -> [Double]) -> [Double] {
    let values = all(value)
    let weights = self.weights
    return (0..<units).map { unit in
      var sum = 0.0
      for mask in 0..<coalitions where mask >> unit & 1 == 0 {
        sum += weights[mask.nonzeroBitCount] * (values[mask | 1 << unit] - values[mask])
      }
      return sum
    }
  }

  /// The value of every coalition, at the number whose bits are its units.
  private func all(_ value: ([Coalition]) -> [Double]) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(coalitions)
    for start in stride(from: 0, to: coalitions, by: Self.batch) {
      let masks = start..<min(start + Self.batch, coalitions)
      values += value(
        masks.map { mask in
          Coalition(units: units, members: (0..<units).lazy.filter { mask >> $0 & 1 == 1 })
        })
    }
    return values
  }

  /// The weight of a difference by the size s of its coalition, s!·(n − s − 1)!/n!.
  private var weights: [Double] {
    // It is 1/(n·C(n−1, s)), and C(n−1, s+1) = C(n−1, s)·(n−1−s)/(s+1).
    var weights: [Double] = []
    var weight = 1 / Double(max(units, 1))
    for size in 0..<units {
      weights.append(weight)
      weight *= Double(size + 1) / Double(max(units - 1 - size, 1))
    }
    return weights
  }
}

/// Why contributions were not computed.
package struct AttributionError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case unitsOutOfRange
  }

  package let code: Code
  /// What was wrong, with the offending value and what would be right.
  package let message: String

  package init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
