import Records
import Scores

/// The answers of one architecture in one repetition: all folds together, ascending by id.
struct AnswerSheet {
  let repetition: Int
  let items: ScoredItems
  /// Of each item, whether the constant prediction stands in for an answer.
  let failed: [Bool]

  var failures: Int { failed.count { $0 } }
}

/// What all trials of one training size answered, aligned so that row k is everywhere the same item.
struct SizeTable {
  let size: Int
  /// The architectures that the plan trains at this size.
  let architectures: [Architecture]
  /// The repetitions in which every fold of every architecture completed, ascending.
  let common: [Int]
  /// Whether a budget, not a plateau, ended any trial of this size.
  let isUndertrained: Bool
  /// The repetitions that the plan has and that are not `common`.
  let incomplete: [Int]
  private let sheets: [Architecture: [AnswerSheet]]

  /// Whether both architectures can be compared, repetition by repetition.
  var isPaired: Bool { !common.isEmpty && architectures.count == Architecture.allCases.count }

  /// Whether a verdict may rest on these trials.
  var carriesVerdict: Bool { isPaired && !isUndertrained }

  /// The sheets to score, ascending by repetition: of the common repetitions; where there is none,
  /// of the repetitions that this architecture completed.
  func answers(_ architecture: Architecture) -> [AnswerSheet] { sheets[architecture] ?? [] }

  /// The numbers of the repetitions that count for an architecture.
  func repetitions(_ architecture: Architecture) -> [Int] {
    answers(architecture).map(\.repetition)
  }

  init(size: Int, ledger: TrialLedger) throws(EvidenceError) {
    let planned = ledger.plan.mainTrials.filter { $0.size == size }
    let architectures = Architecture.allCases.filter { architecture in
      planned.contains { $0.architecture == architecture }
    }.sorted()
    let repetitions = ledger.plan.countedRepetitions(size: size) { ledger.answers($0) != nil }
    self.size = size
    self.architectures = architectures
    common = repetitions.common
    incomplete = repetitions.incomplete
    isUndertrained = planned.contains { ledger.undertrained.contains($0.number) }
    var sheets: [Architecture: [AnswerSheet]] = [:]
    for architecture in architectures {
      var found: [AnswerSheet] = []
      for repetition in repetitions.counted(architecture) {
        let trials = planned.filter {
          $0.architecture == architecture && $0.repetition == repetition
        }
        found.append(try AnswerSheet(repetition: repetition, trials: trials, ledger: ledger))
      }
      sheets[architecture] = found
    }
    self.sheets = sheets
    try checkAlignment(planned)
  }

  /// Every sheet of a size answers the same items with the same outcomes.
  private func checkAlignment(_ planned: [TrialSpecification]) throws(EvidenceError) {
    var reference: ScoredItems?
    for architecture in architectures {
      for sheet in answers(architecture) {
        guard let first = reference else {
          reference = sheet.items
          continue
        }
        let outcome = ScoredItems.Column.outcome
        guard sheet.items.ids == first.ids,
          sheet.items.columns[outcome] == first.columns[outcome]
        else {
          throw EvidenceError(
            code: .differentItems,
            trial: planned.first {
              $0.architecture == architecture && $0.repetition == sheet.repetition
            }?.number,
            problem: """
              repetition \(sheet.repetition) of \(architecture.rawValue) at size \(size) answered \
              other items, or items with other outcomes, than the rest
              """,
            remedy: "delete the trial's files and resume the run")
        }
      }
    }
  }
}

extension AnswerSheet {
  /// Joins the folds of a repetition.
  init(
    repetition: Int, trials: [TrialSpecification], ledger: TrialLedger
  ) throws(EvidenceError) {
    var records: [ItemRecord] = []
    for trial in trials { records += ledger.items(trial.number) }
    let order = records.indices.sorted { records[$0].id < records[$1].id }
    let number = trials.first?.number
    for (place, next) in zip(order, order.dropFirst()) where records[place].id == records[next].id {
      throw EvidenceError(
        code: .differentItems, trial: number,
        problem: "item \"\(records[place].id)\" was answered twice in repetition \(repetition)",
        remedy: "delete the trial's files and resume the run")
    }
    self.repetition = repetition
    failed = order.map { records[$0].failure != nil }
    let isFolded = trials.count > 1
    do {
      items = try ScoredItems(
        order.map {
          ScoredItem(
            id: records[$0].id, fold: isFolded ? records[$0].fold : nil,
            values: records[$0].values)
        })
    } catch {
      throw EvidenceError(
        code: .invalidAnswer, trial: number, problem: error.message,
        remedy: "delete the trial's files and resume the run")
    }
  }
}
