import Measuring
package import Records
import Workers

/// Carries out what a run lacks: trials side by side, then sessions alone.
///
/// The directory is the only state. Whatever has a record is done, so a run that was killed goes on
/// where it stopped, and carrying out a finished run does nothing.
package struct RunExecutor: Sendable {
  private let directory: RunDirectory
  private let plan: Plan
  private let jobs: Int
  private let worker: String
  private let progress: @Sendable (RunProgress) -> Void

  /// Prepares to carry out a run.
  ///
  /// - Parameters:
  ///   - directory: The run.
  ///   - jobs: Trials carried out at the same time; at least 1.
  ///   - provenance: Says where a failed trial failed, when its worker cannot.
  ///   - progress: Is told what happens, from several tasks.
  /// - Throws: `RecordError` where the directory holds no plan, `WorkerError` where there is no
  ///   worker program.
  package init(
    _ directory: RunDirectory, jobs: Int, provenance: Provenance,
    progress: @escaping @Sendable (RunProgress) -> Void
  ) throws {
    self.directory = directory
    plan = try directory.read(Plan.self, from: directory.plan)
    self.jobs = max(1, jobs)
    self.progress = progress
    self.provenance = provenance
    worker = try WorkerCommand.locateProgram()
  }

  private let provenance: Provenance

  /// The trials that have no record.
  package var pendingTrials: [TrialSpecification] {
    plan.trials.filter { !directory.exists(directory.trial($0.number)) }
  }

  /// The sessions that have no record.
  package var pendingSessions: [SessionSpecification] {
    plan.sessions.filter { !directory.exists(directory.session($0.number)) }
  }

  /// Whether every trial and session has a record.
  package static func isCarriedOut(_ plan: Plan, in directory: RunDirectory) -> Bool {
    plan.trials.allSatisfy { directory.exists(directory.trial($0.number)) }
      && plan.sessions.allSatisfy { directory.exists(directory.session($0.number)) }
  }

  /// Carries out what is left.
  ///
  /// A trial or session that fails leaves a record of its failure, and the others go on.
  ///
  /// - Throws: ``RunError`` with the code `interrupted` where the task was cancelled, `RecordError`
  ///   where a record cannot be written.
  package func carryOut() async throws {
    directory.removeTemporaries()
    // Again at the end: a worker that was stopped while it wrote leaves one.
    defer { directory.removeTemporaries() }
    let trials = pendingTrials
    let sessions = pendingSessions
    progress(.started(trials: trials.count, sessions: sessions.count))
    try await carryOut(trials)
    for session in sessions {
      progress(.sessionStarted(session))
      var record = await conduct(session)
      try checkNotInterrupted()
      // Killed from outside, the measurement says nothing about the candidates.
      if record.failure?.cause == .killed {
        record = await conduct(session)
        try checkNotInterrupted()
      }
      try directory.write(record, to: directory.session(session.number))
      progress(.sessionEnded(record))
    }
  }

  private func conduct(_ session: SessionSpecification) async -> SessionRecord {
    if let stages = session.services {
      return await ServicesConductor(
        directory: directory, session: session, stages: stages, seed: plan.seed, worker: worker,
        provenance: provenance
      ).conduct()
    }
    return await SessionConductor(
      directory: directory, session: session, seed: plan.seed, worker: worker,
      provenance: provenance
    ).conduct()
  }

  private func carryOut(_ trials: [TrialSpecification]) async throws {
    try await withThrowingTaskGroup(of: TrialRecord.self) { group in
      var waiting = trials[...]
      for trial in waiting.prefix(jobs) { group.addTask { try await carryOut(trial) } }
      waiting = waiting.dropFirst(jobs)
      while let record = try await group.next() {
        progress(.trialEnded(record))
        if let next = waiting.popFirst() { group.addTask { try await carryOut(next) } }
      }
    }
  }

  private func carryOut(_ trial: TrialSpecification) async throws -> TrialRecord {
    let file = directory.trial(trial.number)
    var outcome = try await train(trial)
    // A worker that somebody else killed had no fault of its own: another one tries, once.
    if outcome.failure?.cause == .killed, !directory.exists(file) {
      outcome = try await train(trial)
    }
    if directory.exists(file) { return try directory.read(TrialRecord.self, from: file) }
    if case .refused(code: Self.notDone, let message) = outcome {
      throw RunError(.interrupted, "trial \(trial.number) was not done: \(message)")
    }
    let failure =
      outcome.failure
      ?? Failure(cause: .crashed, detail: "the worker ended without a record")
    let record = TrialRecord(specification: trial, failure: failure, provenance: provenance)
    try directory.write(record, to: file)
    return record
  }

  /// The exit code of a worker that did not do its work and can try again, as on a full disk.
  private static let notDone = 75

  private func train(_ trial: TrialSpecification) async throws -> WorkerOutcome {
    let command = WorkerCommand(
      executable: worker, arguments: ["train", directory.path, String(trial.number)])
    let outcome: WorkerOutcome
    do {
      outcome = try await command.runToEnd(timeout: .seconds(trial.timeout))
    } catch {
      try checkNotInterrupted()
      throw RunError(.noWorker, "\(error)")
    }
    try checkNotInterrupted()
    return outcome
  }

  private func checkNotInterrupted() throws(RunError) {
    guard !Task.isCancelled else {
      throw RunError(
        .interrupted, "interrupted; continue with 'assay resume \(directory.path)'")
    }
  }
}
