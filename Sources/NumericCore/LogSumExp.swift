/// Sums of probabilities that are held as logarithms.
extension Double {
  /// log(eᵃ + eᵇ), without overflow for any a and b; −∞ is the logarithm of zero.
  ///
  /// With a ≥ b it is a + log1p(e^(b − a)), whose exponential is at most 1. Infinite arguments are
  /// answered before they are subtracted, since ∞ − ∞ is no number.
  package static func logSumExp(_ a: Double, _ b: Double) -> Double {
    let (low, high) = a < b ? (a, b) : (b, a)
    if low == -.infinity || high == .infinity { return high }
    return high + log1p(exp(low - high))
  }

  /// log Σ eˣ over all values; −∞ for none.
  ///
  /// The exponentials are summed relative to the largest value, so that their sum is at least 1.
  package static func logSumExp(_ values: some Collection<Double>) -> Double {
    guard let high = values.max(), high.isFinite else {
      return values.contains { $0.isNaN } ? .nan : values.max() ?? -.infinity
    }
    return high + log(values.reduce(0) { $0 + exp($1 - high) })
  }
}
