package import Figures

/// What one study shows on the headline score.
///
/// Comparisons of one kind within a study are a family, judged step by step after Holm (1979): each
/// interval is at the level of its step, so that it says what the verdict says.
package struct StudyEvidence: Codable, Sendable, Equatable {
  package var name: String
  package var kind: StudySpecification.Kind
  /// What the study asks, in one sentence.
  package var question: String
  /// Labelled examples of each trial, before a site takes its share.
  package var size: Int
  /// The headline score.
  package var figure: FigureKind
  /// What was tried, the main run among it.
  package var conditions: [StudyCondition]
  /// Comparisons between conditions.
  package var contrasts: [StudyContrast]
  /// What the study shows, computed from the verdicts, in one sentence.
  package var conclusion: String
  /// Whether one architecture is better under one condition, and the other under another.
  package var flips: Bool
  /// The order in which stages are best learned, with what each step wins or loses; of stages only.
  package var migration: [MigrationStep]?
  package var remarks: [String]

  package init(
    name: String, kind: StudySpecification.Kind, question: String, size: Int, figure: FigureKind,
    conditions: [StudyCondition], contrasts: [StudyContrast], conclusion: String, flips: Bool,
    migration: [MigrationStep]? = nil, remarks: [String]
  ) {
    self.name = name
    self.kind = kind
    self.question = question
    self.size = size
    self.figure = figure
    self.conditions = conditions
    self.contrasts = contrasts
    self.conclusion = conclusion
    self.flips = flips
    self.migration = migration
    self.remarks = remarks
  }
}

/// One condition of a study: what each architecture scores under it.
package struct StudyCondition: Codable, Sendable, Equatable {
  /// What is varied, such as `knowledge 0.5`.
  package var label: String
  /// The knob's value; nil of other kinds.
  package var value: Double?
  /// Whether this is the main run's own condition.
  package var isMain: Bool
  package var estimates: [Architecture: Estimate]
  /// End-to-end against hybrid, paired; nil where the condition has one of them only.
  package var contrast: Contrast?

  package init(
    label: String, value: Double? = nil, isMain: Bool, estimates: [Architecture: Estimate],
    contrast: Contrast? = nil
  ) {
    self.label = label
    self.value = value
    self.isMain = isMain
    self.estimates = estimates
    self.contrast = contrast
  }
}

/// One condition less another, on the headline score.
package struct StudyContrast: Codable, Sendable, Equatable {
  /// The condition, and the architecture under it.
  package var label: String
  package var architecture: Architecture
  /// What it is compared with.
  package var against: String
  package var againstArchitecture: Architecture
  package var estimate: Estimate
  /// The indifference margin, in the score's unit.
  package var margin: Double
  /// What the condition is, compared with the other; nil where no verdict may rest on these trials.
  package var verdict: ComparisonVerdict?
  /// The fresh run that would settle an inconclusive verdict.
  package var settledBy: String?

  package init(
    label: String, architecture: Architecture, against: String, againstArchitecture: Architecture,
    estimate: Estimate, margin: Double, verdict: ComparisonVerdict?, settledBy: String? = nil
  ) {
    self.label = label
    self.architecture = architecture
    self.against = against
    self.againstArchitecture = againstArchitecture
    self.estimate = estimate
    self.margin = margin
    self.verdict = verdict
    self.settledBy = settledBy
  }
}

/// One step of a migration: a stage is learned besides those before it.
package struct MigrationStep: Codable, Sendable, Equatable {
  /// The stage that is learned in this step.
  package var stage: String
  /// The score with this stage and those before it learned.
  package var estimate: Estimate
  /// This step less the one before it, or less the hybrid as it was.
  package var gain: Estimate
  /// What this step is, compared with the one before; nil where no verdict may rest on these trials.
  package var verdict: ComparisonVerdict?

  package init(stage: String, estimate: Estimate, gain: Estimate, verdict: ComparisonVerdict?) {
    self.stage = stage
    self.estimate = estimate
    self.gain = gain
    self.verdict = verdict
  }
}
