/// A way to divide the score of an input among its units, through the scores of coalitions alone.
///
/// What stands in for an absent unit is the business of whoever gives the scores, such as
/// ``InterventionalValue``. So one prediction closure serves every method.
package protocol AttributionMethod: Sendable {
  /// How records name the method with its settings, such as `KernelSHAP, 512 coalitions`.
  var name: String { get }

  /// The contribution of each unit to the score of the whole input.
  ///
  /// - Parameters:
  ///   - seed: draws the coalitions, where they are drawn.
  ///   - value: the score of each coalition, in order.
  /// - Returns: one contribution a unit, on the scale of the score.
  func values(seed: UInt64, _ value: ([Coalition]) -> [Double]) -> [Double]
}

extension KernelSHAP: AttributionMethod {
  package var name: String { "KernelSHAP, \(evaluations) coalitions" }
}

extension ShapleyEnumeration: AttributionMethod {
  package var name: String { "Shapley values, all \(coalitions) coalitions" }

  /// The exact values; nothing is drawn.
  package func values(seed: UInt64, _ value: ([Coalition]) -> [Double]) -> [Double] {
    values(value)
  }
}
