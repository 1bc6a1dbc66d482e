import Records
import Scores

/// What one architecture answered under one condition of a study, repetition by repetition.
///
/// A repetition has one sheet of answers, or one for each site that was trained: its score is then the
/// mean of theirs.
struct StudyArm {
  let label: String
  let architecture: Architecture
  /// The sheets of every repetition of which all trials completed.
  let sheets: [Int: [AnswerSheet]]
  /// The repetitions that the plan has and that did not complete, ascending.
  let incomplete: [Int]
  /// Whether a budget, not a plateau, ended any of the trials.
  let isUndertrained: Bool
  /// The numbers of its trials.
  let trials: [Int]

  /// The repetitions that completed, ascending.
  var repetitions: [Int] { sheets.keys.sorted() }

  /// Joins the folds of each repetition, and of each site in it.
  ///
  /// - Throws: ``EvidenceError`` where answers contradict each other.
  init(
    _ label: String, _ architecture: Architecture, _ trials: [TrialSpecification],
    _ ledger: TrialLedger
  ) throws(EvidenceError) {
    self.label = label
    self.architecture = architecture
    self.trials = trials.map(\.number)
    isUndertrained = trials.contains { ledger.undertrained.contains($0.number) }
    var sheets: [Int: [AnswerSheet]] = [:]
    var incomplete: [Int] = []
    for repetition in Set(trials.map(\.repetition)).sorted() {
      let own = trials.filter { $0.repetition == repetition }
      guard own.allSatisfy({ ledger.answers($0.number) != nil }) else {
        incomplete.append(repetition)
        continue
      }
      var parts: [Variation?] = []
      for trial in own where !parts.contains(trial.variation) { parts.append(trial.variation) }
      for part in parts {
        let folds = own.filter { $0.variation == part }
        sheets[repetition, default: []].append(
          try AnswerSheet(repetition: repetition, trials: folds, ledger: ledger))
      }
    }
    self.sheets = sheets
    self.incomplete = incomplete
  }

  /// Whether both answered the same items with the same outcomes, wherever they can be compared.
  func answersSameItems(as other: StudyArm) -> Bool {
    let all = sheets.values.flatMap(\.self) + other.sheets.values.flatMap(\.self)
    guard let first = all.first?.items else { return true }
    let outcome = ScoredItems.Column.outcome
    return all.allSatisfy {
      $0.items.ids == first.ids && $0.items.columns[outcome] == first.columns[outcome]
    }
  }
}
