import Figures

/// Latency, throughput and memory at the size that the profile declares.
package struct DeploymentEvidence: Codable, Sendable, Equatable {
  /// One architecture as the sessions of production size served it.
  package struct Served: Codable, Sendable, Equatable {
    package var architecture: Architecture
    /// What was built; nil where the profile declares no size and the trained model was served.
    package var model: DeclaredModel?

    package init(architecture: Architecture, model: DeclaredModel?) {
      self.architecture = architecture
      self.model = model
    }
  }

  /// What was served, in the order of architectures.
  package var served: [Served]
  /// The figures, each with the id of its like at sample size after `production-`.
  package var figures: [ComparedFigure]
  /// The architectures that one core cannot serve at the profile's rate: their queue grows without
  /// end, so they have no latency.
  package var saturated: [Architecture]
  /// The architectures that could not keep up in some session, though they could on average: no
  /// latency of theirs is given either, since the other sessions alone would look too fast.
  package var overloaded: [Architecture]
  package var validity: [ValidityFinding]

  package init(
    served: [Served], figures: [ComparedFigure], saturated: [Architecture],
    overloaded: [Architecture] = [], validity: [ValidityFinding]
  ) {
    self.served = served
    self.figures = figures
    self.saturated = saturated
    self.overloaded = overloaded
    self.validity = validity
  }

  /// The figure that has this id at sample size.
  package func figure(like id: String) -> ComparedFigure? {
    figures.first { $0.kind.id == Self.prefix + id }
  }

  /// What the ids of these figures start with.
  package static let prefix = "production-"
  /// The share of its time that a server is asked for: rate × service time.
  package static let load = prefix + "offered-load"
}
