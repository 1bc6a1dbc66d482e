import NumericCore

/// A smooth membership function: a logistic curve through two anchors on a logarithmic scale.
///
/// With anchors (x₁, u₁) and (x₂, u₂) the curve is u(x) = logistic(a + b ln x), where
/// b = (logit u₂ − logit u₁) / (ln x₂ − ln x₁) and a = logit u₁ − b ln x₁. It never reaches 0 or 1:
/// a prior rules nothing out.
package struct Membership: Sendable {
  /// A point that the curve passes through.
  package struct Anchor: Sendable {
    /// Positive; in the unit of the quantity.
    package let at: Double
    /// In the open interval 0…1.
    package let utility: Double

    package init(at: Double, utility: Double) {
      self.at = at
      self.utility = utility
    }
  }

  private let intercept: Double
  private let slope: Double
  private let range: ClosedRange<Double>

  /// The curve through two anchors; beyond `range` the value at its end holds.
  package init(_ first: Anchor, _ second: Anchor, range: ClosedRange<Double> = 1e-9...1e15) {
    let rise = Membership.logit(second.utility) - Membership.logit(first.utility)
    slope = rise / (Double.log(second.at) - Double.log(first.at))
    intercept = Membership.logit(first.utility) - slope * Double.log(first.at)
    self.range = range
  }

  /// The utility of a quantity, in 0…1.
  package func callAsFunction(_ quantity: Double) -> Double {
    let held = min(max(quantity, range.lowerBound), range.upperBound)
    return Double.logistic(intercept + slope * Double.log(held))
  }

  private static func logit(_ share: Double) -> Double { Double.log(share / (1 - share)) }
}
