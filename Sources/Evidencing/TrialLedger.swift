import Records

/// The trials of a run by number, checked against the plan.
struct TrialLedger {
  let plan: Plan
  /// Ascending by number.
  let records: [TrialRecord]
  /// The completed trials that a budget, not a plateau, ended; those of studies among them.
  let undertrained: Set<Int>
  private let completed: [Int: TrialRecord]
  private let itemsByTrial: [Int: [ItemRecord]]

  init(_ run: RunRecords) throws(EvidenceError) {
    plan = run.plan
    records = run.trials.sorted { $0.specification.number < $1.specification.number }
    itemsByTrial = run.items
    let planned = Dictionary(
      run.plan.trials.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    var completed: [Int: TrialRecord] = [:]
    var undertrained: Set<Int> = []
    var seen: Set<Int> = []
    for record in records {
      let number = record.specification.number
      guard planned[number] == record.specification, seen.insert(number).inserted else {
        throw EvidenceError(
          code: .unplannedTrial, trial: number,
          problem: "the record is not that of the planned trial",
          remedy: "delete the record, or restore plan.json")
      }
      guard record.failure == nil, let answers = record.answers else { continue }
      let found = run.items[number]?.count ?? 0
      guard found == answers.items else {
        throw EvidenceError(
          code: .missingItems, trial: number,
          problem: "\(found) answers are there of the \(answers.items) that the record counts",
          remedy: "delete the trial's files and resume the run")
      }
      completed[number] = record
      if answers.training.undertrained { undertrained.insert(number) }
    }
    self.completed = completed
    self.undertrained = undertrained
  }

  /// What a trial answered; nil where it failed or has not run.
  func answers(_ trial: Int) -> TrialAnswers? { completed[trial]?.answers }

  func items(_ trial: Int) -> [ItemRecord] { itemsByTrial[trial] ?? [] }

  /// The records of trials that belong to no study.
  var main: [TrialRecord] { records.filter { $0.specification.study == nil } }

  /// The completed main trials of an architecture and size, ascending by number.
  func completed(_ architecture: Architecture, size: Int) -> [TrialRecord] {
    main.filter {
      $0.specification.architecture == architecture && $0.specification.size == size
        && completed[$0.specification.number] != nil
    }
  }

  /// A number of every trial, averaged over the folds of each repetition; repetitions ascending.
  ///
  /// Only the given repetitions count, and of them those in which every completed trial has one.
  func byRepetition(
    _ architecture: Architecture, size: Int, repetitions: [Int],
    _ value: (TrialRecord) -> Double?
  ) -> [Replicate] {
    let trials = Dictionary(
      grouping: completed(architecture, size: size), by: \.specification.repetition)
    return repetitions.compactMap { repetition in
      let values = (trials[repetition] ?? []).map(value)
      let known = values.compactMap(\.self)
      guard !known.isEmpty, known.count == values.count else { return nil }
      return Replicate(unit: repetition, value: known.reduce(0, +) / Double(known.count))
    }
  }
}
