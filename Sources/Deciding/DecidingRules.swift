/// The thresholds by which a decision is made; every one is a convention, stated in `docs/method.md`.
package enum DecidingRules {
  /// Draws of the acceptability analysis; 9604 give ±0.01 at 95 % (Tervonen & Lahdelma 2007).
  package static let draws = 10_000

  /// The sum of the Dirichlet's parameters: a weight of one half then varies by about ±0.11.
  package static let concentration = 20.0

  /// The share of draws from which on an architecture that ranks first is recommended.
  package static let decisive = 0.8

  /// The shares of draws within which nothing tells two architectures apart.
  package static let level = 0.4...0.6

  /// The multiple of the largest measured size beyond which quality is not carried over.
  package static let measuredMultiple = 2.0

  /// Beyond that, the share of draws in which the data criteria take the prior cell instead.
  package static let priorShare = 0.5

  /// Indifference margins in one natural unit of the quality value function.
  ///
  /// A difference of one margin then gives 0.55 to 0.45, five give 0.73, fifteen 0.95.
  package static let qualityScale = 5.0

  /// The headroom, budget over figure, from which on more is worth nothing.
  package static let fullHeadroom = 100.0

  /// The headroom utility of both above which it does not matter which of them has more.
  package static let ampleHeadroom = 0.9

  /// The share of draws beyond zero from which on a verdict rests on them: a 95 % interval's one tail.
  package static let beyondZero = 0.975

  /// The share of draws that must be level for a criterion to be so.
  package static let levelShare = 0.95

  /// A difference of utilities that counts as none.
  package static let levelUtility = 0.05

  /// The gap of utilities from which on prior and measured cells may be said to disagree.
  package static let disagreementGap = 0.1

  /// Repetitions below which a doubt is stated.
  package static let fewRepetitions = 5
}
