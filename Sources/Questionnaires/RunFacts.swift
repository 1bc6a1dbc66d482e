import Citations
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

  func figure(_ id: String) -> PlacedFigure? { evidence.placed(id) }

  /// The figures of the given beginning of an id, such as all latencies.
  func figures(startingWith start: String) -> [String] {
    evidence.placedFigures.map(\.figure.kind.id).filter { $0.hasPrefix(start) }
  }
}
