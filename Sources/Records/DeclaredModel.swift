/// What was built for a declared number of parameters: a model with random weights, for timing alone.
package struct DeclaredModel: Codable, Sendable, Equatable {
  /// A part of the work that hangs on data, so that random weights do not show it.
  package struct Projection: Codable, Sendable, Equatable {
    /// What hangs on data, such as `decoding length`.
    package var part: String
    /// The least and the most that the time of an answer may be, as multiples of the measured one.
    package var factor: ClosedRange<Double>
    /// Where the bounds come from, in one sentence.
    package var reason: String

    package init(part: String, factor: ClosedRange<Double>, reason: String) {
      self.part = part
      self.factor = factor
      self.reason = reason
    }
  }

  /// The number that the profile declares.
  package var declared: Int
  /// The parameters of each stage as built; one entry for an end-to-end network.
  package var stages: [NamedCount]
  /// The shape of what was scaled, in words, with its sizes.
  package var shape: String
  /// What hangs on data; empty where every answer takes the same arithmetic whatever the weights.
  package var projections: [Projection]

  package init(
    declared: Int, stages: [NamedCount], shape: String, projections: [Projection] = []
  ) {
    self.declared = declared
    self.stages = stages
    self.shape = shape
    self.projections = projections
  }

  /// The parameters that it really has.
  package var parameters: Int { stages.reduce(0) { $0 + $1.count } }
}
