package import Figures

/// Both architectures held against each other repetition by repetition, at the largest size.
///
/// Each repetition's part is about its trained models only: the same items are answered in all of them,
/// so nothing is pooled.
package struct ComparisonEvidence: Codable, Sendable, Equatable {
  /// What one repetition's two models tell.
  package struct Repetition: Codable, Sendable, Equatable {
    package var repetition: Int
    /// The AUC of end-to-end less that of hybrid, with DeLong's interval; nil where AUC is no score.
    package var areaDifference: Estimate?
    /// Right and wrong decisions; nil where answers hold none.
    package var decisions: PairedDecisions?

    package init(
      repetition: Int, areaDifference: Estimate? = nil, decisions: PairedDecisions? = nil
    ) {
      self.repetition = repetition
      self.areaDifference = areaDifference
      self.decisions = decisions
    }
  }

  /// The examples trained on.
  package var size: Int
  /// Ascending by number.
  package var repetitions: [Repetition]
  /// Wilcoxon's test over the repetitions' headline scores; nil of fewer than six repetitions.
  package var signedRanks: SignedRanks?

  package init(size: Int, repetitions: [Repetition], signedRanks: SignedRanks? = nil) {
    self.size = size
    self.repetitions = repetitions
    self.signedRanks = signedRanks
  }
}

/// The decisions of two models on the same items, by who was right (McNemar 1947).
package struct PairedDecisions: Codable, Sendable, Equatable {
  package var items: Int
  /// Items that end-to-end alone decided rightly.
  package var onlyEndToEnd: Int
  /// Items that hybrid alone decided rightly.
  package var onlyHybrid: Int
  /// How often counts lie as far apart where both are right equally often; exact, two-sided.
  package var pValue: Double

  package init(items: Int, onlyEndToEnd: Int, onlyHybrid: Int, pValue: Double) {
    self.items = items
    self.onlyEndToEnd = onlyEndToEnd
    self.onlyHybrid = onlyHybrid
    self.pValue = pValue
  }
}

/// Wilcoxon's signed-rank test over repetitions.
package struct SignedRanks: Codable, Sendable, Equatable {
  /// The repetitions whose scores differ.
  package var pairs: Int
  /// The sum of the ranks of the repetitions in which end-to-end has the higher score.
  package var endToEndHigher: Double
  /// Two-sided.
  package var pValue: Double

  package init(pairs: Int, endToEndHigher: Double, pValue: Double) {
    self.pairs = pairs
    self.endToEndHigher = endToEndHigher
    self.pValue = pValue
  }
}

/// A contrast as one of a named family, adjusted for their number.
package struct FamilyAdjustment: Codable, Sendable, Equatable {
  package enum Family: String, Codable, Sendable, CaseIterable {
    /// The scores but the headline, which is a family of its own.
    case scores
    /// Necessity and sufficiency of named reasons.
    case reasons
    /// Latency, throughput, memory and training of the timed part.
    case times
  }

  package var family: Family
  /// The contrasts of the family that carry a verdict.
  package var members: Int
  /// At level 1 − 0.05 / members (Bonferroni), on the scale of the contrast.
  package var interval: Interval
  /// Adjusted for the family by Holm's procedure.
  package var pValue: Double
  /// Better or worse where `pValue` is at most 0.05, equivalent where `interval` lies in the margin.
  package var verdict: ComparisonVerdict

  package init(
    family: Family, members: Int, interval: Interval, pValue: Double, verdict: ComparisonVerdict
  ) {
    self.family = family
    self.members = members
    self.interval = interval
    self.pValue = pValue
    self.verdict = verdict
  }
}
