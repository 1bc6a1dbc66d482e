import Citations
package import Profiles
package import Records

/// The files of a finished run that a chain leads through.
package struct ChainFacts: Sendable {
  package let profile: Profile
  package let plan: Plan
  package let evidence: Evidence
  package let decision: Decision
  /// The records that are there, by number.
  package let trials: [Int: TrialRecord]
  package let sessions: [Int: SessionRecord]
  /// SHA-256 of the run's files by name; empty where the run has no list of them.
  package let digests: [String: String]
  /// The run's own names for the files of its records.
  let directory = RunDirectory(path: "")

  package init(
    profile: Profile, plan: Plan, evidence: Evidence, decision: Decision,
    trials: [Int: TrialRecord], sessions: [Int: SessionRecord], digests: [String: String]
  ) {
    self.profile = profile
    self.plan = plan
    self.evidence = evidence
    self.decision = decision
    self.trials = trials
    self.sessions = sessions
    self.digests = digests
  }

  func trialFile(_ number: Int) -> String { directory.relative(directory.trial(number)) }
  func sessionFile(_ number: Int) -> String { directory.relative(directory.session(number)) }

  /// Whether a trial has answers.
  func isCompleted(_ trial: Int) -> Bool {
    trials[trial].map { $0.failure == nil && $0.answers != nil } ?? false
  }

  var checklist: [ChecklistRow] { decision.checklist ?? [] }

  var criteria: [Acceptability.Criterion] { decision.acceptability?.criteria ?? [] }
  var flips: [Acceptability.Flip] { decision.acceptability?.flips ?? [] }

  /// The id of the memory that the profile's limit is about.
  var memory: String {
    let peak = "memory-peak-serving"
    return decision.requirements.map(\.figure).first { $0.hasSuffix(peak) } ?? peak
  }

  /// The id of the latency that the profile's budget is about.
  var latency: String? {
    decision.requirements.map(\.figure).first {
      $0.hasPrefix("latency-") || $0.hasPrefix("\(DeploymentEvidence.prefix)latency-")
    }
  }
}
