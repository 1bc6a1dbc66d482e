package import Figures

/// The share of requests whose action, with everything that it needs to know, is the right one.
package struct TaskSuccess: MeanScore {
  package let kind = FigureKind(
    id: "task-success", title: "Task success", unit: .dimensionless, direction: .higherIsBetter,
    comparability: "Compare on the same requests only: one wrong argument fails a request.",
    source: "the share of requests that end in the true action with the true arguments",
    range: 0...1)

  package init() {}

  func contributions(of items: ScoredItems) throws(ScoreError) -> [Double] {
    try items.flags(ScoredItems.Column.taskSuccess)
  }
}

/// The share of requests whose intent is the right one.
package struct IntentAccuracy: MeanScore {
  package let kind = FigureKind(
    id: "intent-accuracy", title: "Intent accuracy", unit: .dimensionless,
    direction: .higherIsBetter,
    comparability: "Compare on the same requests and the same intents only.",
    source: "the share of requests whose predicted intent is the true one", range: 0...1)

  package init() {}

  func contributions(of items: ScoredItems) throws(ScoreError) -> [Double] {
    try items.flags(ScoredItems.Column.intentCorrect)
  }
}

/// The micro-averaged F1 of whole slots: right only where type and extent, or type and value, both are.
///
/// 2·hits / (found + true) over all requests, as `seqeval` counts in its default mode.
package struct SlotF1: RatioScore {
  package let kind = FigureKind(
    id: "slot-f1", title: "Slot F1", unit: .dimensionless, direction: .higherIsBetter,
    comparability: """
      Compare on the same requests, slot types and way of counting only: a slot is a span of a type for \
      some, and a type with its value for others.
      """,
    source: "Tjong Kim Sang & De Meulder 2003 (CoNLL); seqeval's f1_score", range: 0...1)

  package init() {}

  func terms(
    of items: ScoredItems
  ) throws(ScoreError) -> (above: [Double], below: [Double]) {
    let hits = try items.counts(ScoredItems.Column.slotHits)
    let found = try items.counts(ScoredItems.Column.slotsFound)
    let truth = try items.counts(ScoredItems.Column.slotsTrue)
    for row in hits.indices where hits[row] > min(found[row], truth[row]) {
      throw ScoreError(
        code: .outOfRange,
        message: """
          item \"\(items.ids[row])\": \(hits[row]) slots hit of \(found[row]) found and \
          \(truth[row]) true
          """)
    }
    return (hits.map { 2 * $0 }, zip(found, truth).map(+))
  }
}

/// How often a request out of scope looks more so than one in scope, ties half.
package struct OutOfScopeAUROC: Score {
  package let kind = FigureKind(
    id: "out-of-scope-auroc", title: "Out-of-scope AUROC", unit: .dimensionless,
    direction: .higherIsBetter,
    comparability: "Compare on the same requests only: it depends on what is out of scope.",
    source: "Hendrycks & Gimpel 2017; the area under the ROC curve", range: 0...1)

  package init() {}

  package func value(of items: ScoredItems) throws(ScoreError) -> Double {
    try AreaUnderCurve().value(of: detection(items))
  }

  package func strata(of items: ScoredItems) throws(ScoreError) -> [Stratum]? {
    try AreaUnderCurve().strata(of: detection(items))
  }

  /// The detection of what is out of scope, as a binary prediction.
  private func detection(_ items: ScoredItems) throws(ScoreError) -> ScoredItems {
    try ScoredItems(
      ids: items.ids, folds: items.folds,
      columns: [
        ScoredItems.Column.probability: try items.column(ScoredItems.Column.outOfScopeScore),
        ScoredItems.Column.outcome: try items.column(ScoredItems.Column.outOfScope),
      ])
  }
}
