import Records

/// What can be said of a run from outside.
enum RunAudit {
  /// Whether every trial and session of the plan has its record.
  static func isMeasured(_ directory: RunDirectory) -> Bool {
    guard let plan = try? directory.read(Plan.self, from: directory.plan) else { return false }
    return plan.trials.allSatisfy { directory.exists(directory.trial($0.number)) }
      && plan.sessions.allSatisfy { directory.exists(directory.session($0.number)) }
  }

  /// The records of failures that are in force.
  static func failures(in directory: RunDirectory) throws -> Int {
    let plan = try directory.read(Plan.self, from: directory.plan)
    let trials = try plan.trials.count { trial in
      try directory.read(TrialRecord.self, from: directory.trial(trial.number)).failure != nil
    }
    return try trials
      + plan.sessions.count { session in
        try directory.read(SessionRecord.self, from: directory.session(session.number)).failure
          != nil
      }
  }

  /// Files under their final names that cannot be read; a temporary is no such file.
  static func halfWritten(in directory: RunDirectory) -> [String] {
    guard directory.exists(directory.plan) else { return [] }
    var errors: [String] = []
    func check(_ file: String, _ read: () throws -> Void) {
      guard directory.exists(file) else { return }
      do { try read() } catch { errors.append("\(error)") }
    }
    check(directory.plan) { _ = try directory.read(Plan.self, from: directory.plan) }
    guard let plan = try? directory.read(Plan.self, from: directory.plan) else { return errors }
    for number in plan.trials.map(\.number) {
      let file = directory.trial(number)
      check(file) { _ = try directory.read(TrialRecord.self, from: file) }
      check(directory.items(number)) { _ = try directory.readItems(number) }
    }
    for number in plan.sessions.map(\.number) {
      let file = directory.session(number)
      check(file) { _ = try directory.read(SessionRecord.self, from: file) }
    }
    check(directory.evidence) { _ = try directory.read(Evidence.self, from: directory.evidence) }
    check(directory.decision) { _ = try directory.read(Decision.self, from: directory.decision) }
    return errors
  }

  /// Temporaries that are left after a run has ended.
  static func temporaries(in directory: RunDirectory) -> [String] {
    ([directory.path] + RunDirectory.folders.map { "\(directory.path)/\($0)" })
      .flatMap { RunDirectory.names(in: $0) ?? [] }.filter { $0.hasSuffix(".tmp") }
  }
}
