import Figures
package import Profiles
package import Records

/// What a finished run knows: the files that answers may cite.
package struct RunFacts: Sendable {
  package let profile: Profile
  package let plan: Plan
  package let evidence: Evidence
  package let decision: Decision
  /// The workload's own words on both architectures; nil where this build does not know it.
  package let workload: WorkloadDescriptor?

  package init(
    profile: Profile, plan: Plan, evidence: Evidence, decision: Decision,
    workload: WorkloadDescriptor?
  ) {
    self.profile = profile
    self.plan = plan
    self.evidence = evidence
    self.decision = decision
    self.workload = workload
  }

  /// A compared figure with its place in the evidence.
  struct Placed {
    let figure: ComparedFigure
    let pointer: String
  }

  /// Every compared figure, in the order of the evidence.
  var figures: [Placed] {
    func placed(_ figures: [ComparedFigure], _ pointer: String) -> [Placed] {
      figures.enumerated().map { Placed(figure: $1, pointer: "\(pointer)/\($0)") }
    }
    return placed(evidence.timeFree.scores, "/timeFree/scores")
      + placed(evidence.timeFree.properties, "/timeFree/properties")
      + placed(evidence.timed.figures, "/timed/figures")
  }

  func figure(_ id: String) -> Placed? { figures.first { $0.figure.kind.id == id } }

  /// The figures of the given beginning of an id, such as all latencies.
  func figures(startingWith start: String) -> [String] {
    figures.map(\.figure.kind.id).filter { $0.hasPrefix(start) }
  }
}
