import NumericCore

/// A penalty by which hypotheses of different lengths are compared.
///
/// Wu et al. 2016, "Google's Neural Machine Translation System", equation 14: the log-probability
/// is divided by lp(Y) = ((5 + |Y|) / 6)^α. At α = 0 the log-probability counts as it is, which
/// favours short sequences; a larger α favours longer ones; the paper uses 0.6 to 0.7.
package struct LengthNormalisation: Hashable, Sendable {
  /// The exponent α: finite and not negative.
  package let alpha: Double

  package init(alpha: Double) { self.alpha = alpha }

  /// No normalisation: α = 0.
  package static let none = LengthNormalisation(alpha: 0)

  /// A hypothesis's score: its log-probability over lp(Y).
  ///
  /// The length |Y| counts the end token, whose log-probability is part of the sum.
  package func score(_ logProbability: Double, length: Int) -> Double {
    // A large α makes the penalty of no tokens 0, and 0 / 0 is no number.
    if logProbability == 0 { return 0 }
    return logProbability / Double.pow((5 + Double(length)) / 6, alpha)
  }

  /// The highest score that any of these lengths allows a log-probability that falls no further.
  func bestScore(_ logProbability: Double, lengths: ClosedRange<Int>) -> Double {
    max(
      score(logProbability, length: lengths.lowerBound),
      score(logProbability, length: lengths.upperBound))
  }
}
