package import Deciding
import Evidencing
import Figures
package import Profiles
package import Records

/// What follows from a run's records: evidence, then decision; a pure function of them.
package struct Conclusion: Sendable {
  package let profile: Profile
  package let plan: Plan
  package let evidence: Evidence
  package let decision: Decision

  /// Draws the conclusion from what the directory holds; writes nothing.
  ///
  /// - Parameters:
  ///   - directory: The run.
  ///   - descriptor: The workload's own words and scores.
  ///   - regimes: The catalogue of regimes.
  /// - Throws: `RecordError` for a record that cannot be read, ``RunError`` where too little was
  ///   measured.
  package init(
    of directory: RunDirectory, descriptor: WorkloadDescriptor, regimes: [RegimeDemand]
  ) throws {
    let plan = try directory.read(Plan.self, from: directory.plan)
    let profile = try directory.read(Profile.self, from: directory.understoodProfile)
    let records = try Self.records(of: directory, plan: plan, descriptor: descriptor)
    guard records.trials.contains(where: { $0.failure == nil }) else {
      let causes = Set(records.trials.compactMap(\.failure?.detail)).sorted().prefix(3)
      throw RunError(
        .noEvidence, "no trial was completed: " + causes.joined(separator: "; "))
    }
    let evidence = try EvidenceBuilder.build(
      records, margins: EvidenceMargins(quality: profile.quality.indifference),
      latencyPercentile: profile.latency.percentile)
    try self.init(
      profile: profile, plan: plan, evidence: evidence, descriptor: descriptor, regimes: regimes)
  }

  /// Draws the decision from evidence that can no longer be recomputed, as in a cleaned run.
  ///
  /// - Throws: `RecordError` for a file that cannot be read.
  package init(
    ofEvidenceIn directory: RunDirectory, descriptor: WorkloadDescriptor, regimes: [RegimeDemand]
  ) throws {
    try self.init(
      profile: directory.read(Profile.self, from: directory.understoodProfile),
      plan: directory.read(Plan.self, from: directory.plan),
      evidence: directory.read(Evidence.self, from: directory.evidence), descriptor: descriptor,
      regimes: regimes)
  }

  private init(
    profile: Profile, plan: Plan, evidence: Evidence, descriptor: WorkloadDescriptor,
    regimes: [RegimeDemand]
  ) throws(RunError) {
    self.profile = profile
    self.plan = plan
    self.evidence = evidence
    guard let headline = descriptor.scores.first else {
      throw RunError(.noEvidence, "the workload '\(descriptor.name)' declares no score")
    }
    decision = Decider.decide(
      profile: profile, plan: plan, evidence: evidence, regimes: regimes, headline: headline,
      usesStageAnnotations: descriptor.usesStageAnnotations)
  }

  private static func records(
    of directory: RunDirectory, plan: Plan, descriptor: WorkloadDescriptor
  ) throws(RecordError) -> RunRecords {
    var trials: [TrialRecord] = []
    var items: [Int: [ItemRecord]] = [:]
    for trial in plan.trials where directory.exists(directory.trial(trial.number)) {
      let record = try directory.read(TrialRecord.self, from: directory.trial(trial.number))
      trials.append(record)
      if record.failure == nil { items[trial.number] = try directory.readItems(trial.number) }
    }
    var sessions: [SessionRecord] = []
    for session in plan.sessions where directory.exists(directory.session(session.number)) {
      sessions.append(
        try directory.read(SessionRecord.self, from: directory.session(session.number)))
    }
    return RunRecords(
      plan: plan, descriptor: descriptor, trials: trials, items: items, sessions: sessions)
  }
}
