import NumericCore

/// What a guessed value of the profile may be, for the prior and for the doubts.
///
/// A guess may be ten times too large or too small: the quantity is taken as log-uniform from a
/// tenth of it to ten times it, at the midpoints of 41 equal steps of the logarithm. A mean over so
/// wide a range lies nearer to indifference than the value at the guess. A guess of nothing says
/// nothing. All of this is a convention.
package enum GuessRange {
  /// How many times too large or too small a guess may be.
  package static let factor = 10.0

  private static let steps = 41

  /// The values that a quantity may have: itself where it is known, none where the guess is zero.
  static func values(_ value: Double, isGuess: Bool) -> [Double] {
    guard isGuess else { return [value] }
    guard value > 0, value.isFinite else { return [] }
    return (0..<steps).map { step in
      value * Double.pow(factor, 2 * (Double(step) + 0.5) / Double(steps) - 1)
    }
  }

  /// The regimes that demand explanation: one fewer, as many and one more where they are a guess.
  static func counts(_ count: Int, isGuess: Bool) -> [Int] {
    isGuess ? [count - 1, count, count + 1].filter { $0 >= 0 } : [count]
  }

  /// The mean of a utility over all pairs of values; neutral where one of them has none.
  static func mean<First, Second>(
    _ first: [First], _ second: [Second], _ utility: (First, Second) -> Double
  ) -> Double {
    guard !first.isEmpty, !second.isEmpty else { return PriorAnchors.neutral }
    let sum = first.reduce(0) { sum, one in second.reduce(sum) { $0 + utility(one, $1) } }
    return sum / Double(first.count * second.count)
  }

  static func mean<Value>(_ values: [Value], _ utility: (Value) -> Double) -> Double {
    mean(values, [()]) { value, _ in utility(value) }
  }
}
