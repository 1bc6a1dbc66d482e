import Figures
package import Records

/// A compared figure with its place in the evidence.
package struct PlacedFigure: Sendable, Equatable {
  package let figure: ComparedFigure
  /// A JSON pointer (RFC 6901) into `evidence.json`.
  package let pointer: String
}

extension Evidence {
  /// Every compared figure, in the order of the evidence.
  package var placedFigures: [PlacedFigure] {
    func placed(_ figures: [ComparedFigure], _ pointer: String) -> [PlacedFigure] {
      figures.enumerated().map { PlacedFigure(figure: $1, pointer: "\(pointer)/\($0)") }
    }
    return placed(timeFree.scores, "/timeFree/scores")
      + placed(timeFree.properties, "/timeFree/properties")
      + placed(timed.figures, "/timed/figures")
      + placed(timed.deployment?.figures ?? [], "/timed/deployment/figures")
  }

  /// The compared figure of an id; nil where the run did not measure it.
  package func placed(_ id: String) -> PlacedFigure? {
    placedFigures.first { $0.figure.kind.id == id }
  }
}

extension CitedRun {
  /// The run of some files, with the digests of those that are cited, by name.
  package init(plan: Plan, evidence: Evidence, decision: Decision, digests: [String: String]) {
    self.init(
      profile: decision.profile, workload: plan.workload.name, effort: plan.effort,
      seed: plan.seed, version: evidence.timed.machines.first?.version, digests: digests)
  }
}
