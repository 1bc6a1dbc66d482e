package import Records

/// Sets the records of failures aside, so that what failed is tried again.
package enum RetryFailed {
  /// Moves every record of a failed trial or session to a name that the run does not read, such as
  /// `trials/0007.failed-1.json`; the history of a run is not rewritten.
  ///
  /// - Parameter directory: The run; its lock is held by the caller.
  /// - Returns: How many trials and how many sessions are to be tried again.
  /// - Throws: `RecordError` for a record that cannot be read or moved.
  package static func setAside(
    in directory: RunDirectory
  ) throws(RecordError) -> (trials: Int, sessions: Int) {
    let plan = try directory.read(Plan.self, from: directory.plan)
    var count = (trials: 0, sessions: 0)
    // Failures are part of what was decided upon.
    if directory.exists(directory.decision) { try directory.remove(directory.decision) }
    if directory.exists(directory.digests) { try directory.remove(directory.digests) }
    for trial in plan.trials {
      let file = directory.trial(trial.number)
      guard directory.exists(file),
        try directory.read(TrialRecord.self, from: file).failure != nil
      else { continue }
      try directory.setAside(file)
      count.trials += 1
    }
    for session in plan.sessions {
      let file = directory.session(session.number)
      guard directory.exists(file),
        try directory.read(SessionRecord.self, from: file).failure != nil
      else { continue }
      try directory.setAside(file)
      count.sessions += 1
    }
    return count
  }
}
