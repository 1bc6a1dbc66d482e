/// How the chosen configuration came to its validation loss, step by step.
///
/// Of several divisions of the examples it is that of the first. It serves the question which
/// architecture needs more steps to the same quality (claim C11), so losses are of one kind and on the same
/// examples held back for all architectures of a repetition and fold, before calibration.
package struct TrainingCourse: Codable, Sendable, Equatable {
  /// The loss when so much had been done.
  package struct Point: Codable, Sendable, Equatable {
    /// Optimiser steps taken.
    package var step: Int
    /// Examples that these steps looked at, one counted as often as it was looked at.
    package var examples: Int
    package var loss: Double

    package init(step: Int, examples: Int, loss: Double) {
      self.step = step
      self.examples = examples
      self.loss = loss
    }
  }

  /// What a step is, such as `a Newton iteration over all examples`.
  package var step: String
  /// Ascending by step.
  package var points: [Point]
  /// The index of the point whose parameters were kept.
  package var kept: Int

  package init(step: String, points: [Point], kept: Int) {
    self.step = step
    self.points = points
    self.kept = kept
  }

  /// The loss that was reached in the end; nil where nothing was recorded.
  package var reached: Double? { points.indices.contains(kept) ? points[kept].loss : nil }

  /// The index of the first point at or below a loss; nil where none is.
  package func first(to loss: Double) -> Int? { points.firstIndex { $0.loss <= loss } }
}
