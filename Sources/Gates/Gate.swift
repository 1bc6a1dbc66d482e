package import Records

/// The rule by which a run passes or fails.
package struct Gate: Sendable, Equatable {
  /// What an inconclusive gate counts as; nil where it has an exit code of its own.
  package enum Inconclusive: String, Sendable, CaseIterable {
    case fail
    case pass
  }

  package var name: String
  /// The absolute path of the profile.
  package var profile: String
  package var effort: Effort
  package var seed: UInt64
  /// The absolute path of the baseline; nil where no threshold needs one.
  package var baseline: String?
  package var thresholds: [Threshold]
  package var onInconclusive: Inconclusive?

  package init(
    name: String, profile: String, effort: Effort = .quick, seed: UInt64 = 1,
    baseline: String? = nil, thresholds: [Threshold], onInconclusive: Inconclusive? = nil
  ) {
    self.name = name
    self.profile = profile
    self.effort = effort
    self.seed = seed
    self.baseline = baseline
    self.thresholds = thresholds
    self.onInconclusive = onInconclusive
  }

  /// Whether any threshold is held against the baseline.
  package var needsBaseline: Bool { thresholds.contains(where: \.needsBaseline) }
}
