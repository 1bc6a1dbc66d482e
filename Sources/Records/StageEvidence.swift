package import Figures

/// What one stage of a candidate takes of an answer, and what it holds.
package struct StageEvidence: Codable, Sendable, Equatable {
  package var architecture: Architecture
  /// The stage's name; `network` of an end-to-end candidate.
  package var stage: String
  package var parameters: Int
  /// Bytes of its parameters in the model file; nil where the trial did not record them.
  package var bytes: Int?
  /// The median time of an answer that is spent in the stage, in seconds, over the sessions; a
  /// reading of the clock is taken off.
  package var seconds: Estimate
  /// The stage's part of the sum of all stages' medians, in 0…1.
  package var share: Double

  package init(
    architecture: Architecture, stage: String, parameters: Int, bytes: Int?, seconds: Estimate,
    share: Double
  ) {
    self.architecture = architecture
    self.stage = stage
    self.parameters = parameters
    self.bytes = bytes
    self.seconds = seconds
    self.share = share
  }
}

/// How far a candidate's score on the examples that it was trained on lies above that on test items.
package struct OverfittingGap: Codable, Sendable, Equatable {
  /// The condition of the study.
  package var label: String
  /// The score on the training examples.
  package var training: Estimate
  /// The score on the training examples less that on the test items, or the other way round where
  /// lower is better: positive where training examples are answered better.
  package var gap: Estimate

  package init(label: String, training: Estimate, gap: Estimate) {
    self.label = label
    self.training = training
    self.gap = gap
  }
}
