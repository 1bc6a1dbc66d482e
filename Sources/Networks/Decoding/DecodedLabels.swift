/// What a search over the frames of an input found: labels without blanks.
package struct DecodedLabels: Hashable, Sendable {
  /// The labels in order.
  package let labels: [Int]
  /// The log-probability of the labels over the alignments that the search saw.
  package let logProbability: Double
  /// What the search ranked by: the log-probability, with a language model's part where it had one.
  package let score: Double

  package init(labels: [Int], logProbability: Double, score: Double) {
    self.labels = labels
    self.logProbability = logProbability
    self.score = score
  }
}
